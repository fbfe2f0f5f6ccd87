extension PoissonWeight {
  /// The weights that belong to the first twelve bits of a number, and a mark where these do not
  /// settle it.
  static let table: [UInt8] = (0..<4096).map { bits in
    let least = UInt64(bits) << 52
    let (low, high) = (weight(least), weight(least | ((1 << 52) - 1)))
    return low == high ? UInt8(low) : unsettled
  }

  private static let unsettled: UInt8 = 0x80

  /// Four independent weights from one number, sixteen of its bits for each.
  ///
  /// Twelve bits settle all but one weight in 600; further bits come from another number then, so
  /// that the distribution is exact.
  static func quartet(_ random: UInt64, _ table: [UInt8]) -> SIMD4<Int32> {
    let weights = (
      table[Int(truncatingIfNeeded: random & 0xFFF)],
      table[Int(truncatingIfNeeded: random >> 16 & 0xFFF)],
      table[Int(truncatingIfNeeded: random >> 32 & 0xFFF)],
      table[Int(truncatingIfNeeded: random >> 48 & 0xFFF)]
    )
    if (weights.0 | weights.1 | weights.2 | weights.3) & unsettled != 0 {
      return settled(random)
    }
    return SIMD4(Int32(weights.0), Int32(weights.1), Int32(weights.2), Int32(weights.3))
  }

  @inline(never)
  private static func settled(_ random: UInt64) -> SIMD4<Int32> {
    var weights = SIMD4<Int32>()
    for lane in 0..<4 {
      let first = random >> UInt64(16 * lane) & 0xFFF
      let further = SplitMix64.number(lane, seed: random) >> 12
      weights[lane] = Int32(weight(first << 52 | further))
    }
    return weights
  }
}
