import FeatureExtraction
import Tables
import Testing

@testable import RuleScoring

@Suite("rules about events")
struct RowActivityTests {
  private static let day: Int64 = 86_400_000_000

  private func totals(_ rule: String, _ leads: LeadSnapshot) throws -> [Double] {
    try book(rules: rule, options: "kind: behavioural").score(leads).totals
  }

  @Test(
    "a window reaches from after its start up to the moment itself",
    arguments: [
      (0, 50), (-1, 0), (1, 50), (90 * day - 1, 50), (90 * day, 0), (90 * day + 1, 0),
    ] as [(Int64, Double)])
  func window(age: Int64, expected: Double) throws {
    let leads = leads([[("demo_request", age)]])
    #expect(try totals("{event: demo_request, points: 50, window: 90d}", leads) == [expected])
    let absence = expected == 0 ? 1.0 : 0
    #expect(try totals("{no_event: demo_request, points: 1, within: 90d}", leads) == [absence])
  }

  @Test("a book says which events it looks at, condition by condition")
  func interests() throws {
    let book = try book(
      rules: "{event: [a, b], points: 1, window: 3d}", "{no_event: c, within: 9d, points: 1}",
      "{event: d, points: 2, half_life: 5d}", options: "kind: behavioural")
    #expect(
      book.eventInterests == [
        EventInterest(names: ["a", "b"], window: TimeSpan(days: 3)),
        EventInterest(names: ["c"], window: TimeSpan(days: 9)),
        EventInterest(names: ["d"], window: nil),
      ])
  }

  @Test("without a window all events up to the moment count, none after it")
  func allTime() throws {
    let leads = leads("a", daysAgo: [4000, 0, -0.5])
    #expect(try totals("{event: a, points: 1}", leads) == [1, 1, 0])
    #expect(try totals("{no_event: a, points: 1}", leads) == [0, 0, 1])
  }

  @Test("25 points with a half-life of 14 days are 12.5 on day 14")
  func halfLife() throws {
    let leads = leads("a", daysAgo: [0, 14, 28, 7])
    let points = try totals("{event: a, points: 25, half_life: 14d}", leads)
    #expect(points[..<3] == [25, 12.5, 6.25])
    #expect(abs(points[3] - 25 / 2.0.squareRoot()) < 1e-12)
  }

  @Test("an event counts once, and the newest decides the decay")
  func once() throws {
    let leads = leads([[("a", 28 * RowActivityTests.day), ("a", 14 * RowActivityTests.day)]])
    #expect(try totals("{event: a, points: 25, half_life: 14d}", leads) == [12.5])
    #expect(try totals("{event: a, points: 25}", leads) == [25])
  }

  @Test("each event counts, with its own decay, within the window")
  func each() throws {
    let leads = leads([
      [
        ("a", -RowActivityTests.day), ("a", 0), ("a", 14 * RowActivityTests.day),
        ("a", 28 * RowActivityTests.day),
      ]
    ])
    #expect(try totals("{event: a, points: 10, each: true}", leads) == [30])
    #expect(try totals("{event: a, points: 10, each: true, window: 28d}", leads) == [20])
    #expect(try totals("{event: a, points: 10, each: true, half_life: 14d}", leads) == [17.5])
  }

  @Test("any of several events counts, other events do not")
  func names() throws {
    let leads = leads([[("a", 0)], [("b", 0)], [("c", 0)], [], [("a", 0), ("b", 0)]])
    #expect(try totals("{event: [a, b], points: 1}", leads) == [1, 1, 0, 0, 1])
    #expect(try totals("{event: [a, b], points: 1, each: true}", leads) == [1, 1, 0, 0, 2])
    #expect(try totals("{no_event: [a, b], points: 1}", leads) == [0, 0, 1, 1, 0])
  }

  @Test("what happens after the moment changes nothing")
  func later() throws {
    let rules = try book(
      rules: "{event: a, points: 5, each: true, half_life: 3d}", "{no_event: b, points: -3}",
      options: "kind: behavioural")
    let known = leads([[("a", 100)], [("a", 0), ("b", 7)]])
    let withLater = leads([
      [("a", 100), ("a", -1), ("b", -1)], [("a", 0), ("b", 7), ("b", -RowActivityTests.day)],
    ])
    #expect(try rules.score(known).totals == rules.score(withLater).totals)
  }

  @Test("a rule about a column and an event needs both")
  func both() throws {
    let book = try book(rules: "{when: {c: x}, event: a, points: 1}")
    let events = leads([[("a", 0)], [("a", 0)], []])
    let table = Table(source: "leads.csv", columns: [categories("c", ["x", "y", "x"])])
    let snapshot = LeadSnapshot(table: table, moments: events.moments, events: events.events)
    #expect(try book.score(snapshot).totals == [1, 0, 0])
  }
}
