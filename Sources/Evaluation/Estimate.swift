/// A number estimated from the rows, with its standard error.
public struct Estimate: Sendable, Equatable, Codable {
  /// The maximum-likelihood value.
  public let value: Double
  /// The standard error from the inverse information at the value.
  public let standardError: Double
}
