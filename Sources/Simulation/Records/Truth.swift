extension SaaSHistory {
  /// What is true of a lead and nobody at the company can know.
  public struct Truth: Sendable, Equatable {
    /// The part of the log odds that form and company explain, without the intercept.
    public let profileLogOdds: Double
    /// The log odds of conversion within the horizon, all but the noise: no model ranks better.
    public let logOdds: Double
    /// The probability the outcome was drawn with, noise included.
    public let probability: Double
  }
}
