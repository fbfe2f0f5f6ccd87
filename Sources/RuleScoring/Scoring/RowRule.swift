internal import FeatureExtraction
internal import Tables

/// A rule made ready for the rows of one snapshot.
struct RowRule {
  /// Which rows the rule applies to.
  let condition: RowCondition
  private let points: Double
  private let countsEach: Bool
  private let halfLife: TimeSpan?

  /// - Precondition: the rule was validated against the snapshot.
  init(_ rule: Rule, over snapshot: LeadSnapshot) {
    condition = RowCondition(rule.condition, over: snapshot)
    points = rule.points
    countsEach = rule.countsEach
    halfLife = rule.halfLife
  }

  /// What the rule gives a row whose columns pass, nil when its events do not.
  func points(_ row: Int) -> Double? {
    guard let activity = condition.activity else { return points }
    return activity.weight(row, each: countsEach, halfLife: halfLife).map { points * $0 }
  }
}
