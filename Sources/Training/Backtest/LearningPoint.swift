/// How well models of a shorter history do on the leads of the backtest.
public struct LearningPoint: Sendable, Equatable {
  /// The share of the history that was learned from: the newest leads before each origin.
  public let share: Double
  /// The leads learned from, and the conversions among them, on average over the origins.
  public let trained, trainedConversions: Double
  /// The origins that had enough of both outcomes.
  public let origins: Int
  /// How the scored leads were ranked and how they ended.
  public let judgement: BacktestJudgement

  /// The shares that are tried before the whole.
  static let shares = [0.0625, 0.125, 0.25, 0.5]
  /// The fewest conversions, and other leads, that a point is fitted to.
  static let floor = 10

  /// Learns from a share of the history of every origin; nil where no origin has enough of it.
  init?(_ run: BacktestRun, share: Double, _ advance: () -> Void) throws {
    var lessons: [BacktestRun.Lesson] = []
    var (trained, converted) = (0, 0)
    for training in run.trainings {
      let leads = training.leads
      let order = leads.order ?? leads.keys.map { _ in 0 }
      let newest = training.rows.sorted {
        (order[$0], leads.keys[$0]) > (order[$1], leads.keys[$1])
      }
      .prefix(Int(share * Double(training.rows.count)))
      let positives = newest.count { leads.outcomes[$0] }
      guard min(positives, newest.count - positives) >= Self.floor else {
        advance()
        continue
      }
      let rows = newest.sorted { leads.keys[$0] < leads.keys[$1] }
      lessons.append(BacktestRun.Lesson(training: training, leads: leads, rows: rows))
      trained += newest.count
      converted += positives
    }
    let scores = try run.scores(lessons, advance).reduce(BacktestScores(), +)
    let origins = lessons.count
    guard let judgement = BacktestJudgement(scores) else { return nil }
    self.share = share
    self.trained = Double(trained) / Double(origins)
    trainedConversions = Double(converted) / Double(origins)
    self.origins = origins
    self.judgement = judgement
  }

  /// The point of the whole history.
  init(_ folds: [Backtest.Fold], _ pooled: BacktestJudgement) {
    share = 1
    let count = Double(folds.count)
    trained = Double(folds.reduce(0) { $0 + $1.trained }) / count
    trainedConversions = Double(folds.reduce(0) { $0 + $1.trainedConversions }) / count
    origins = folds.count
    judgement = pooled
  }
}
