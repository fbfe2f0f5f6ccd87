/// Observed over expected conversions: above 1, probabilities are too low on the whole.
public struct ObservedToExpected: Sendable, Equatable, Codable {
  /// The ratio on the rows at hand.
  public let value: Double
  /// The 95 % interval of the ratio: Wilson's limits of the observed rate over the mean
  /// probability, which is taken as given.
  public let interval: ConfidenceInterval

  /// A ratio that was measured before, with its 95 % interval.
  public init(value: Double, interval: ConfidenceInterval) {
    self.value = value
    self.interval = interval
  }

  /// Compares the totals of a forecast; `nil` if no conversion was expected.
  public init?(_ forecast: ProbabilityForecast) {
    let expected = forecast.probabilities.reduce(0, +)
    guard expected > 0 else { return nil }
    let rate = Proportion(
      successes: forecast.outcomes.count { $0 }, trials: forecast.rowCount)
    let rows = Double(forecast.rowCount)
    value = Double(rate.successes) / expected
    interval = ConfidenceInterval(
      lower: rate.interval.lower * rows / expected, upper: rate.interval.upper * rows / expected)
  }
}
