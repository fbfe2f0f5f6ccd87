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
  /// The period each was scored in: only leads of one period are ranked against one another.
  var periods: [Int] = []

  static func + (a: BacktestScores, b: BacktestScores) -> BacktestScores {
    BacktestScores(
      rows: a.rows + b.rows, probabilities: a.probabilities + b.probabilities,
      baseRates: a.baseRates + b.baseRates, outcomes: a.outcomes + b.outcomes,
      points: a.points + b.points, periods: a.periods + b.periods)
  }

  /// The scores at some places.
  func part(_ places: [Int]) -> BacktestScores {
    BacktestScores(
      rows: places.map { rows[$0] }, probabilities: places.map { probabilities[$0] },
      baseRates: places.map { baseRates[$0] }, outcomes: places.map { outcomes[$0] },
      points: points.isEmpty ? [] : places.map { points[$0] },
      periods: places.map { periods[$0] })
  }

  /// The scores period by period.
  var strata: [BacktestScores] {
    Set(periods).sorted().map { period in part(periods.indices.filter { periods[$0] == period }) }
  }

  /// The paired difference of other scores of the same leads to the model's, within periods.
  func difference(from other: [Double]) -> AUCDifference? {
    let places = Set(periods).sorted().map { period in
      periods.indices.filter { periods[$0] == period }
    }
    return AUCDifference(
      strata: places.map { rows in
        (
          rows.map { other[$0] }, rows.map { probabilities[$0] }, rows.map { outcomes[$0] }
        )
      })
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
  /// The area under the ROC curve of the model over pairs of leads of the same period; nil where
  /// only one outcome occurs.
  public let auc: AUC?
  /// The model against the rules; nil without rules or where only one outcome occurs.
  public let againstRules: AUCDifference?
  /// The mean log loss of the model, and of the rate of conversions known at the time.
  public let logLoss, baseLogLoss: Double
  /// The line of calibration; nil where no finite one is best.
  public let calibration: CalibrationLine?
  /// What the best 10 and 20 % of each period by the model yield; empty without conversions.
  public let gains: [Gain]
  /// What the best 10 and 20 % of each period by the rules yield; empty without rules.
  public let ruleGains: [Gain]

  /// What a best share of every period yields.
  public struct Gain: Sendable, Equatable {
    /// The share of the leads of every period.
    public let share: Double
    /// The share of all conversions that are among them.
    public let capturedShare: Double

    /// How many times more often they convert than all leads do.
    public var lift: Double { capturedShare / share }
  }

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
    let strata = scores.strata
    auc = AUC(
      strata: strata.compactMap {
        try? RankedOutcomes(scores: $0.probabilities, outcomes: $0.outcomes)
      })
    gains = Self.gains(strata, \.probabilities)
    ruleGains = scores.points.isEmpty ? [] : Self.gains(strata, \.points)
    againstRules = scores.points.isEmpty ? nil : scores.difference(from: scores.points)
  }

  /// What the best shares of every period hold; a period without both outcomes counts by chance.
  private static func gains(
    _ strata: [BacktestScores], _ values: (BacktestScores) -> [Double]
  ) -> [Gain] {
    let total = strata.reduce(0) { $0 + $1.outcomes.count { $0 } }
    guard total > 0 else { return [] }
    return shares.map { share in
      let found = strata.reduce(0.0) { sum, stratum in
        let ranking = try? RankedOutcomes(scores: values(stratum), outcomes: stratum.outcomes)
        let byChance = share * Double(stratum.outcomes.count { $0 })
        return sum + ((try? ranking?.gains(atShare: share).conversions) ?? byChance)
      }
      return Gain(share: share, capturedShare: found / Double(total))
    }
  }

  private static func forecast(_ probabilities: [Double], _ outcomes: [Bool])
    -> ProbabilityForecast?
  {
    try? ProbabilityForecast(probabilities: probabilities, outcomes: outcomes)
  }
}
