public import Evaluation
public import FeatureExtraction

/// How well a model of some kinds of data does on the leads of the backtest, beside that of all.
public struct KindContribution: Sendable, Equatable {
  /// The kinds, in the order explicit, implicit, behavioural.
  public let kinds: [FeatureKind]
  /// Whether this is everything but one kind.
  public let isWithoutOne: Bool
  /// How many features are of these kinds.
  public let features: Int
  /// How the scored leads were ranked and how they ended.
  public let judgement: BacktestJudgement
  /// The AUC of all kinds (the challenger) less that of these (the reference): what the others add.
  public let othersAdd: AUCDifference?

  /// Each kind alone and, with three of them, all but each.
  static func subsets(of leads: LabelledLeads) -> [(kinds: [FeatureKind], isWithoutOne: Bool)] {
    let present = FeatureKind.allCases.filter { kind in
      leads.declarations.contains { $0.kind == kind }
    }
    guard present.count > 1 else { return [] }
    let alone = present.map { (kinds: [$0], isWithoutOne: false) }
    guard present.count > 2 else { return alone }
    return alone
      + present.map { left in (kinds: present.filter { $0 != left }, isWithoutOne: true) }
  }

  /// Fits some kinds at every origin; nil when an origin has no feature of them.
  init?(
    _ subset: (kinds: [FeatureKind], isWithoutOne: Bool), _ run: BacktestRun,
    all: BacktestScores, _ advance: () -> Void
  ) throws {
    let lessons = run.trainings.map { training in
      BacktestRun.Lesson(
        training: training,
        leads: training.leads.keeping(kinds: Set(subset.kinds), exclude: []),
        rows: training.rows)
    }
    guard lessons.allSatisfy({ !$0.leads.declarations.isEmpty }) else { return nil }
    let scores = try run.scores(lessons, advance).reduce(BacktestScores(), +)
    guard let judgement = BacktestJudgement(scores) else { return nil }
    kinds = subset.kinds
    isWithoutOne = subset.isWithoutOne
    features = run.history.leads.declarations.count { subset.kinds.contains($0.kind) }
    self.judgement = judgement
    othersAdd = all.difference(from: scores.probabilities)
  }
}
