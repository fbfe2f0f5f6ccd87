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
      precondition(
        events.serves(activity.interest), "\(activity.description): its events were not kept")
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

  /// Whether the whole condition holds of a row at a later moment, if nothing more happens.
  ///
  /// What columns hold is taken as it is known at the moment of the row.
  func holds(_ row: Int, at later: Timestamp) -> Bool {
    var mask = [true]
    for test in tests { test.narrow(&mask, from: row) }
    return mask[0] && clauses.allSatisfy { $0.holds(row, at: later) }
      && activity?.holds(row, at: later) ?? true
  }

  /// The moments at which an event of the row leaves a window of the condition or of its clauses.
  func turns(_ row: Int) -> [Timestamp] {
    (activity?.turns(row) ?? []) + clauses.flatMap { $0.turns(row) }
  }

  /// The first moment from which the condition no longer holds of a row, nil when it goes on.
  ///
  /// The truth of a condition changes only when an event leaves a window, so that these moments
  /// are all there is to try.
  func end(_ row: Int) -> Timestamp? {
    turns(row).sorted().first { !holds(row, at: $0) }
  }

  /// Whether clauses speak of events too.
  var hasClauses: Bool { !clauses.isEmpty }

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
