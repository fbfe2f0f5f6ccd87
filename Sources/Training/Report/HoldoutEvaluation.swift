public import Evaluation
public import ScoringModel

/// How a model's scores stand against the outcomes of leads it has not seen.
public struct HoldoutEvaluation: Sendable {
  /// The held-out rows among the labelled leads.
  public let rows: [Int]
  /// Their log odds, before calibration: what they are ranked by.
  public let logOdds: [Double]
  /// Their probabilities, after calibration.
  public let probabilities: [Double]
  /// Their outcomes.
  public let outcomes: [Bool]
  /// How well the ranking tells outcomes apart.
  public let ranking: RankingEvaluation
  /// How well the probabilities match them.
  public let forecast: ForecastEvaluation
  /// The probabilities beside the rates at which leads converted, without bins.
  public let reliability: ReliabilityDiagram
  /// The metrics that are kept with the model.
  public let metrics: HoldoutMetrics

  /// The shares of all leads at which gains are reported.
  static let shares = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5]

  /// Judges log odds by outcomes.
  ///
  /// - Parameters:
  ///   - kind: How the leads were set apart.
  ///   - rows: The leads among all that are labelled.
  ///   - logOdds: Their log odds before calibration.
  ///   - outcomes: Whether they converted.
  ///   - calibration: What turns log odds into probabilities; nil for the logistic function.
  ///   - keys: A number for each lead that is its own and stays with it.
  ///   - seed: The seed of the bootstrap.
  ///   - progress: Told how many replicates are drawn.
  /// - Throws: `EvaluationError` when one outcome is absent.
  public init(
    kind: HoldoutSplit.Kind, rows: [Int], logOdds: [Double], outcomes: [Bool],
    calibration: ProbabilityCalibration? = nil, keys: [UInt64], seed: UInt64,
    progress: (TrainingProgress) -> Void = { _ in }
  ) throws {
    self.rows = rows
    self.logOdds = logOdds
    self.outcomes = outcomes
    probabilities =
      calibration?.probabilities(atLogOdds: logOdds) ?? logOdds.map(logistic)
    let ranked = try RankedOutcomes(scores: logOdds, outcomes: outcomes)
    let forecasted = try ProbabilityForecast(probabilities: probabilities, outcomes: outcomes)
    ranking = try RankingEvaluation(ranked, shares: Self.shares)
    forecast = try ForecastEvaluation(forecasted)
    reliability = try ReliabilityDiagram(
      forecasted, resamples: HoldoutBootstrap.bandResamples(rows: rows.count), seed: seed)
    let bootstrap = try HoldoutBootstrap(
      ranked, probabilities: probabilities, outcomes: outcomes, keys: keys, shares: Self.shares,
      seed: seed
    ) { done, total in
      progress(.bootstrap(done: done, of: total))
    }
    metrics = HoldoutMetrics(
      kind: kind, ranking: ranking, forecast: forecast, forecasted, bootstrap)
  }
}
