public import Evaluation

/// Leads that a backtest scored, with what it made of them and how they ended.
struct BacktestScores {
  /// The rows among the leads of the history.
  var rows: [Int] = []
  var probabilities: [Double] = []
  /// The rate of conversions among the leads that the model of each row was fitted to.
  var baseRates: [Double] = []
  var outcomes: [Bool] = []
  /// The points of the rules; empty without rules.
  var points: [Double] = []

  static func + (a: BacktestScores, b: BacktestScores) -> BacktestScores {
    BacktestScores(
      rows: a.rows + b.rows, probabilities: a.probabilities + b.probabilities,
      baseRates: a.baseRates + b.baseRates, outcomes: a.outcomes + b.outcomes,
      points: a.points + b.points)
  }

  /// The scores at some places.
  func part(_ places: [Int]) -> BacktestScores {
    BacktestScores(
      rows: places.map { rows[$0] }, probabilities: places.map { probabilities[$0] },
      baseRates: places.map { baseRates[$0] }, outcomes: places.map { outcomes[$0] },
      points: points.isEmpty ? [] : places.map { points[$0] })
  }
}

/// How the probabilities of some leads stand against their outcomes, beside base rate and rules.
public struct BacktestJudgement: Sendable, Equatable {
  /// The leads that were scored.
  public let rows: Int
  /// The conversions among them.
  public let conversions: Int
  /// The conversions that the model expected.
  public let expected: Double
  /// The area under the ROC curve of the model; nil where only one outcome occurs.
  public let auc: AUC?
  /// The model against the rules; nil without rules or where only one outcome occurs.
  public let againstRules: AUCDifference?
  /// The mean log loss of the model, and of the rate of conversions known at the time.
  public let logLoss, baseLogLoss: Double
  /// The line of calibration; nil where no finite one is best.
  public let calibration: CalibrationLine?
  /// What the best 10 and 20 % by the model yield; empty where only one outcome occurs.
  public let gains: [GainsPoint]
  /// What the best 10 and 20 % by the rules yield; empty without rules.
  public let ruleGains: [GainsPoint]

  /// The shares at which gains are told.
  public static let shares = [0.1, 0.2]

  /// The share of leads that converted.
  public var rate: Double { Double(conversions) / Double(rows) }

  /// Judges scores; nil when there are none.
  init?(_ scores: BacktestScores) {
    guard let forecast = Self.forecast(scores.probabilities, scores.outcomes),
      let base = Self.forecast(scores.baseRates, scores.outcomes)
    else { return nil }
    rows = scores.rows.count
    conversions = scores.outcomes.count { $0 }
    expected = scores.probabilities.reduce(0, +)
    logLoss = forecast.logLoss
    baseLogLoss = base.logLoss
    calibration = forecast.calibrationLine()
    let ranking = try? RankedOutcomes(scores: scores.probabilities, outcomes: scores.outcomes)
    auc = ranking.map(AUC.init)
    gains = Self.shares.compactMap { try? ranking?.gains(atShare: $0) }
    let rules =
      scores.points.isEmpty
      ? nil : try? RankedOutcomes(scores: scores.points, outcomes: scores.outcomes)
    ruleGains = Self.shares.compactMap { try? rules?.gains(atShare: $0) }
    againstRules =
      rules == nil
      ? nil
      : try? AUCDifference(
        reference: scores.points, challenger: scores.probabilities, outcomes: scores.outcomes)
  }

  private static func forecast(_ probabilities: [Double], _ outcomes: [Bool])
    -> ProbabilityForecast?
  {
    try? ProbabilityForecast(probabilities: probabilities, outcomes: outcomes)
  }
}
