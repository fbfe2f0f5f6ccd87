public import Evaluation
import ScoringModel
import Tables

/// What random splits of the same leads would have claimed, beside what came true forward in time.
///
/// Every lead that was scored forward is scored once more by a model of leads drawn at random from
/// the whole history, later ones included, as many as the forward models had on average. Both
/// numbers are of the same leads, so their difference is paired: it is what looking into the future
/// is worth.
public struct BacktestOptimism: Sendable, Equatable {
  /// The AUC of random splits (the challenger) less that of going forward (the reference).
  public let auc: AUCDifference
  /// The log loss of random splits.
  public let logLoss: Double
  /// The leads that each random model was fitted to.
  public let trained: Int

  /// Whether the random split is shown to flatter by more than a hundredth of AUC.
  public var isSuspect: Bool { auc.interval.lower > 0.01 }

  /// Scores all forward-scored leads anew; nil when the outcomes are of one kind only.
  init?(_ run: BacktestRun, _ forward: BacktestScores, _ advance: () -> Void) throws {
    let history = run.history
    let count = Self.foldCount(of: run)
    let leads = history.leads
    let rows = leads.canonicalRows
    let seed = run.settings.split.seed
    let tickets = rows.map { ((leads.groups?[$0] ?? leads.keys[$0]) ^ (seed &+ 7).mixed).mixed }
    let wanted = run.trainings.reduce(0) { $0 + $1.rows.count } / max(1, run.trainings.count)
    var claimed: [Int: Double] = [:]
    let scored = Set(forward.rows)
    var lessons: [(held: [Int], learned: [Int])] = []
    for fold in 0..<count {
      let held = rows.indices.filter { tickets[$0] % UInt64(count) == UInt64(fold) }
        .map { rows[$0] }.filter(scored.contains)
      // A lottery of its own decides who is learned from, so that folds do not choose alike.
      let others = rows.indices.filter { tickets[$0] % UInt64(count) != UInt64(fold) }
        .sorted { (tickets[$0].mixed, $0) < (tickets[$1].mixed, $1) }
        .prefix(wanted).map { rows[$0] }
      let positives = others.count { leads.outcomes[$0] }
      guard positives > 0, positives < others.count else { return nil }
      lessons.append((held, others))
    }
    let scores = try run.fits(to: lessons, largest: wanted, advance) { lesson, settings in
      let leads = leads.learningBaseRates(from: lesson.learned)
      let rows = lesson.learned.sorted { leads.keys[$0] < leads.keys[$1] }
      return try BacktestModel(leads, rows: rows, settings: settings)
        .probabilities(leads.table.rows(lesson.held))
    }
    for (lesson, probabilities) in zip(lessons, scores) {
      for (row, probability) in zip(lesson.held, probabilities) { claimed[row] = probability }
    }
    let probabilities = forward.rows.map { claimed[$0] ?? 0 }
    var random = forward
    random.probabilities = probabilities
    guard let difference = random.difference(from: forward.probabilities),
      let forecast = try? ProbabilityForecast(
        probabilities: probabilities, outcomes: forward.outcomes)
    else { return nil }
    auc = difference
    logLoss = forecast.logLoss
    trained = wanted
  }

  /// The number of random splits: one per origin, but enough that each learns from most leads.
  static func foldCount(of run: BacktestRun) -> Int { max(5, run.trainings.count) }
}
