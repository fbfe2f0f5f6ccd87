/// A count of successes among trials, its rate and what the count leaves open about the true rate.
public struct Proportion: Sendable, Equatable, Codable {
  /// The number of trials that succeeded.
  public let successes: Int
  /// The number of trials.
  public let trials: Int
  /// Successes per trial; `nil` without trials.
  public let rate: Double?
  /// Wilson's 95 % score interval of the true rate; [0, 1] without trials.
  public let interval: ConfidenceInterval

  /// Creates the proportion of successes among trials.
  ///
  /// Interval: E. B. Wilson, Journal of the American Statistical Association 22 (1927). It stays
  /// inside [0, 1] and keeps a width at no success and at full success.
  ///
  /// - Parameters:
  ///   - successes: The number of trials that succeeded, from 0 to `trials`.
  ///   - trials: The number of trials.
  public init(successes: Int, trials: Int) {
    precondition(
      successes >= 0 && successes <= trials, "\(successes) successes in \(trials) trials")
    self.successes = successes
    self.trials = trials
    guard trials > 0 else {
      rate = nil
      interval = ConfidenceInterval(lower: 0, upper: 1)
      return
    }
    let count = Double(trials)
    let rate = Double(successes) / count
    let squaredDeviate = ConfidenceInterval.normalDeviate * ConfidenceInterval.normalDeviate
    let centre = (rate + squaredDeviate / (2 * count)) / (1 + squaredDeviate / count)
    let halfWidth =
      (rate * (1 - rate) / count + squaredDeviate / (4 * count * count)).squareRoot()
      * ConfidenceInterval.normalDeviate / (1 + squaredDeviate / count)
    self.rate = rate
    // At the two ends the limit is exactly 0 or 1; rounding must not blur it.
    interval = ConfidenceInterval(
      lower: successes == 0 ? 0 : max(0, centre - halfWidth),
      upper: successes == trials ? 1 : min(1, centre + halfWidth))
  }
}
