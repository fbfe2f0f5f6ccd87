internal import FeatureExtraction
internal import Tables

/// A condition made ready for the rows of one snapshot.
struct RowCondition: Sendable {
  private let tests: [RowTest]
  private let clauses: [RowClause]
  /// What the events have to be, nil when they do not matter.
  let activity: RowActivity?

  /// - Precondition: the condition was validated against the snapshot.
  init(_ condition: RuleCondition, over snapshot: LeadSnapshot) {
    tests = condition.tests.map { test in
      guard let column = snapshot.table[test.column.text] else {
        preconditionFailure("column \(test.column.text) was not validated")
      }
      return RowTest(test, over: column)
    }
    clauses = condition.clauses.map { RowClause($0, over: snapshot) }
    activity = condition.activity.map { activity in
      guard let events = snapshot.events else {
        preconditionFailure("\(activity.description) was not validated")
      }
      return RowActivity(activity, events: events, moments: snapshot.moments)
    }
  }

  /// For each row of a range, whether the tests of its columns and the clauses hold.
  func mask(_ rows: Range<Int>) -> [Bool] {
    var mask = [Bool](repeating: true, count: rows.count)
    for test in tests { test.narrow(&mask, from: rows.lowerBound) }
    for clause in clauses { clause.narrow(&mask, from: rows.lowerBound) }
    return mask
  }

  /// For each row of a range, whether the whole condition holds, its activity included.
  func wholeMask(_ rows: Range<Int>) -> [Bool] {
    var mask = mask(rows)
    guard let activity else { return mask }
    for index in mask.indices where mask[index] {
      mask[index] = activity.holds(rows.lowerBound + index)
    }
    return mask
  }
}
