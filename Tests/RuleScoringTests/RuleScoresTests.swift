import FeatureExtraction
import Tables
import Testing

@testable import RuleScoring

@Suite("scores by points")
struct RuleScoresTests {
  private let rules = ["{when: {c: [a, b]}, points: 10}", "{when: {c: [b, d]}, points: 5}"]
  private let leads = flat(categories("c", ["a", "b", "d", "e"]))

  @Test("points add up unless the first match decides")
  func firstMatch() throws {
    let adding = try book(rules: rules[0], rules[1])
    #expect(try adding.score(leads).totals == [10, 15, 5, 0])
    let first = try book(rules: rules[0], rules[1], options: "kind: explicit\n  first_match: true")
    #expect(try first.score(leads).totals == [10, 10, 5, 0])
  }

  @Test("a first match of no points keeps later rules from giving any")
  func firstMatchOfZero() throws {
    let book = try book(
      rules: "{when: {c: a}, points: 0}", "{when: {c: present}, points: 5}",
      options: "kind: explicit\n  first_match: true")
    #expect(try book.score(leads).totals == [0, 5, 5, 5])
  }

  @Test(
    "a group stays within its cap and floor",
    arguments: [
      ("cap: 12", [10, 12, 5, 0]), ("floor: 6", [10, 15, 6, 6]),
      ("cap: 9\n  floor: 1", [9, 9, 5, 1]),
    ] as [(String, [Double])])
  func limits(options: String, expected: [Double]) throws {
    let book = try book(rules: rules[0], rules[1], options: "kind: explicit\n  \(options)")
    let scores = try book.score(leads)
    #expect(scores.totals == expected)
    for row in 0..<scores.count {
      #expect(scores.contributions(row).reduce(0) { $0 + $1.points } == scores.totals[row])
    }
  }

  @Test("negative points take away, and the floor holds them")
  func negative() throws {
    let rules = "{when: {c: a}, points: -15}"
    #expect(try book(rules: rules).score(leads).totals == [-15, 0, 0, 0])
    let floored = try book(rules: rules, options: "kind: explicit\n  floor: -10")
    #expect(try floored.score(leads).totals == [-10, 0, 0, 0])
  }

  private func threeGroups() throws -> RuleBook {
    try book(
      """
      name: three
      groups:
      - name: Need
        kind: explicit
        rules: [{when: {need: present}, points: 10}]
      - {name: Size, kind: implicit, column: size, bands: {1-49: 5, 50+: 15}}
      - name: Engagement
        kind: behavioural
        cap: 20
        rules:
        - {event: demo_request, points: 15}
        - {event: email_click, points: 5, each: true}
      tiers: {hot: 40, warm: 20, cold: 5}
      journey:
        comparing: {event: demo_request}
        considering: {when: {need: present}}
      """)
  }

  private func threeLeads() -> LeadSnapshot {
    let events = RuleScoringTests.leads([
      [("demo_request", 1), ("email_click", 2), ("email_click", 3)], [("email_click", 1)], [],
    ])
    let columns = [categories("need", ["crm", "crm", nil]), numbers("size", [60, 20, .nan])]
    return LeadSnapshot(
      table: Table(source: "leads.csv", columns: columns), moments: events.moments,
      events: events.events)
  }

  @Test("every lead has its points by group and by kind, its tier and its stage")
  func threeLeadsScored() throws {
    let scores = try threeGroups().score(threeLeads())
    #expect(scores.totals == [45, 20, 0])
    #expect((0..<3).map { scores.points(0, inGroup: $0) } == [10, 15, 20])
    #expect((0..<3).map { scores.points(1, inGroup: $0) } == [10, 5, 5])
    #expect(scores.points(0, of: .behavioural) == 20)
    #expect(scores.points(2, of: .implicit) == 0)
    #expect((0..<3).map { scores.tier($0)?.name } == ["hot", "warm", nil])
    #expect((0..<3).map { scores.stage($0)?.name } == ["comparing", "considering", nil])
  }

  @Test("contributions name the rules that gave points, and what the cap took")
  func contributions() throws {
    let scores = try threeGroups().score(threeLeads())
    func line(_ group: String, _ rule: String, _ points: Double, _ kind: RuleKind)
      -> RuleContribution
    {
      RuleContribution(group: group, rule: rule, points: points, kind: kind)
    }
    #expect(
      scores.contributions(0) == [
        line("Need", "need is present", 10, .explicit),
        line("Size", "size 50+", 15, .implicit),
        line("Engagement", "demo_request", 15, .behavioural),
        line("Engagement", "each email_click", 10, .behavioural),
        line("Engagement", "cap", -5, .behavioural),
      ])
    #expect(scores.contributions(2) == [])
  }

  @Test(
    "a tier starts at its threshold",
    arguments: [(75, "hot"), (74.999, "warm"), (50, "warm"), (49, "cold"), (-1e5, "cold")]
      as [(Double, String)])
  func tiers(points: Double, expected: String) throws {
    let book = try book(
      """
      name: b
      groups: [{name: g, kind: explicit, rules: [{when: {c: a}, points: \(points)}]}]
      tiers: {hot: 75, warm: 50, cold: rest}
      """)
    #expect(try book.score(leads).tier(0)?.name == expected)
  }

  @Test("a book without tiers or journey gives none")
  func withoutTiers() throws {
    let scores = try book(rules: rules[0]).score(leads)
    #expect(scores.tier(0)?.name == nil)
    #expect(scores.stage(0)?.name == nil)
  }

  @Test("scores of chosen rows are the chosen scores", arguments: [[2, 0, 1], [1, 1], [2]])
  func anyOrder(rows: [Int]) throws {
    let book = try threeGroups()
    let (all, chosen) = try (book.score(threeLeads()), book.score(threeLeads().rows(rows)))
    #expect(chosen.totals == rows.map { all.totals[$0] })
    #expect(rows.indices.map(chosen.contributions) == rows.map(all.contributions))
  }

  @Test("the same book and leads give the same scores every time")
  func repeatable() throws {
    let (one, other) = try (threeGroups().score(threeLeads()), threeGroups().score(threeLeads()))
    #expect(one.totals == other.totals)
    #expect((0..<3).map(one.contributions) == (0..<3).map(other.contributions))
  }

  @Test("many leads are scored like few", arguments: [4095, 4096, 4097, 10_000])
  func manyLeads(count: Int) throws {
    let rows = (0..<count).map { $0 % 3 }
    let book = try threeGroups()
    let (few, many) = try (book.score(threeLeads()), book.score(threeLeads().rows(rows)))
    #expect(many.totals == rows.map { few.totals[$0] })
    #expect(many.contributions(count - 1) == few.contributions(rows[count - 1]))
    #expect(many.stage(count - 1)?.name == few.stage(rows[count - 1])?.name)
  }

  @Test("no leads have no scores")
  func noLeads() throws {
    #expect(try book(rules: rules[0]).score(flat(categories("c", []))).count == 0)
  }
}
