import FeatureExtraction
import Tables
import Testing
import YAMLDocuments

@testable import RuleScoring

@Suite("a points table against the data")
struct RuleBookValidationTests {
  @Test("a column that does not exist is an error with the nearest one, where it is named")
  func unknownColumn() throws {
    let book = try book(rules: "{when: {title.senority: director}, points: 10}")
    let issues = book.validate(columns: ["title", "title.seniority"], eventNames: [])
    #expect(
      issues.map(\.description) == [
        "rules.yaml:6:13: error: no column \"title.senority\" (did you mean \"title.seniority\"?)"
      ])
  }

  @Test("the column of bands is looked for as well")
  func unknownBandColumn() throws {
    let book = try book(
      "name: b\ngroups:\n- {name: g, kind: implicit, column: size, bands: {1+: 1}}\n")
    let issues = book.validate(columns: ["need"], eventNames: [])
    #expect(issues.map(\.description) == ["rules.yaml:3:37: error: no column \"size\""])
  }

  @Test("an event that nobody has done is a warning, at the name in the list")
  func unknownEvent() throws {
    let book = try book(rules: "{event: [login, demo_requst], points: 10}")
    let issues = book.validate(columns: [], eventNames: ["demo_request", "login"])
    #expect(
      issues.map(\.description) == [
        "rules.yaml:6:21: warning: no lead has event \"demo_requst\""
          + " (did you mean \"demo_request\"?)"
      ])
  }

  @Test("rules and stages about events are errors for leads without events")
  func eventsMissing() throws {
    let book = try book(
      """
      name: b
      groups:
      - name: g
        kind: behavioural
        rules:
        - {event: demo_request, points: 50, window: 90d}
      journey: {late: {event: pricing_view}, early: otherwise}
      """)
    let problems = try #require(throws: ConfigurationProblems.self) {
      try book.score(flat(numbers("a", [1])))
    }
    let hint =
      "needs events, and these leads have none: give an events table or leave the rule out"
    #expect(
      problems.description == """
        rules.yaml:6:13: "demo_request within 90d" \(hint)
        rules.yaml:7:25: "late" \(hint)
        """)
  }

  @Test("a range over moments is an error")
  func rangeOfMoments() throws {
    let book = try book(rules: "{when: {at: {min: 5}}, points: 10}")
    let column = Column(name: "at", values: .timestamps([moment]))
    let issues = book.validate(against: flat(column))
    #expect(
      issues.map(\.description)
        == ["rules.yaml:6:13: error: column \"at\" holds moments, not numbers"])
  }

  @Test(
    "numbers between bands that are in none are a warning",
    arguments: [
      (
        "{1-49: 0, 60-99: 5}",
        "numbers from 50 to below 60 are in no band,"
          + " between \"1-49\" and \"60-99\""
      ),
      (
        "{0-9.5: 0, 10+: 5}",
        "numbers from 9.5 to below 10 are in no band,"
          + " between \"0-9.5\" and \"10+\""
      ),
      ("{<1: 0, 1-49: 0, 50+: 0}", nil),
      ("{0-9.5: 0, 9.5-20: 5, 20+: 1}", nil),
    ])
  func gaps(bands: String, expected: String?) throws {
    let book = try book(
      "name: b\ngroups:\n- {name: g, kind: implicit, column: c, bands: \(bands)}\n")
    #expect(book.warnings.map(\.message) == (expected.map { [$0] } ?? []))
    #expect(book.warnings.allSatisfy { $0.severity == .warning && $0.place.line == 3 })
  }

  @Test(
    "rules whose ranges overlap, leave a gap or hide each other are warnings",
    arguments: [
      // The table as published: 50 is in both.
      (
        "false", "{min: 1, max: 50}", "{min: 50, max: 99}",
        "\"c from 1 to 50\" and \"c from 50 to 99\" both give points to 50:"
          + " end one before the other begins, or set \"first_match: true\""
      ),
      (
        "false", "{min: 10, max: 90}", "{min: 20, max: 30}",
        "\"c from 10 to 90\" and \"c from 20 to 30\" both give points to 20 to 30:"
          + " end one before the other begins, or set \"first_match: true\""
      ),
      ("false", "{min: 10}", "{min: 100}", nil),
      ("false", "{max: 10}", "{max: 3}", nil),
      ("false", "{min: 1, max: 49}", "{min: 50, max: 99}", nil),
      (
        "false", "{min: 60, max: 99}", "{min: 1, max: 49}",
        "numbers above 49 and below 60 meet no rule,"
          + " between \"c from 1 to 49\" and \"c from 60 to 99\""
      ),
      (
        "true", "{min: 0, max: 0.5}", "{min: 0.75}",
        "numbers above 0.5 and below 0.75 meet no rule,"
          + " between \"c from 0 to 0.5\" and \"c at least 0.75\""
      ),
      ("true", "{min: 1, max: 50}", "{min: 50, max: 99}", nil),
      ("true", "{min: 100}", "{min: 10}", nil),
      (
        "true", "{min: 10}", "{min: 100}",
        "\"c at least 100\" is never reached: \"c at least 10\" comes first and takes all its"
          + " numbers"
      ),
    ] as [(String, String, String, String?)])
  func ranges(firstMatch: String, one: String, other: String, expected: String?) throws {
    let book = try book(
      rules: "{when: {c: \(one)}, points: 1}", "{when: {d: {min: 5}}, points: 3}",
      "{when: {c: \(other)}, points: 2}", options: "kind: implicit\n  first_match: \(firstMatch)")
    #expect(book.warnings.map(\.message) == (expected.map { [$0] } ?? []))
    #expect(book.warnings.allSatisfy { $0.severity == .warning && $0.place.column == 13 })
  }

  @Test("a range joined with another condition overlaps nothing")
  func joinedRange() throws {
    let book = try book(
      rules: "{when: {c: {min: 1, max: 50}, d: x}, points: 1}",
      "{when: {c: {min: 20, max: 99}}, points: 2}")
    #expect(book.warnings.isEmpty)
  }

  @Test(
    "leads that can fall below all tiers are a warning",
    arguments: [
      ("-15", "{hot: 75, cold: 0}", true), ("-15", "{hot: 75, cold: rest}", false),
      ("-15", "{hot: 75, cold: -15}", false), ("15", "{hot: 75, cold: 0}", false),
    ])
  func belowAllTiers(points: String, tiers: String, warns: Bool) throws {
    let book = try book(
      """
      name: b
      groups: [{name: g, kind: behavioural, rules: [{no_event: a, points: \(points)}]}]
      tiers: \(tiers)
      """)
    let expected =
      "rules.yaml:3:24: warning: leads below 0 points are in no tier: write cold: rest"
    #expect(book.warnings.map(\.description) == (warns ? [expected] : []))
  }

  @Test("errors stop the scoring, warnings do not")
  func severity() throws {
    let book = try book(rules: "{event: never, points: 10}")
    #expect(try book.score(leads("login", daysAgo: [1])).totals == [0])
    let other = try self.bookOfColumn()
    #expect(throws: ConfigurationProblems.self) { try other.score(flat(numbers("a", [1]))) }
  }

  private func bookOfColumn() throws -> RuleBook {
    try book(rules: "{when: {b: 1}, points: 10}")
  }
}
