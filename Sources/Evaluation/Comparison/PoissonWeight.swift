/// Numbers from the Poisson distribution of mean 1, by inversion.
enum PoissonWeight {
  /// 2⁶⁴ times the probabilities of at most 0, 1, 2 … as far as they differ from one.
  static let thresholds: [UInt64] = {
    var thresholds: [UInt64] = []
    var probability = 0.367_879_441_171_442_33  // 1/e
    var cumulative = probability
    while cumulative < 1, thresholds.count < 18 {
      thresholds.append(UInt64(cumulative * 0x1p64))
      probability /= Double(thresholds.count)
      cumulative += probability
    }
    return thresholds
  }()

  // The first four again, as constants: a loop over millions of weights need not ask whether the
  // list has been made.
  static let first: UInt64 = 6_786_177_901_268_885_504
  static let second: UInt64 = 13_572_355_802_537_771_008
  static let third: UInt64 = 16_965_444_753_172_213_760
  static let fourth: UInt64 = 18_096_474_403_383_695_360

  /// The weight, at most 18, that belongs to a uniformly distributed 64-bit number.
  static func weight(_ random: UInt64) -> Int {
    // Which of the small weights it is cannot be predicted, so no branch asks; 98 in 100 end here.
    var weight = random >= first ? 1 : 0
    weight += random >= second ? 1 : 0
    weight += random >= third ? 1 : 0
    guard random >= fourth else { return weight }
    while weight < thresholds.count, random >= thresholds[weight] { weight += 1 }
    return weight
  }
}
