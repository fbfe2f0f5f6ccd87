extension Table {
  /// A 64-bit hash of every row's contents.
  ///
  /// Depends on the names and values of the columns but not on their order, nor on other rows.
  public func rowHashes() -> [UInt64] {
    var hashes = [UInt64](repeating: 0, count: rowCount)
    for column in columns {
      let salt = UInt64(hashing: column.name.utf8)
      func add(_ row: Int, _ bits: UInt64) { hashes[row] &+= (bits ^ salt).mixed }
      switch column.values {
      case .numbers(let numbers):
        for (row, number) in numbers.enumerated() {
          add(row, number.isNaN ? .max : (number == 0 ? 0 : number).bitPattern)
        }
      case .categories(let categories):
        let levels = (0..<categories.levels.count).map {
          UInt64(hashing: categories.levels.utf8(at: $0))
        }
        for (row, code) in categories.codes.enumerated() {
          add(row, code < 0 ? .max : levels[Int(code)])
        }
      case .timestamps(let timestamps):
        for (row, time) in timestamps.enumerated() {
          add(row, time.map { UInt64(bitPattern: $0.microseconds) } ?? .max)
        }
      case .text(let strings):
        for row in 0..<rowCount {
          let text = strings.utf8(at: row)
          add(row, text.isEmpty ? .max : UInt64(hashing: text))
        }
      }
    }
    return hashes
  }
}

extension UInt64 {
  /// A hash of bytes that is the same in every process (FNV-1a, then mixed).
  @inlinable
  public init(hashing bytes: some Sequence<UInt8>) {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self = state.mixed
  }

  /// The number scrambled so that every bit depends on every other (the finalizer of SplitMix64).
  @inlinable
  public var mixed: UInt64 {
    var state = self &+ 0x9e37_79b9_7f4a_7c15
    state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
    return state ^ (state >> 31)
  }
}
