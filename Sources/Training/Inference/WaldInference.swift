internal import Evaluation
public import LinearAlgebra

/// Tests and intervals from coefficients and their covariance, taken to be normal.
public struct WaldInference: Sendable {
  /// What is known of one coefficient.
  public struct Coefficient: Sendable, Equatable {
    /// The estimate.
    public let estimate: Double

    /// Its standard error.
    public let standardError: Double

    /// The estimate in standard errors.
    public let z: Double

    /// The two-sided p-value of the coefficient being 0.
    public let pValue: Double

    /// The estimate plus and minus the normal deviate of the level times the standard error.
    public let interval: CoefficientInterval
  }

  /// The coefficients, `nil` for aliased ones.
  public let coefficients: [Coefficient?]

  /// The covariance of the estimates.
  public let covariance: SymmetricMatrix

  private let estimates: [Double]

  /// Infers from a fit.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - covariance: The covariance of its coefficients, as from
  ///     ``LogisticFit/covariance(_:designMatrix:outcomes:weights:weightKind:offset:threads:)``; by
  ///     default that of the model.
  ///   - level: The level of confidence of the intervals.
  public init(_ fit: LogisticFit, covariance: SymmetricMatrix? = nil, level: Double = 0.95) {
    self.init(
      estimates: fit.coefficients, covariance: covariance ?? fit.covariance,
      aliased: fit.aliasedParameters, level: level)
  }

  /// Infers from estimates.
  ///
  /// - Parameters:
  ///   - estimates: The coefficients.
  ///   - covariance: Their covariance.
  ///   - aliased: The parameters that were not estimated.
  ///   - level: The level of confidence of the intervals.
  public init(
    estimates: [Double], covariance: SymmetricMatrix, aliased: [Int] = [], level: Double = 0.95
  ) {
    precondition(level > 0 && level < 1, "level \(level)")
    let deviate = NormalDistribution.quantile((1 + level) / 2)
    self.covariance = covariance
    self.estimates = estimates
    coefficients = estimates.indices.map { parameter in
      guard !aliased.contains(parameter) else { return nil }
      let estimate = estimates[parameter]
      let error = covariance[parameter, parameter].squareRoot()
      return Coefficient(
        estimate: estimate, standardError: error, z: estimate / error,
        pValue: NormalDistribution.twoSidedPValue(estimate / error),
        interval: CoefficientInterval(
          lower: estimate - deviate * error, upper: estimate + deviate * error))
    }
  }

  /// The Wald test of some coefficients all being 0, such as those of a factor: `bᵀV⁻¹b`.
  ///
  /// - Parameter parameters: The parameters; aliased ones are left out.
  /// - Returns: The test, or `nil` if nothing is left or their covariance is singular.
  public func test(_ parameters: [Int]) -> HypothesisTest? {
    let tested = parameters.filter { coefficients[$0] != nil }
    guard !tested.isEmpty, let factored = try? Cholesky(covariance.submatrix(tested)) else {
      return nil
    }
    return HypothesisTest(
      statistic: factored.inverseQuadraticForm(tested.map { estimates[$0] }),
      degreesOfFreedom: tested.count)
  }

  /// The Wald test of a weighted sum of coefficients being 0.
  ///
  /// - Parameter contrast: A weight per parameter, such as 1 and -1 for the difference of two.
  /// - Returns: The test, or `nil` if the sum has no variance.
  public func test(contrast: [Double]) -> HypothesisTest? {
    let value = zip(contrast, estimates).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = covariance.quadraticForm(contrast)
    guard variance > 0 else { return nil }
    return HypothesisTest(statistic: value * value / variance, degreesOfFreedom: 1)
  }
}
