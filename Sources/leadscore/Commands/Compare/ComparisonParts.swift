import Evaluation
import FeatureExtraction
import Reporting
import RuleScoring
import ScoringModel
import Tables

/// A comparison taken apart: by tier, month and segment, and how tiers keep what they promise.
struct ComparisonParts: Encodable {
  /// How the leads of each tier ended, by the rules and by the model.
  let ruleTiers, modelTiers: [TierOutcome]
  /// Both rankings within each tier of the rules.
  let byTier: [ComparisonGroup]
  /// Both rankings within each month of creation; empty where leads have no time.
  let byMonth: [ComparisonGroup]
  /// Both rankings within each value of a column; empty when none was asked for.
  let bySegment: [ComparisonGroup]
  /// The column of the segments.
  let segmentColumn: String?

  init(
    _ leads: ComparisonLeads, points: RuleScores, logOdds: [Double], probabilities: [Double],
    model: ScoringModel, lists: CallLists, by column: String?
  ) throws {
    func groups(_ names: [String]) throws -> [ComparisonGroup] {
      try ComparisonGroup.all(
        names, reference: points.totals, challenger: logOdds, outcomes: leads.outcomes,
        lists: lists)
    }
    let tiers = (0..<points.count).map { points.tier($0)?.name ?? "none" }
    let names = points.book.tiers.map(\.name)
    ruleTiers = TierOutcome.all(
      names + (tiers.contains("none") && !names.isEmpty ? ["none"] : []), tiers: tiers,
      outcomes: leads.outcomes)
    modelTiers = TierOutcome.all(
      model.tiers.map(\.name),
      tiers: logOdds.map { logOdds in
        model.tiers.isEmpty ? "" : model.tiers[model.tiers.index(logOdds: logOdds)].name
      },
      outcomes: leads.outcomes, probabilities: probabilities)
    let byTier = try names.isEmpty ? [] : groups(tiers)
    // From the best tier down, as people read them.
    self.byTier = (names + ["none"]).compactMap { name in byTier.first { $0.name == name } }
    byMonth =
      try leads.created.map { created in
        try groups(created.map { String($0.description.prefix(7)) })
      } ?? []
    segmentColumn = column
    bySegment =
      try column.map { name in
        guard let column = leads.snapshot.table[name] else {
          throw FeatureProblem.missingColumn(
            name: name, source: leads.snapshot.table.source,
            available: leads.snapshot.table.columns.map(\.name))
        }
        let values = (0..<column.count).map { column.text($0) ?? "(missing)" }
        return try groups(SmallCells.folded(values, into: "(all others)"))
          .filter { $0.all.trials >= SmallCells.floor }
      } ?? []
  }

  /// The parts as the page shows them.
  func details(
    beside entrants: [(name: String, comparison: RankingComparison)]
  ) -> ComparisonDetails {
    ComparisonDetails(
      referenceTiers: ruleTiers, challengerTiers: modelTiers,
      parts: [
        ("Tier of the rules", byTier), ("Month of creation", byMonth),
        (segmentColumn ?? "Segment", bySegment),
      ], others: entrants)
  }
}
