internal import Tables

extension RuleGroup {
  /// What is suspicious about rules that ask for ranges of one column: numbers that two of them give
  /// points for, numbers that fall between them, and rules that an earlier one always forestalls.
  ///
  /// Bands are looked at where they are read. Thresholds on top of each other, such as at least 10
  /// and at least 100, are meant to add up and are no overlap.
  var rangeWarnings: [RuleBookIssue] {
    guard bands.isEmpty else { return [] }
    let ranges = rules.compactMap(RangeRule.init)
    var columns: [String] = []
    for range in ranges where !columns.contains(range.column) { columns.append(range.column) }
    return columns.flatMap { column -> [RuleBookIssue] in
      let ranges = ranges.filter { $0.column == column }
      return (firstMatch ? forestalled(ranges) : overlaps(ranges)) + gaps(ranges)
    }
  }

  private func overlaps(_ ranges: [RangeRule]) -> [RuleBookIssue] {
    ranges.indices.flatMap { later in
      ranges[..<later].compactMap { earlier -> RuleBookIssue? in
        let (one, other) = (earlier.range, ranges[later].range)
        guard one.overlaps(other), !one.isThreshold(beside: other) else { return nil }
        return RuleBookIssue(
          place: ranges[later].place, severity: .warning,
          flaw: .rangesOverlap(
            earlier.words, ranges[later].words, from: max(one.lower, other.lower),
            to: min(one.upper, other.upper)))
      }
    }
  }

  private func forestalled(_ ranges: [RangeRule]) -> [RuleBookIssue] {
    ranges.indices.compactMap { later in
      ranges[..<later].first { $0.range.contains(ranges[later].range) }.map { earlier in
        RuleBookIssue(
          place: ranges[later].place, severity: .warning,
          flaw: .neverReached(ranges[later].words, behind: earlier.words))
      }
    }
  }

  /// Where limits are whole numbers the data are taken to be, so that 1 to 49 and 50 to 99 leave no
  /// gap.
  private func gaps(_ ranges: [RangeRule]) -> [RuleBookIssue] {
    let sorted = ranges.sorted { $0.range.lower < $1.range.lower }
    let areWhole = ranges.allSatisfy { $0.range.isWhole }
    var issues: [RuleBookIssue] = []
    guard var reach = sorted.first else { return [] }
    for next in sorted.dropFirst() {
      let distance = next.range.lower - reach.range.upper
      if distance > (areWhole ? 1 : 0) {
        issues.append(
          RuleBookIssue(
            place: next.place, severity: .warning,
            flaw: .rangesLeaveGap(
              reach.words, next.words, above: reach.range.upper, below: next.range.lower)))
      }
      if next.range.upper > reach.range.upper { reach = next }
    }
    return issues
  }
}

/// A rule that asks for nothing but a range of one column.
private struct RangeRule {
  let column: String
  let range: NumberRange
  let place: Place
  let words: String

  init?(_ rule: Rule) {
    let condition = rule.condition
    guard condition.activity == nil, condition.clauses.isEmpty, condition.tests.count == 1,
      let test = condition.tests.first, case .range(let range) = test.expected
    else { return nil }
    column = test.column.text
    self.range = range
    place = test.column.place
    words = test.description
  }
}

extension NumberRange {
  /// Whether some number is in both; both limits belong to the ranges of rules.
  fileprivate func overlaps(_ other: NumberRange) -> Bool {
    max(lower, other.lower) <= min(upper, other.upper)
  }

  fileprivate func contains(_ other: NumberRange) -> Bool {
    lower <= other.lower && other.upper <= upper
  }

  /// Whether both are open on the same side.
  fileprivate func isThreshold(beside other: NumberRange) -> Bool {
    (lower == -.infinity && other.lower == -.infinity)
      || (upper == .infinity && other.upper == .infinity)
  }

  fileprivate var isWhole: Bool {
    [lower, upper].allSatisfy { !$0.isFinite || $0 == $0.rounded() }
  }
}
