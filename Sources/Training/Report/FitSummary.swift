/// How a fit went.
public struct FitSummary: Sendable, Equatable {
  /// Passes over the rows, and rows.
  public let passes, rows: Int
  /// The largest derivative of the objective at the end, or the largest violation of an optimality
  /// condition where coefficients may be 0; nil where a fit ends by another measure.
  public let gradientNorm: Double?
  /// What was minimized: mean log loss and penalty.
  public let objective: Double
  /// The strength of the penalty.
  public let lambda: Double
  /// The log likelihood of the model, and of the intercept alone.
  public let logLikelihood, nullLogLikelihood: Double
  /// The number of parameters less what the penalty took.
  public let effectiveDegreesOfFreedom: Double
  /// The number of parameters, the intercept included.
  public let parameterCount: Int
  /// The number of parameters that are not 0, the intercept included.
  public let nonzeroCount: Int
  /// Deviance, information criteria and the test of the whole model.
  public let goodness: GoodnessOfFit
}

extension FitSummary {
  /// Summarizes maximum likelihood or ridge.
  init(_ fit: LogisticFit, lambda: Double, rows: Int, goodness: GoodnessOfFit) {
    self.init(
      passes: fit.passes, rows: rows, gradientNorm: fit.gradientNorm, objective: fit.objective,
      lambda: lambda, logLikelihood: fit.logLikelihood, nullLogLikelihood: fit.nullLogLikelihood,
      effectiveDegreesOfFreedom: goodness.effectiveDegreesOfFreedom,
      parameterCount: fit.coefficients.count,
      nonzeroCount: fit.coefficients.count - fit.aliasedParameters.count, goodness: goodness)
  }

  /// Summarizes a point of a path.
  init(
    path: ElasticNetPath, point: ElasticNetPath.Point, encoded: EncodedLeads,
    curvature: LogisticCurvature
  ) {
    self.init(
      passes: path.work.passes, rows: encoded.rows.count,
      gradientNorm: point.violation * path.largestLambda * path.penalty.lassoShare,
      objective: curvature.meanLoss
        + point.lambda * path.penalty.value(at: point.coefficients, path.layout),
      lambda: point.lambda, logLikelihood: point.logLikelihood,
      nullLogLikelihood: path.nullLogLikelihood,
      effectiveDegreesOfFreedom: curvature.effectiveDegreesOfFreedom,
      parameterCount: point.coefficients.count, nonzeroCount: 1 + point.nonzeroCount,
      goodness: GoodnessOfFit(
        logLikelihood: point.logLikelihood, nullLogLikelihood: path.nullLogLikelihood,
        effectiveDegreesOfFreedom: curvature.effectiveDegreesOfFreedom,
        parameterCount: point.nonzeroCount, isPenalized: true, outcomes: encoded.outcomes,
        weights: encoded.weights))
  }

  /// Summarizes Firth's penalized likelihood.
  init(firth fit: FirthFit, nullLogLikelihood: Double, encoded: EncodedLeads) {
    let total = encoded.weights?.reduce(0, +) ?? Double(encoded.rows.count)
    let parameterCount = fit.coefficients.count - fit.aliasedParameters.count - 1
    self.init(
      passes: fit.passes, rows: encoded.rows.count, gradientNorm: nil,
      objective: -fit.penalizedLogLikelihood / total, lambda: 0,
      logLikelihood: fit.logLikelihood, nullLogLikelihood: nullLogLikelihood,
      effectiveDegreesOfFreedom: fit.hatSum, parameterCount: fit.coefficients.count,
      nonzeroCount: parameterCount + 1,
      goodness: GoodnessOfFit(
        logLikelihood: fit.logLikelihood, nullLogLikelihood: nullLogLikelihood,
        effectiveDegreesOfFreedom: fit.hatSum, parameterCount: parameterCount, isPenalized: true,
        outcomes: encoded.outcomes, weights: encoded.weights))
  }
}
