public import Evaluation
public import FeatureExtraction
import ScoringModel
public import Tables

/// A rolling-origin backtest: at several moments of the past train on what was known, score the
/// leads of the period that followed, and look how they ended.
///
/// The headline goes forward in time, as use does. Beside it stands what a random split of the same
/// leads would have claimed.
public struct Backtest: Sendable {
  /// One moment of training and the period it was judged on.
  public struct Fold: Sendable, Equatable {
    /// The moment: nothing later was known to the model.
    public let origin: Timestamp
    /// The end of the period, exclusive.
    public let end: Timestamp
    /// The leads learned from.
    public let trained: Int
    /// The conversions among them.
    public let trainedConversions: Int
    /// The known leads not learned from, so that no lead and no group is on both sides.
    public let keptApart: Int
    /// The leads of the period not scored for the same reason.
    public let notScored: Int
    /// How the leads of the period were ranked and how they ended.
    public let judgement: BacktestJudgement
  }

  /// A moment that could not be judged.
  public struct Skipped: Sendable, Equatable {
    /// The moment.
    public let origin: Timestamp
    /// Why not.
    public let reason: String
  }

  /// What is to be looked at beside the headline.
  public struct Scope: Sendable, Equatable {
    /// Whether to fit on random parts of the same leads too.
    public var optimism = true
    /// Whether to fit on shorter histories too.
    public var learning = true
    /// Whether to fit on each kind of data alone, and on all but each.
    public var kinds = false
    /// Columns whose values are judged apart.
    public var columns: [String] = []
    /// Columns whose values are groups that are to fare alike; see `GroupFairness`.
    public var fairness: [String] = []

    /// The usual scope: everything but kinds.
    public init() {}
  }

  /// The periods between origins, and where they lie.
  public let plan: BacktestPlan
  /// How moments are to be read.
  public let clock: BacktestHistory.Clock
  /// How long after its moment an outcome is known; nil when that is not settled.
  public let maturity: TimeSpan?
  /// How a fit learned from leads that could still convert at its origin.
  public let treatment: CensoringTreatment
  /// The origins that could be judged, ascending.
  public let folds: [Fold]
  /// The origins that could not.
  public let skipped: [Skipped]
  /// All scored leads together, each scored by the model of its own period.
  public let pooled: BacktestJudgement
  /// What random splits of the same leads would have claimed; nil when it was not asked for or
  /// could not be had.
  public let optimism: BacktestOptimism?
  /// The scored leads month by month; empty where moments are no times.
  public let months: [BacktestPart]
  /// The scored leads by the values of columns, in the order asked for.
  public let parts: [(column: String, parts: [BacktestPart])]
  /// How groups of leads fare when the best tenth of every period is called.
  public let fairness: [(column: String, groups: GroupFairness)]
  /// How well models of shorter histories do on the same leads, the shortest first.
  public let learning: [LearningPoint]
  /// What each kind of data adds; empty when it was not asked for.
  public let kinds: [KindContribution]
  /// The name of the rules; nil without rules.
  public let rules: String?
  /// Columns that seem to know the outcome.
  public let leaks: [LeakFinding]
  /// The column while which is suspected every fit keeps to straight lines, as training would; nil
  /// where forms compete.
  public let heldStraightBy: String?

  /// Runs a backtest.
  ///
  /// - Parameters:
  ///   - history: The leads.
  ///   - plan: The origins and the period.
  ///   - settings: The choices of every fit.
  ///   - scope: What is to be looked at beside the headline.
  ///   - progress: Told how many of how many fits are done.
  /// - Throws: ``BacktestError``, ``TrainingError`` for columns that know the outcome, and what
  ///   labelling throws.
  public init(
    _ history: BacktestHistory, plan: BacktestPlan, settings: TrainingSettings,
    scope: Scope = Scope(), progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    for column in scope.columns + scope.fairness { try history.checkParts(column) }
    var findings = LeakGate(allowed: settings.allowedLeaks).findings(
      in: history.leads, surroundings: history.surroundings)
    let refused = findings.filter { $0.severity == .refused && !$0.isAllowed }
    guard refused.isEmpty else { throw TrainingError.leaks(refused) }
    let dominant = try DominantColumn(in: history.leads, settings: settings)
    findings.add(dominant)
    leaks = findings
    heldStraightBy = dominant.heldStraightBy
    let run = try BacktestRun(history, plan: plan, settings: dominant.settings)
    let shares = scope.learning ? LearningPoint.shares : []
    let kinds = scope.kinds ? KindContribution.subsets(of: history.leads) : []
    let randomFits = scope.optimism ? BacktestOptimism.foldCount(of: run) : 0
    let total = run.trainings.count * (1 + shares.count + kinds.count) + randomFits
    var done = 0
    func advance() {
      done += 1
      progress(done, total)
    }
    progress(0, total)
    let forward = try run.forward(advance)
    guard !forward.folds.isEmpty, let pooled = BacktestJudgement(forward.scores) else {
      throw BacktestError.noOrigin(reasons: run.skipped.map { history.text($0) })
    }
    self.plan = plan
    self.pooled = pooled
    clock = history.clock
    maturity = history.maturity
    treatment = history.treatment
    folds = forward.folds
    skipped = run.skipped
    rules = history.rules
    optimism = randomFits > 0 ? try BacktestOptimism(run, forward.scores, advance) : nil
    months = history.months(of: forward.scores)
    parts = scope.columns.map { ($0, history.parts(of: forward.scores, by: $0)) }
    fairness = scope.fairness.map { ($0, history.fairness(of: forward.scores, by: $0)) }
    learning =
      try shares.compactMap { try LearningPoint(run, share: $0, advance) }
      + (shares.isEmpty ? [] : [LearningPoint(forward.folds, pooled)])
    self.kinds = try kinds.compactMap {
      try KindContribution($0, run, all: forward.scores, advance)
    }
  }
}

extension BacktestHistory {
  /// A moment as a person reads it: a day, or the number of a row.
  public func text(_ moment: Timestamp) -> String { clock.text(moment) }

  fileprivate func text(_ skipped: Backtest.Skipped) -> String {
    "\(text(skipped.origin)): \(skipped.reason)"
  }
}

extension BacktestHistory.Clock {
  /// A moment as a person reads it: a day, or the number of a row.
  public func text(_ moment: Timestamp) -> String {
    switch self {
    case .calendar: String(moment.description.prefix(10))
    case .order: "row \(moment.microseconds + 1)"
    }
  }

  /// A length of time as a person reads it.
  public func text(_ span: TimeSpan) -> String {
    switch self {
    case .calendar: span.description
    case .order: "\(span.microseconds) rows"
    }
  }
}
