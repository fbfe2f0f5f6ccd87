public import LinearAlgebra

/// A logistic regression fitted by Firth's penalized likelihood, with its uncertainty.
///
/// Inference should use ``ratioTest(_:)`` and ``profileInterval(of:level:)``: near separation the
/// likelihood is far from quadratic and standard errors say little.
public struct FirthFit: Sendable {
  /// The order of the coefficients.
  public let layout: ParameterLayout

  /// The coefficients of the raw columns, 0 for aliased ones.
  public let coefficients: [Double]

  /// The inverse Fisher information, as reported by `brglm2` and by `logistf` before 1.24.
  public let covariance: SymmetricMatrix

  /// The inverse information with the weights augmented by the hat values, as reported by
  /// `logistf` since 1.24: somewhat smaller.
  public let augmentedCovariance: SymmetricMatrix

  /// The parameters fixed at 0 because their columns are combinations of columns before them.
  public let aliasedParameters: [Int]

  /// The log likelihood plus half the log determinant of the raw columns' information.
  public let penalizedLogLikelihood: Double

  /// The log likelihood without the penalty.
  public let logLikelihood: Double

  /// The intercept at which the mean probability is the mean outcome.
  ///
  /// It is the FLIC of Puhr and others (2017). Firth's penalty pulls probabilities towards ½. For scoring use ``scoringCoefficients``.
  public let correctedIntercept: Double

  /// The sum of the hat values, which is the number of free parameters.
  public let hatSum: Double

  /// The number of passes over the rows.
  public let passes: Int

  private let profile: ProfileLikelihood<FirthLikelihood>

  /// The coefficients with ``correctedIntercept`` in place of the intercept.
  public var scoringCoefficients: [Double] {
    [correctedIntercept] + coefficients.dropFirst()
  }

  init(
    _ likelihood: FirthLikelihood, _ maximum: LikelihoodMaximizer.Maximum, aliased: [Int]
  ) throws(FitError) {
    let objective = likelihood.objective
    let free = likelihood.freeParameters
    let point = maximum.point
    let order = objective.designMatrix.layout.count
    guard let factored = try? Cholesky(point.information.submatrix(free)) else {
      throw .notConverged(passes: maximum.evaluations, gradientNorm: 0)
    }
    let augmented = likelihood.augmentedInformation(at: point.parameters, factored)
    guard let augmentedFactor = try? Cholesky(augmented.information.submatrix(free)) else {
      throw .notConverged(passes: maximum.evaluations, gradientNorm: 0)
    }
    let plain = objective.gradients(atEach: [point.parameters])[0]
    layout = objective.designMatrix.layout
    coefficients = objective.scaling.raw(fromScaled: point.parameters)
    covariance = objective.scaling.raw(
      fromScaledCovariance: factored.inverse().embedded(at: free, order: order))
    augmentedCovariance = objective.scaling.raw(
      fromScaledCovariance: augmentedFactor.inverse().embedded(at: free, order: order))
    aliasedParameters = aliased
    penalizedLogLikelihood = point.logLikelihood
    logLikelihood = -plain.meanLoss * objective.loss.totalWeight
    correctedIntercept = objective.interceptMatchingMean(coefficients)
    hatSum = augmented.hatSum
    passes = FirthLikelihood.passesPerPoint * (maximum.evaluations + 1) + 4
    profile = ProfileLikelihood(likelihood: likelihood, maximum: point)
  }

  /// The penalized-likelihood ratio test of some coefficients all being 0.
  ///
  /// - Parameter parameters: The parameters.
  /// - Returns: The test, or `nil` if all of them are aliased.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)``.
  public func ratioTest(_ parameters: [Int]) throws(FitError) -> HypothesisTest? {
    try profile.ratioTest(parameters)
  }

  /// The interval of a coefficient by its profile penalized likelihood.
  ///
  /// - Parameters:
  ///   - parameter: The parameter.
  ///   - level: The level of confidence.
  /// - Returns: The interval, or `nil` for an aliased parameter.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)``.
  public func profileInterval(
    of parameter: Int, level: Double = 0.95
  ) throws(FitError) -> CoefficientInterval? {
    try profile.interval(of: parameter, level: level)
  }
}
