import FeatureExtraction
import Tables
import TestSupport
import Testing

@testable import RuleScoring

@Suite("decay, counts and expiry")
struct PointsExpiryTests {
  private static let day: Int64 = 86_400_000_000

  private func contributions(
    _ rule: String, daysAgo: [Int64]
  ) throws -> [RuleContribution] {
    let leads = leads([daysAgo.map { ("a", $0 * PointsExpiryTests.day) }])
    return try book(rules: rule, options: "kind: behavioural").score(leads).contributions(0)
  }

  // "Linear decay, 10 points, 50 % a month, one month" is 5.
  @Test(
    "points on a straight line are what their age leaves",
    arguments: [(0, 10.0), (15, 7.5), (30, 5), (45, 2.5), (59, 10.0 / 60), (60, 0), (90, 0)]
      as [(Int64, Double)])
  func linear(age: Int64, expected: Double) throws {
    for rule in [
      "{event: a, points: 10, linear_decay: {lose: 50%, every: 30d}}",
      "{event: a, points: 10, linear_decay: 60d}",
    ] {
      let total = try contributions(rule, daysAgo: [age]).reduce(0) { $0 + $1.points }
      #expect(abs(total - expected) < 1e-12)
    }
  }

  @Test("an event that has faded away leaves the next rule its turn")
  func fadedFirstMatch() throws {
    let book = try book(
      rules: "{event: a, points: 10, linear_decay: 20d}", "{event: a, points: 3}",
      options: "kind: behavioural\n  first_match: true")
    #expect(try book.score(leads("a", daysAgo: [10, 20, 30])).totals == [5, 3, 3])
  }

  @Test(
    "a count of events is met by so many in the window",
    arguments: [
      ("{min: 2}", [0, 0, 1, 1]), ("{min: 1, max: 2}", [0, 1, 1, 0]), ("{min: 3}", [0, 0, 0, 1]),
    ] as [(String, [Double])])
  func times(range: String, expected: [Double]) throws {
    let day = PointsExpiryTests.day
    let leads = leads((0..<4).map { count in (0..<count).map { ("a", Int64($0) * day) } })
    let rule = "{event: a, times: \(range), window: 30d, points: 1}"
    #expect(try book(rules: rule, options: "kind: behavioural").score(leads).totals == expected)
  }

  @Test(
    "a contribution says when it is lost",
    arguments: [
      ("{event: a, points: 1, window: 30d}", [5, 20], 25, 25),
      ("{event: a, points: 1, each: true, window: 30d}", [5, 20], 10, 25),
      ("{event: a, points: 1, linear_decay: 10d}", [4], 6, 6),
      ("{event: a, points: 1, linear_decay: 40d, window: 30d}", [4], 26, 26),
      ("{event: a, points: 1, window: 30d, times: {min: 2}}", [5, 20], 10, 10),
      ("{event: a, points: 1}", [5], nil, nil),
      ("{event: a, points: 1, half_life: 3d}", [5], nil, nil),
      ("{no_event: b, points: 1, within: 3d}", [5], nil, nil),
    ] as [(String, [Int64], Int64?, Int64?)])
  func expiry(rule: String, daysAgo: [Int64], firstLoss: Int64?, end: Int64?) throws {
    let contribution = try #require(contributions(rule, daysAgo: daysAgo).first)
    func time(_ days: Int64?) -> Timestamp? {
      days.map { moment + TimeSpan(microseconds: $0 * PointsExpiryTests.day) }
    }
    #expect(contribution.expiry == PointsExpiry(firstLoss: time(firstLoss), end: time(end)))
  }

  // Events of a and b so many days ago; the days until the points are lost.
  @Test(
    "points behind joined conditions are lost when the conditions end",
    arguments: [
      ("{all: [{event: a, window: 10d}, {event: b, window: 30d}], points: 1}", [4], [5], 6, 6),
      ("{any: [{event: a, window: 10d}, {event: b, window: 30d}], points: 1}", [4], [5], 25, 25),
      ("{any: [{event: a, window: 10d}, {event: b}], points: 1}", [4], [5], nil, nil),
      ("{not: {no_event: a, within: 10d}, points: 1}", [4], [], 6, 6),
      ("{not: {event: a, window: 3d}, points: 1}", [4], [], nil, nil),
      (
        "{not: {all: [{no_event: a, within: 9d}, {no_event: b, within: 9d}]}, points: 1}",
        [4], [7], 5, 5
      ),
      // A count with an upper limit begins to hold again, or ends.
      ("{not: {event: a, times: {min: 1, max: 1}, window: 10d}, points: 1}", [1, 4], [], 6, 6),
      // The rule's own events and those of its clause: whatever ends first.
      ("{event: b, window: 30d, all: [{event: a, window: 10d}], points: 1}", [4], [5], 6, 6),
      ("{event: b, window: 7d, all: [{event: a, window: 10d}], points: 1}", [4], [5], 2, 2),
      (
        "{event: a, each: true, window: 9d, any: [{event: b, window: 9d}], points: 1}",
        [1, 5], [3], 4, 6
      ),
      (
        "{event: b, linear_decay: 8d, any: [{event: a, window: 10d}], points: 1}",
        [4], [5], 3, 3
      ),
      ("{event: b, half_life: 8d, any: [{event: a, window: 10d}], points: 1}", [4], [5], 6, 6),
    ] as [(String, [Int64], [Int64], Int64?, Int64?)])
  func joinedExpiry(
    rule: String, a: [Int64], b: [Int64], firstLoss: Int64?, end: Int64?
  ) throws {
    let day = PointsExpiryTests.day
    let leads = leads([a.map { ("a", $0 * day) } + b.map { ("b", $0 * day) }])
    let scores = try book(rules: rule, options: "kind: behavioural").score(leads)
    let contribution = try #require(scores.contributions(0).first)
    func time(_ days: Int64?) -> Timestamp? {
      days.map { moment + TimeSpan(microseconds: $0 * day) }
    }
    #expect(contribution.expiry == PointsExpiry(firstLoss: time(firstLoss), end: time(end)))
  }

