internal import FeatureExtraction
internal import Tables

/// A condition made ready for the rows of one snapshot.
struct RowCondition {
  private let tests: [RowTest]
  private let activity: RowActivity?

  /// - Precondition: the condition was validated against the snapshot.
  init(_ condition: RuleCondition, over snapshot: LeadSnapshot) {
    tests = condition.tests.map { test in
      guard let column = snapshot.table[test.column.text] else {
        preconditionFailure("column \(test.column.text) was not validated")
      }
      return RowTest(test, over: column)
    }
    activity = condition.activity.map { activity in
      guard let events = snapshot.events else {
        preconditionFailure("\(activity.description) was not validated")
      }
      return RowActivity(activity, events: events, moments: snapshot.moments)
    }
  }

  /// Whether the condition holds for a row.
  func holds(_ row: Int) -> Bool {
    tests.allSatisfy { $0.holds(row) } && activity?.holds(row) ?? true
  }

  /// How many times a rule of this condition applies to a row, nil when it does not.
  func weight(_ row: Int, of rule: Rule) -> Double? {
    guard tests.allSatisfy({ $0.holds(row) }) else { return nil }
    guard let activity else { return 1 }
    return activity.weight(row, each: rule.countsEach, halfLife: rule.halfLife)
  }
}
