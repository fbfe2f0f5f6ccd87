public import Evaluation
public import ScoringModel

/// How a model's scores stand against the outcomes of leads it has not seen.
public struct HoldoutEvaluation: Sendable {
  /// The held-out rows among the labelled leads.
  public let rows: [Int]
  /// Their log odds.
  public let logOdds: [Double]
  /// Their outcomes.
  public let outcomes: [Bool]
  /// How well the ranking tells outcomes apart.
  public let ranking: RankingEvaluation
  /// How well the probabilities match them.
  public let forecast: ForecastEvaluation
  /// The metrics that are kept with the model.
  public let metrics: HoldoutMetrics

  /// Judges log odds by outcomes.
  ///
  /// - Throws: `EvaluationError` when one outcome is absent.
  public init(kind: HoldoutSplit.Kind, rows: [Int], logOdds: [Double], outcomes: [Bool]) throws {
    self.rows = rows
    self.logOdds = logOdds
    self.outcomes = outcomes
    ranking = try RankingEvaluation(
      RankedOutcomes(scores: logOdds, outcomes: outcomes),
      shares: [0.01, 0.05, 0.1, 0.2, 0.3, 0.5])
    forecast = try ForecastEvaluation(
      ProbabilityForecast(probabilities: logOdds.map(logistic), outcomes: outcomes))
    metrics = HoldoutMetrics(
      kind: kind, rows: rows.count, positives: outcomes.count { $0 }, auc: ranking.auc.value,
      aucLower: ranking.auc.interval.lower, aucUpper: ranking.auc.interval.upper,
      averagePrecision: ranking.averagePrecision, logLoss: forecast.logLoss,
      brier: forecast.brierScore, calibrationSlope: forecast.calibrationLine?.slope.value,
      calibrationIntercept: forecast.calibrationLine?.intercept.value,
      gains: ranking.gains.map {
        HoldoutMetrics.Gain(share: $0.share, captured: $0.capturedShare, lift: $0.lift)
      })
  }
}
