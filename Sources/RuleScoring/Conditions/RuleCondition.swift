internal import Tables
internal import YAMLDocuments

/// What has to hold of a lead: tests of its columns, and something it did or did not do.
struct RuleCondition: Sendable {
  static let keys = ["when", "event", "no_event", "window", "within"]

  /// Tests that must all hold.
  let tests: [ColumnTest]
  /// Events that must have happened or not, nil when events do not matter.
  let activity: Activity?

  init(tests: [ColumnTest], activity: Activity?) {
    self.tests = tests
    self.activity = activity
  }

  /// - Throws: the first problem of the condition, for instance that there is none.
  init(_ rule: YAMLMapping) throws(ConfigurationProblem) {
    tests = try rule.optional("when").map(ColumnTest.read) ?? []
    activity = try Activity(rule)
    if isAlwaysTrue {
      throw ConfigurationProblem(.specific(RuleBookFlaw.noCondition), at: rule.place)
    }
  }

  /// Whether nothing is asked of a lead.
  var isAlwaysTrue: Bool { tests.isEmpty && activity == nil }

  var description: String {
    (tests.map(\.description) + (activity.map { [$0.description] } ?? []))
      .joined(separator: " and ")
  }
}
