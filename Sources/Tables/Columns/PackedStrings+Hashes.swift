extension PackedStrings {
  /// A hash per string that is the same in every process; see ``Swift/UInt64/init(hashing:)``.
  public func hashes() -> [UInt64] {
    (0..<count).map { UInt64(hashing: utf8(at: $0)) }
  }
}
