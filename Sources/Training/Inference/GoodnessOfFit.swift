internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How well a fit describes the rows it was fitted to.
///
/// Log likelihoods are those of single outcomes, without the binomial constant of grouped data: they
/// are R's for rows of 0 and 1, weighted or not.
public struct GoodnessOfFit: Sendable, Equatable {
  /// Twice the negative log likelihood.
  public let deviance: Double

  /// The deviance of the model with an intercept and the offset only.
  public let nullDeviance: Double

  /// The trace of `H·(H + Λ)⁻¹`: the number of parameters without a penalty.
  public let effectiveDegreesOfFreedom: Double

  /// Akaike's criterion, the deviance plus twice the degrees of freedom.
  public let aic: Double

  /// Schwarz' criterion, the deviance plus `log n` per degree of freedom.
  public let bic: Double

  /// McFadden's share of the null log likelihood that is explained.
  public let mcFadden: Double

  /// The ratio test against the null model; `nil` with a penalty or without columns.
  public let ratioTest: HypothesisTest?

  /// The number of events or of non-events, whichever is smaller, per free coefficient other than
  /// the intercept; infinite without columns.
  ///
  /// Below ten, coefficients are biased away from zero and intervals unreliable (Peduzzi et al.
  /// 1996); Firth's fit or a penalty is then better.
  public let eventsPerParameter: Double

  /// The number of events per parameter below which to warn.
  public static let fewEventsPerParameter = 10.0

  /// Whether there are too few events for the number of parameters.
  public var hasFewEvents: Bool { eventsPerParameter < Self.fewEventsPerParameter }

  /// Computes the statistics of a fit.
  ///
  /// - Parameters:
  ///   - fit: The fit.
  ///   - outcomes: The outcomes it was fitted to.
  ///   - weights: Their weights.
  ///   - weightKind: What the weights stand for, which decides the number `n` of observations.
  public init(
    _ fit: LogisticFit, outcomes: [Double], weights: [Double]? = nil,
    weightKind: WeightKind = .frequency
  ) {
    let parameterCount = fit.layout.count - fit.aliasedParameters.count - 1
    let degrees = fit.effectiveDegreesOfFreedom
    self.init(
      logLikelihood: fit.logLikelihood, nullLogLikelihood: fit.nullLogLikelihood,
      effectiveDegreesOfFreedom: degrees, parameterCount: parameterCount,
      isPenalized: abs(degrees - Double(parameterCount + 1)) > 1e-6, outcomes: outcomes,
      weights: weights, weightKind: weightKind)
  }

  /// Computes the statistics of a likelihood.
  ///
  /// - Parameters:
  ///   - logLikelihood: The log likelihood of the model.
  ///   - nullLogLikelihood: The log likelihood of an intercept and the offset.
  ///   - effectiveDegreesOfFreedom: The degrees of freedom, intercept included.
  ///   - parameterCount: The number of free coefficients other than the intercept.
  ///   - isPenalized: Whether something else than the likelihood was maximized.
  ///   - outcomes: The outcomes fitted to.
  ///   - weights: Their weights.
  ///   - weightKind: What the weights stand for.
  init(
    logLikelihood: Double, nullLogLikelihood: Double, effectiveDegreesOfFreedom: Double,
    parameterCount: Int, isPenalized: Bool, outcomes: [Double], weights: [Double]?,
    weightKind: WeightKind = .frequency
  ) {
    var (count, events) = (0.0, 0.0)
    for (row, outcome) in outcomes.enumerated() {
      let weight = weights?[row] ?? 1
      let size = weightKind == .frequency ? weight : weight > 0 ? 1 : 0
      count += size
      events += size * outcome
    }
    deviance = -2 * logLikelihood
    nullDeviance = -2 * nullLogLikelihood
    self.effectiveDegreesOfFreedom = effectiveDegreesOfFreedom
    aic = deviance + 2 * effectiveDegreesOfFreedom
    bic = deviance + log(count) * effectiveDegreesOfFreedom
    mcFadden = 1 - logLikelihood / nullLogLikelihood
    eventsPerParameter = min(events, count - events) / Double(parameterCount)
    ratioTest =
      isPenalized || parameterCount == 0
      ? nil
      : HypothesisTest(
        statistic: max(0, nullDeviance - deviance), degreesOfFreedom: parameterCount)
  }
}
