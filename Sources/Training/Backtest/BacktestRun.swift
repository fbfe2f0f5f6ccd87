import ScoringModel
import Tables

/// The leads to learn from and to score at every origin of a backtest.
struct BacktestRun {
  /// One origin with enough leads on both sides.
  struct Training {
    let origin, end: Timestamp
    /// The number of the period among all origins.
    let period: Int
    /// The leads whose outcome was known at the origin and, where they are learned from too, those
    /// that could still convert, with what a fit makes of each.
    let leads: LabelledLeads
    /// Those of them to learn from, in an order of their own.
    let rows: [Int]
    /// The rows of the history that are scored.
    let scored: [Int]
    /// The known leads that are not learned from and those of the period that are not scored, so
    /// that no lead and no account is on both sides.
    let keptApart: (known: Int, scored: Int)
  }

  let history: BacktestHistory
  let settings: TrainingSettings
  let trainings: [Training]
  let skipped: [Backtest.Skipped]

  /// - Throws: what labelling throws.
  init(_ history: BacktestHistory, plan: BacktestPlan, settings: TrainingSettings) throws {
    self.history = history
    self.settings = settings.onlyLogOdds
    var trainings: [Training] = []
    var skipped: [Backtest.Skipped] = []
    for (period, origin) in plan.origins.enumerated() {
      let end = origin + plan.period
      let scored = history.leads.canonicalRows.filter {
        history.moments[$0] >= origin && history.moments[$0] < end
      }
      let known = try history.known(at: origin)
      let leads = known.leads
      let sides = SidesInTime(
        older: leads.canonicalRows, of: leads, newer: scored, of: history.leads)
      let obstacle = Self.obstacle(leads, sides.older, scored: sides.newer.count, settings)
      if let reason = obstacle {
        skipped.append(Backtest.Skipped(origin: origin, reason: reason))
      } else {
        let fitting =
          try known.censored?.fitting(
            sides.older, apartFrom: sides.newer, of: history.leads, settings)
          ?? FittingLeads(leads: leads, rows: sides.older)
        trainings.append(
          Training(
            origin: origin, end: end, period: period, leads: fitting.leads, rows: fitting.rows,
            scored: sides.newer,
            keptApart: (leads.count - sides.older.count, scored.count - sides.newer.count)))
      }
    }
    self.trainings = trainings
    self.skipped = skipped
  }

  /// Why an origin cannot be judged; nil when it can.
  private static func obstacle(
    _ leads: LabelledLeads, _ rows: [Int], scored: Int, _ settings: TrainingSettings
  ) -> String? {
    let positives = rows.count { leads.outcomes[$0] }
    let fewest = min(positives, rows.count - positives)
    let floor = settings.allowsSmall ? 1 : TrainingSettings.floor
    if scored == 0 { return "no lead to score in its period" }
    if fewest < floor {
      return "\(positives) conversions and \(rows.count - positives) others were known, \(floor) of"
        + " each are needed"
    }
    return nil
  }

  /// Fits at every origin and scores the period after it.
  func forward(_ advance: () -> Void) throws -> (folds: [Backtest.Fold], scores: BacktestScores) {
    var all = BacktestScores()
    var folds: [Backtest.Fold] = []
    let lessons = trainings.map { Lesson(training: $0, leads: $0.leads, rows: $0.rows) }
    for (training, scores) in zip(trainings, try scores(lessons, advance)) {
      guard let judgement = BacktestJudgement(scores) else { continue }
      folds.append(
        Backtest.Fold(
          origin: training.origin, end: training.end, trained: training.rows.count,
          trainedConversions: training.rows.count { training.leads.outcomes[$0] },
          keptApart: training.keptApart.known, notScored: training.keptApart.scored,
          judgement: judgement))
      all = all + scores
    }
    return (folds, all)
  }

  /// Scores the period of an origin by a model of some of the leads known at it.
  func scores(_ lesson: Lesson, settings: TrainingSettings) throws -> BacktestScores {
    let (training, rows) = (lesson.training, lesson.rows)
    let leads = lesson.leads.learningBaseRates(from: rows)
    let model = try BacktestModel(leads, rows: rows, settings: settings)
    let baseRate = leads.fitRate(rows)
    let scored = training.scored
    let judged = history.leads.rows(scored).sharingBaseRates(of: leads)
    return BacktestScores(
      rows: scored, probabilities: try model.probabilities(judged.table),
      baseRates: [Double](repeating: baseRate, count: scored.count),
      outcomes: scored.map { history.leads.outcomes[$0] },
      points: history.points.map { points in scored.map { points[$0] } } ?? [],
      periods: [Int](repeating: training.period, count: scored.count))
  }
}