  @Test(
    "what is said of the end of joined conditions is what scoring then finds", arguments: 1...40)
  func endAgreesWithScoring(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let minute: Int64 = 60_000_000
    let events = (0..<5).map { _ in
      (
        event: ["a", "b"][Int(random.next() % 2)],
        microseconds: Int64(random.next() % (20 * 1440)) * minute
      )
    }
    let rules = [
      "{any: [{all: [{event: a, window: 9d}, {no_event: b, within: 4d}]}, {event: b, times: {min: 2}, window: 12d}], points: 1}",
      "{not: {any: [{no_event: a, within: 6d}, {event: b, times: {min: 3}, window: 15d}]}, points: 1}",
    ]
    for rule in rules {
      let book = try book(rules: rule, options: "kind: behavioural")
      let scores = try book.score(RuleScoringTests.leads([events]))
      guard scores.totals == [1] else { continue }
      let end = try #require(scores.contributions(0).first).expiry.end
      /// The points when the same events are so much older.
      func points(later: Int64) throws -> Double {
        try book.score(
          RuleScoringTests.leads([events.map { ($0.event, $0.microseconds + later) }])
        ).totals[0]
      }
      let span = end.map { ($0 - moment).microseconds } ?? 40 * 1440 * minute
      for step in 0..<40 { #expect(try points(later: span * Int64(step) / 40) == 1) }
      if end != nil { #expect(try points(later: span) == 0) }
    }
  }

  @Test("scoring a day before and after the expiry shows it to the microsecond")
  func expiryHolds() throws {
    let rules = "{event: a, points: 7, window: 30d}"
    for (age, points) in [(30 * PointsExpiryTests.day - 1, 7.0), (30 * PointsExpiryTests.day, 0)] {
      #expect(try book(rules: rules).score(leads([[("a", age)]])).totals == [points])
    }
  }

  @Test("limits of the book hold the total and are a contribution of their own")
  func bookLimits() throws {
    let book = try book(
      """
      name: b
      cap: 20
      floor: -5
      groups:
        - {name: g, kind: explicit, rules: [{when: {c: x}, points: 15}, {when: {c: y}, points: -9}]}
        - {name: h, kind: behavioural, rules: [{when: {c: x}, points: 15}]}
      """)
    let scores = try book.score(flat(categories("c", ["x", "y", "z"])))
    #expect(scores.totals == [20, -5, 0])
    #expect(
      scores.contributions(0).last?.rule == "cap" && scores.contributions(1).last?.rule == "floor")
    for row in 0..<3 {
      #expect(scores.contributions(row).reduce(0) { $0 + $1.points } == scores.totals[row])
    }
  }

  @Test("a grid tells fit from engagement, the rest of an axis after its last threshold")
  func grid() throws {
    let book = try book(
      """
      name: b
      groups:
        - {name: f, kind: explicit, column: n, bands: {0-9: 5, 10-19: 20, 20+: 40}}
        - {name: e, kind: behavioural, column: m, bands: {0-9: 0, 10-19: 15, 20+: 50}, missing: 40}
      grid: {fit: {A: 30, B: 15}, engagement: {1: 40, 2: 15}}
      """)
    let scores = try book.score(
      flat(numbers("n", [25, 12, 1, 25, 1]), numbers("m", [22, 12, 2, 1, .nan])))
    #expect((0..<5).map { scores.cell($0) } == ["A1", "B2", "C3", "A3", "C1"])
    #expect(
      try self.book(
        "name: b\ngroups:\n- {name: g, kind: explicit, rules: [{when: {c: x}, points: 1}]}"
      )
      .score(flat(categories("c", ["x"]))).cell(0) == nil)
  }

  private func book(_ text: String) throws -> RuleBook { try RuleScoringTests.book(text) }
  private func book(rules: String..., options: String = "kind: explicit") throws -> RuleBook {
    try RuleScoringTests.book(
      "name: b\ngroups:\n- name: g\n  \(options)\n  rules:\n"
        + rules.map { "  - \($0)\n" }.joined())
  }
}
