public import LinearAlgebra

/// Tests and intervals from the likelihood of a fit, each by fits with parameters held fixed.
public struct LikelihoodInference: Sendable {
  private let profile: ProfileLikelihood<BinomialLikelihood>

  /// Prepares inference for a fit without a penalty: one pass over the rows.
  ///
  /// - Parameters:
  ///   - fit: The maximum-likelihood fit; a penalized one has no likelihood to compare with.
  ///   - designMatrix: The rows that were fitted.
  ///   - outcomes: Their outcomes.
  ///   - weights: Their weights, as counts.
  ///   - offset: Their offset.
  ///   - threads: The number of threads.
  /// - Throws: ``FitError`` if a value is out of range, or
  ///   ``FitError/notConverged(passes:gradientNorm:)`` if the fit is not at a maximum.
  public init(
    _ fit: LogisticFit, designMatrix: DesignMatrix, outcomes: [Double],
    weights: [Double]? = nil, offset: [Double]? = nil, threads: Int = 1
  ) throws(FitError) {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    let likelihood = BinomialLikelihood(
      objective: objective,
      freeParameters: designMatrix.layout.parameters(without: fit.aliasedParameters))
    let start = try likelihood.point(at: objective.scaling.scaled(fromRaw: fit.coefficients))
    let maximum = try LikelihoodMaximizer().maximum(
      of: likelihood, from: start, free: likelihood.freeParameters)
    profile = ProfileLikelihood(likelihood: likelihood, maximum: maximum.point)
  }

  /// The likelihood-ratio test of some coefficients all being 0, such as those of a factor.
  ///
  /// It takes one fit without them, some five passes. With the parameters of one term it is what R's
  /// `drop1` prints.
  ///
  /// - Parameter parameters: The parameters.
  /// - Returns: The test, or `nil` if all of them are aliased.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)``.
  public func ratioTest(_ parameters: [Int]) throws(FitError) -> HypothesisTest? {
    try profile.ratioTest(parameters)
  }

  /// The profile-likelihood interval of a coefficient: the values that a ratio test does not reject.
  ///
  /// It takes some 30 passes over the rows.
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
