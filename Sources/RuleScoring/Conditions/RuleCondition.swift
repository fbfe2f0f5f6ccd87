internal import Tables
internal import YAMLDocuments

/// What has to hold of a lead: tests of its columns, something it did or did not do, and clauses
/// that join further conditions.
struct RuleCondition: Sendable {
  static let keys = [
    "when", "event", "no_event", "times", "window", "within", "all", "any", "not",
  ]

  /// Tests that must all hold.
  let tests: [ColumnTest]
  /// Events that must have happened or not, nil when events do not matter.
  let activity: Activity?
  /// Clauses that must all hold.
  let clauses: [RuleClause]

  init(tests: [ColumnTest] = [], activity: Activity? = nil, clauses: [RuleClause] = []) {
    self.tests = tests
    self.activity = activity
    self.clauses = clauses
  }

  /// - Throws: the first problem of the condition, for instance that there is none.
  init(_ rule: YAMLMapping) throws(ConfigurationProblem) {
    tests = try rule.optional("when").map(ColumnTest.read) ?? []
    activity = try Activity(rule)
    clauses = try RuleClause.read(rule)
    if isAlwaysTrue {
      throw ConfigurationProblem(.specific(RuleBookFlaw.noCondition), at: rule.place)
    }
  }

  /// Whether nothing is asked of a lead.
  var isAlwaysTrue: Bool { tests.isEmpty && activity == nil && clauses.isEmpty }

  /// The tests of columns anywhere in the condition.
  var allTests: [ColumnTest] {
    tests + clauses.flatMap(\.conditions).flatMap(\.allTests)
  }

  /// The activities anywhere in the condition.
  var allActivities: [Activity] {
    (activity.map { [$0] } ?? []) + clauses.flatMap(\.conditions).flatMap(\.allActivities)
  }

  var description: String {
    (tests.map(\.description) + (activity.map { [$0.description] } ?? [])
      + clauses.map(\.description))
      .joined(separator: " and ")
  }
}
