/// A number estimated from the rows, with its standard error.
public struct Estimate: Sendable, Equatable, Codable {
  /// The maximum-likelihood value.
  public let value: Double
  /// The standard error from the inverse information at the value.
  public let standardError: Double
}

extension Estimate {
  /// The 95 % interval of the true value: 1.96 standard errors to either side.
  public var interval: ConfidenceInterval {
    let halfWidth = ConfidenceInterval.normalDeviate * standardError
    return ConfidenceInterval(lower: value - halfWidth, upper: value + halfWidth)
  }
}
