public import Evaluation

/// A comparison taken apart: by tier, month and segment, how tiers keep what they promise, and what
/// other rankings of the same leads achieve.
public struct ComparisonDetails: Sendable {
  /// The reference's tiers and how their leads ended, from the best.
  public let referenceTiers: [TierOutcome]
  /// The challenger's tiers and how their leads ended, from the best.
  public let challengerTiers: [TierOutcome]
  /// Parts of the leads under the name of what parts them: "Tier of the rules", "Month".
  public let parts: [(name: String, groups: [ComparisonGroup])]
  /// Other rankings, each as the reference of a comparison with the same challenger.
  public let others: [(name: String, comparison: RankingComparison)]

  /// Collects what a comparison is taken apart into; empty parts are not shown.
  public init(
    referenceTiers: [TierOutcome], challengerTiers: [TierOutcome],
    parts: [(name: String, groups: [ComparisonGroup])],
    others: [(name: String, comparison: RankingComparison)]
  ) {
    self.referenceTiers = referenceTiers
    self.challengerTiers = challengerTiers
    self.parts = parts
    self.others = others
  }
}
