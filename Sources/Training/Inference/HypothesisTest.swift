internal import Evaluation

/// A test of a hypothesis by a statistic that is chi-square distributed if it holds.
public struct HypothesisTest: Sendable, Equatable {
  /// The statistic.
  public let statistic: Double

  /// The number of restrictions that the hypothesis makes.
  public let degreesOfFreedom: Int

  /// The probability of a statistic at least as large if the hypothesis holds.
  public let pValue: Double

  /// Creates a test.
  ///
  /// - Parameters:
  ///   - statistic: A number of at least 0.
  ///   - degreesOfFreedom: A number of at least 1.
  public init(statistic: Double, degreesOfFreedom: Int) {
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    pValue = ChiSquareDistribution(degreesOfFreedom: degreesOfFreedom).survival(statistic)
  }
}

/// An interval of a coefficient, possibly without a limit on a side.
public struct CoefficientInterval: Sendable, Equatable {
  /// The lower limit, `nil` for minus infinity.
  public let lower: Double?

  /// The upper limit, `nil` for infinity.
  public let upper: Double?

  /// Creates an interval.
  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }
}
