public import LinearAlgebra

/// Lower and upper limits of coefficients of the raw columns.
///
/// Every interval must contain 0, so that a strong enough penalty can reach it. The intercept
/// is free.
public struct CoefficientBounds: Sendable, Equatable {
  /// The smallest value of every parameter, at most 0.
  public let lower: [Double]

  /// The largest value of every parameter, at least 0.
  public let upper: [Double]

  /// The sign a coefficient may have.
  public enum Sign: Sendable, Equatable {
    /// At least 0.
    case positive

    /// At most 0.
    case negative
  }

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - lower: A number of at most 0 per parameter, in the order of the matrix' layout.
  ///   - upper: A number of at least 0 per parameter.
  /// - Throws: ``FitError/invalidBounds(parameter:lower:upper:)`` if an interval lacks 0.
  public init(lower: [Double], upper: [Double]) throws(FitError) {
    precondition(lower.count == upper.count, "\(lower.count) lower, \(upper.count) upper limits")
    for parameter in lower.indices.dropFirst()
    where !(lower[parameter] <= 0 && upper[parameter] >= 0) {
      throw .invalidBounds(
        parameter: parameter, lower: lower[parameter], upper: upper[parameter])
    }
    self.lower = lower
    self.upper = upper
  }

  /// Creates limits that fix the signs of some parameters.
  ///
  /// - Parameters:
  ///   - signs: Parameters with their signs; of two entries for one parameter the last counts.
  ///   - layout: The order of the parameters.
  public init(signs: [(parameter: Int, sign: Sign)], layout: ParameterLayout) {
    var lower = [Double](repeating: -.infinity, count: layout.count)
    var upper = [Double](repeating: .infinity, count: layout.count)
    for (parameter, sign) in signs {
      precondition(parameter > 0 && parameter < layout.count, "parameter \(parameter)")
      lower[parameter] = sign == .positive ? 0 : -.infinity
      upper[parameter] = sign == .positive ? .infinity : 0
    }
    self.lower = lower
    self.upper = upper
  }
}
