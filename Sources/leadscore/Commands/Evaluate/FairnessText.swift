import Evaluation
import Tables
import Training

/// How groups of leads fare, as a person reads it.
struct FairnessText {
  /// The title and the lines of the table, and what is to be looked at.
  let lines: [String]

  /// - Parameters:
  ///   - column: The column that tells the groups.
  ///   - fairness: How they fare.
  ///   - selected: Who is selected, as the title says it.
  init(_ column: String, _ fairness: GroupFairness, selected: String) {
    let hasOutcomes = fairness.groups.contains { $0.outcomes != nil }
    var table = TextTable(
      [.left, .right, .right, .right, .left, .left]
        + (hasOutcomes ? [.left, .left] : []))
    table.add(
      ["", "leads", "called", "share", "ratio (95 %)", ""]
        + (hasOutcomes ? ["won / expected (95 %)", "AUC (95 %)"] : []))
    for group in fairness.groups {
      table.add(
        [
          group.name?.displayed() ?? "(none)", "\(group.leads)", FairnessText.selected(group),
          SmallCells.areTold(group) ? (group.rate * 100).fixed(1) + " %" : "–",
          FairnessText.ratio(group), group.verdict.text,
        ]
          + (hasOutcomes
            ? [FairnessText.observed(group), group.outcomes?.auc?.text ?? "–"] : []))
    }
    var lines =
      ["", "Fairness by \(column.displayed()): \(selected)"] + table.lines()
    if fairness.smallGroups > 0 {
      lines.append(
        "  \(fairness.smallGroups) group\(fairness.smallGroups == 1 ? "" : "s") of fewer than"
          + " \(SmallCells.floor) leads not shown")
    }
    if !fairness.flagged.isEmpty {
      let names = fairness.flagged.map { $0.name?.displayed() ?? "(none)" }.joined(separator: ", ")
      lines.append(
        "  Below four fifths of the rate of the most called group: \(names). Find out which features do"
          + " it, and whether the difference is one that converts")
    }
    self.lines = lines
  }

  private static func selected(_ group: GroupFairness.Group) -> String {
    SmallCells.areTold(group)
      ? group.selected.fixed(group.selected == group.selected.rounded() ? 0 : 1)
      : "<\(SmallCells.floor)"
  }

  private static func ratio(_ group: GroupFairness.Group) -> String {
    // Of a rate that is told and a ratio the rate that is not could be computed.
    guard SmallCells.areTold(group) else { return "–" }
    guard let ratio = group.ratio, let interval = group.ratioInterval else {
      return group.ratio.map { $0.fixed(2) } ?? "–"
    }
    return "\(ratio.fixed(2)) (\(interval.lower.fixed(2))–\(interval.upper.fixed(2)))"
  }

  private static func observed(_ group: GroupFairness.Group) -> String {
    guard let outcomes = group.outcomes, let ratio = outcomes.observedToExpected,
      SmallCells.areTold(outcomes.conversions)
    else { return "–" }
    return "\(ratio.value.fixed(2)) (\(ratio.interval.lower.fixed(2))–"
      + "\(ratio.interval.upper.fixed(2)))"
  }
}

extension SmallCells {
  /// Whether the selected leads of a group are told: none, or enough of them.
  static func areTold(_ group: GroupFairness.Group) -> Bool {
    group.selected == 0 || group.selected >= Double(floor)
  }
}

extension GroupFairness.Verdict {
  /// The verdict as it stands in a table.
  var text: String {
    switch self {
    case .reference: "called most"
    case .even: "ok"
    case .below: "below 0.8"
    case .notEnoughData: "not enough data"
    }
  }
}

/// How groups fare, for scripts.
struct FairnessJSON: Encodable {
  let column: String
  let smallGroups: Int
  let groups: [Group]

  struct Group: Encodable {
    let name: String?
    let leads: Int
    let selected, rate, ratio, ratioLower, ratioUpper: Double?
    let verdict: String
    let conversions: Int?
    let expected, observedToExpected, observedToExpectedLower, observedToExpectedUpper: Double?
    let auc, aucLower, aucUpper: Double?
  }

  init(_ column: String, _ fairness: GroupFairness) {
    self.column = column
    smallGroups = fairness.smallGroups
    groups = fairness.groups.map { group in
      let isTold = SmallCells.areTold(group)
      let outcomes = group.outcomes.flatMap { SmallCells.areTold($0.conversions) ? $0 : nil }
      let ratio = outcomes?.observedToExpected
      return Group(
        name: group.name, leads: group.leads, selected: isTold ? group.selected : nil,
        rate: isTold ? group.rate : nil, ratio: isTold ? group.ratio : nil,
        ratioLower: isTold ? group.ratioInterval?.lower : nil,
        ratioUpper: isTold ? group.ratioInterval?.upper : nil,
        verdict: group.verdict.rawValue, conversions: outcomes?.conversions,
        expected: group.outcomes?.expected, observedToExpected: ratio?.value,
        observedToExpectedLower: ratio?.interval.lower,
        observedToExpectedUpper: ratio?.interval.upper, auc: group.outcomes?.auc?.value,
        aucLower: group.outcomes?.auc?.reportedInterval.lower,
        aucUpper: group.outcomes?.auc?.reportedInterval.upper)
    }
  }
}
