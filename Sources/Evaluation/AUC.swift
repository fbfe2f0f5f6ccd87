/// The area under the ROC curve: the probability that a conversion outranks a non-conversion.
///
/// A tie counts half.
public struct AUC: Sendable, Equatable, Codable {
  /// The share of pairs of one conversion and one non-conversion in which the conversion has the
  /// higher score.
  public let value: Double
  /// DeLong's variance of the value; `nil` if there is only one conversion or only one
  /// non-conversion.
  public let variance: Double?
  /// The 95 % interval of the true value, clipped to [0, 1].
  ///
  /// Where DeLong's interval says nothing it is replaced. If the variance is unknown, it is
  /// [0, 1]. If all pairs are ordered alike, DeLong's variance is zero however few rows there
  /// are; the open side is then Wilson's limit for as many trials as the smaller class has rows.
  /// Scores that are all equal rank nothing, whatever the rows: [0.5, 0.5].
  public let interval: ConfidenceInterval

  /// Measures a ranking.
  public init(_ ranking: RankedOutcomes) {
    self.init(PairWins(ranking))
  }

  init(_ wins: PairWins) {
    value = wins.share
    variance = wins.variance
    interval = Self.interval(
      of: value, variance: variance,
      smallerClass: min(wins.ofPositives.count, wins.ofNegatives.count))
  }

  /// An area that was estimated otherwise, with the normal interval of its variance.
  init(value: Double, variance: Double) {
    self.value = value
    self.variance = variance
    interval = ConfidenceInterval(
      estimate: value, standardError: variance.squareRoot(), clippedTo: 0...1)
  }

  /// The square root of the variance.
  public var standardError: Double? { variance?.squareRoot() }

  private static func interval(
    of value: Double, variance: Double?, smallerClass: Int
  ) -> ConfidenceInterval {
    guard let variance else { return ConfidenceInterval(lower: 0, upper: 1) }
    if variance == 0, value == 0 || value == 1 {
      return Proportion(successes: value == 1 ? smallerClass : 0, trials: smallerClass).interval
    }
    return ConfidenceInterval(
      estimate: value, standardError: variance.squareRoot(), clippedTo: 0...1)
  }
}
