public import Evaluation
public import FeatureExtraction

/// One level of one feature: how common it is among leads that converted, and how often leads of
/// it convert.
public struct LevelEvidence: Sendable, Equatable {
  /// The feature's name.
  public let feature: String
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// The level, as it may be shown.
  public let level: String
  /// The leads of the level, and the conversions among them.
  public let rate: Proportion
  /// The share of the level among the leads that converted, and among the others.
  public let shareOfConverted, shareOfOthers: Double
  /// The conversion rate of the level over that of all leads.
  public let lift: Double
  /// The 95 % interval of the lift: Wilson's of the level's rate, over the rate of all leads.
  public let liftInterval: ConfidenceInterval
  /// The logarithm of the odds of a conversion with the level over those without it; half a lead is
  /// added to each of the four counts, so that it is always finite (Haldane and Anscombe).
  public let logOddsRatio: Double
  /// The chance of so large a difference where there is none: Pearson's χ² on one degree of freedom.
  public let pValue: Double
  /// The p-value corrected for the number of levels looked at (Benjamini and Hochberg, 1995): the
  /// share of chance findings among all that are at least as clear.
  public let correctedPValue: Double

  /// Whether the level sets converted leads apart from others, at most one in twenty by chance.
  public var isShown: Bool { correctedPValue <= 0.05 }

  /// Points for a points table in which ten double the odds, rounded to five.
  public var points: Int { Int((logOddsRatio / 0.6931471805599453 * 2).rounded()) * 5 }

  /// The evidence on every level with enough leads, the largest lift first.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - minimumSupport: The fewest leads of a level; rarer ones are neither told nor counted.
  /// - Returns: The evidence.
  public static func all(in leads: ProfileLeads, minimumSupport: Int = 10) -> [LevelEvidence] {
    let converted = leads.convertedCount
    var raw: [(feature: Feature, level: Int, count: Int, successes: Int)] = []
    for (feature, codes) in zip(leads.features, leads.codes) {
      let levelCount = (feature.codeCount ?? 0) + 1
      var counts = [Int](repeating: 0, count: levelCount)
      var successes = counts
      for (code, outcome) in zip(codes, leads.outcomes) {
        counts[Int(code)] += 1
        successes[Int(code)] += outcome ? 1 : 0
      }
      for level in 0..<levelCount where counts[level] >= minimumSupport {
        guard counts[level] < leads.count else { continue }
        raw.append((feature, level, counts[level], successes[level]))
      }
    }
    let pValues = raw.map {
      pValue(count: $0.count, successes: $0.successes, of: leads.count, converted: converted)
    }
    let corrected = falseDiscoveryRates(pValues)
    return raw.indices.map { index in
      LevelEvidence(
        raw[index].feature, level: raw[index].level,
        rate: Proportion(successes: raw[index].successes, trials: raw[index].count),
        of: leads.count, converted: converted, pValue: pValues[index],
        correctedPValue: corrected[index])
    }.enumerated().sorted {
      (-$0.element.lift, $0.offset) < (-$1.element.lift, $1.offset)
    }.map(\.element)
  }

  private init(
    _ feature: Feature, level: Int, rate: Proportion, of count: Int, converted: Int,
    pValue: Double, correctedPValue: Double
  ) {
    let base = Double(converted) / Double(max(count, 1))
    self.feature = feature.name
    kind = feature.kind
    self.level = feature.spoken(level)
    self.rate = rate
    shareOfConverted = Double(rate.successes) / Double(max(converted, 1))
    shareOfOthers = Double(rate.trials - rate.successes) / Double(max(count - converted, 1))
    lift = base > 0 ? (rate.rate ?? 0) / base : 0
    liftInterval =
      base > 0
      ? ConfidenceInterval(lower: rate.interval.lower / base, upper: rate.interval.upper / base)
      : ConfidenceInterval(lower: 0, upper: 0)
    let failures = rate.trials - rate.successes
    let others = (successes: converted - rate.successes, failures: count - converted - failures)
    logOddsRatio = logRatio(
      Double(rate.successes) + 0.5, Double(failures) + 0.5, Double(others.successes) + 0.5,
      Double(others.failures) + 0.5)
    self.pValue = pValue
    self.correctedPValue = correctedPValue
  }

  /// Pearson's χ² test of a two by two table.
  private static func pValue(count: Int, successes: Int, of all: Int, converted: Int) -> Double {
    let cells = [
      (successes, count, converted), (count - successes, count, all - converted),
      (converted - successes, all - count, converted),
      (all - count - converted + successes, all - count, all - converted),
    ]
    var statistic = 0.0
    for (observed, row, column) in cells {
      let expected = Double(row) * Double(column) / Double(all)
      guard expected > 0 else { return 1 }
      let difference = Double(observed) - expected
      statistic += difference * difference / expected
    }
    return ChiSquareDistribution(degreesOfFreedom: 1).survival(statistic)
  }
}

/// p-values corrected for their number, in the order given (Benjamini and Hochberg, 1995).
///
/// The k-th smallest of n becomes the least of `p·n/k` over itself and all larger ones.
public func falseDiscoveryRates(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var corrected = pValues
  var least = 1.0
  for (place, index) in order.enumerated().reversed() {
    least = min(least, pValues[index] * Double(pValues.count) / Double(place + 1))
    corrected[index] = least
  }
  return corrected
}
