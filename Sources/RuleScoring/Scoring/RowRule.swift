internal import FeatureExtraction
internal import Tables

/// A rule made ready for the rows of one snapshot.
struct RowRule: Sendable {
  /// Which rows the rule applies to.
  let condition: RowCondition
  private let points: Double
  private let countsEach: Bool
  private let decay: PointsDecay

  /// - Precondition: the rule was validated against the snapshot.
  init(_ rule: Rule, over snapshot: LeadSnapshot) {
    condition = RowCondition(rule.condition, over: snapshot)
    points = rule.points
    countsEach = rule.countsEach
    decay = rule.decay
  }

  /// What the rule gives a row whose columns pass, nil when its events do not.
  func points(_ row: Int) -> Double? {
    weight(row).map { points * $0 }
  }

  /// How many times the rule applies to a row, nil when it does not: 1, or the events after decay.
  func weight(_ row: Int) -> Double? {
    guard let activity = condition.activity else { return 1 }
    return activity.weight(row, each: countsEach, decay: decay)
  }

  /// When a row loses what the rule gives it.
  func expiry(_ row: Int) -> PointsExpiry {
    let own = condition.activity?.expiry(row, each: countsEach, decay: decay) ?? .never
    guard condition.hasClauses, let end = condition.end(row) else { return own }
    return own.cut(at: end)
  }
}
