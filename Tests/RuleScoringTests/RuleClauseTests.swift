import FeatureExtraction
import Tables
import Testing
import YAMLDocuments

@testable import RuleScoring

@Suite("and, or, not")
struct RuleClauseTests {
  private func totals(_ rule: String) throws -> [Double] {
    let events = leads([[("a", 0)], [], [("a", 0), ("b", 0)], [("b", 0)]])
    let table = Table(
      source: "leads.csv",
      columns: [categories("c", ["x", "y", nil, "x"]), numbers("n", [1, 5, 9, .nan])])
    let snapshot = LeadSnapshot(table: table, moments: events.moments, events: events.events)
    return try book(rules: rule).score(snapshot).totals
  }

  @Test(
    "clauses are true where their conditions say so",
    arguments: [
      ("{any: [{when: {c: x}}, {event: b}], points: 1}", [1, 0, 1, 1]),
      ("{all: [{when: {c: x}}, {event: a}], points: 1}", [1, 0, 0, 0]),
      ("{not: {when: {c: x}}, points: 1}", [0, 1, 1, 0]),
      ("{not: {when: {c: x}, event: a}, points: 1}", [0, 1, 1, 1]),
      ("{when: {c: x}, not: {event: a}, points: 1}", [0, 0, 0, 1]),
      (
        "{any: [{all: [{when: {n: {min: 5}}}, {no_event: a}]}, {event: b}], points: 1}",
        [0, 1, 1, 1]
      ),
      ("{not: {any: [{when: {c: missing}}, {when: {n: missing}}]}, points: 1}", [1, 1, 0, 0]),
      ("{event: a, any: [{event: b}, {when: {c: x}}], points: 2, each: true}", [2, 0, 2, 0]),
      ("{when: {c: {exact: [x]}}, points: 1}", [1, 0, 0, 1]),
      ("{when: {c: {exact: [X]}}, points: 1}", [0, 0, 0, 0]),
    ] as [(String, [Double])])
  func truth(rule: String, expected: [Double]) throws {
    #expect(try totals(rule) == expected)
  }

  @Test(
    "a clause that cannot be read is refused at its place",
    arguments: [
      ("{any: [], points: 1}", "5:11", "nothing in \"any\""),
      ("{not: {}, points: 1}", "5:11", "asks nothing of a lead"),
      ("{any: [{wehn: {c: x}}], points: 1}", "5:13", "did you mean \"when\""),
      ("{no_event: a, times: {min: 2}, points: 1}", "5:26", "exclude each other"),
      ("{event: a, times: {min: 0}, points: 1}", "5:23", "begins at a whole number from 1"),
      ("{event: a, half_life: 1d, linear_decay: 2d, points: 1}", "5:45", "exclude each other"),
      ("{when: {c: x}, linear_decay: 2d, points: 1}", "5:34", "beside \"event\""),
    ])
  func refusals(rule: String, place: String, message: String) throws {
    let error = #expect(throws: ConfigurationProblems.self) { try book(rules: rule) }
    let text = try #require(error?.problems.first.map(String.init(describing:)))
    #expect(text.contains("rules.yaml:\(place)") || text.contains("rules.yaml:6:"), "\(text)")
    #expect(text.contains(message), "\(text)")
  }

  @Test("columns and events inside clauses are validated too")
  func validation() throws {
    let book = try book(rules: "{not: {any: [{when: {cc: x}}, {event: bb}]}, points: 1}")
    #expect(book.requiredColumns == ["cc"] && book.requiredEvents == ["bb"])
    let issues = book.validate(columns: ["c"], eventNames: ["b"])
    #expect(issues.map(\.severity) == [.error, .warning])
  }
}
