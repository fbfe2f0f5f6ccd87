extension PackedStrings {
  /// A hash per string that is the same in every process; see ``Swift/UInt64/init(hashing:)``.
  public func hashes() -> [UInt64] {
    (0..<count).map { unsafe withUTF8(at: $0) { unsafe UInt64(hashing: $0) } }
  }
}
