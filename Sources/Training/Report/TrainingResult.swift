public import Evaluation
public import FeatureExtraction
public import ScoringModel

/// A trained model and everything there is to say about it.
public struct TrainingResult: Sendable {
  /// The model.
  public let model: ScoringModel
  /// How the fit went.
  public let fit: FitSummary
  /// The coefficients on the scale of the data.
  public let coefficients: [CoefficientRow]
  /// The labelled leads, those set apart included.
  public let rows: Int
  /// The conversions among them.
  public let positives: Int
  /// How the model did on the leads set apart; nil without a holdout.
  public let holdout: HoldoutEvaluation?
  /// What a random split would have claimed, when the holdout is the newest leads.
  public let optimism: AUC?
  /// Columns that seem to know the outcome.
  public let leaks: [LeakFinding]
  /// Columns that are not used, and why.
  public let dropped: [DroppedColumn]
  /// How many columns were looked at.
  public let columnCount: Int
  /// Seconds per phase.
  public let timing: TrainingTiming
}

/// How a fit went.
public struct FitSummary: Sendable, Equatable {
  /// Passes over the rows, and rows.
  public let passes, rows: Int
  /// The largest derivative of the objective at the end, and the objective: mean log loss and penalty.
  public let gradientNorm, objective: Double
  /// The strength of the penalty.
  public let lambda: Double
  /// The log likelihood of the model, and of the intercept alone.
  public let logLikelihood, nullLogLikelihood: Double
  /// The number of parameters less what the penalty took.
  public let effectiveDegreesOfFreedom: Double
  /// The number of parameters, the intercept included.
  public let parameterCount: Int

  init(_ fit: LogisticFit, rows: Int) {
    passes = fit.passes
    self.rows = rows
    gradientNorm = fit.gradientNorm
    objective = fit.objective
    lambda = fit.penalty.lambda
    logLikelihood = fit.logLikelihood
    nullLogLikelihood = fit.nullLogLikelihood
    effectiveDegreesOfFreedom = fit.effectiveDegreesOfFreedom
    parameterCount = fit.coefficients.count
  }
}
