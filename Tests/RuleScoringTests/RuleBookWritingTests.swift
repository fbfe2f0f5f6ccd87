import FeatureExtraction
import Tables
import Testing
import YAMLDocuments

@testable import RuleScoring

@Suite("writing a book")
struct RuleBookWritingTests {
  private let text = """
    name: "All: of it"
    cap: 100
    floor: -20
    groups:
      - name: Texts
        kind: explicit
        first_match: true
        cap: 15
        rules:
          - {when: {title.seniority: executive, "a:b": ["yes", yes, 007, 7, "x, y", missing]}, points: 15}
          - {name: "=cmd|' /C calc'!A0", when: {c: {exact: ["No", "a\\"b"]}}, points: -2.5}
          - {when: {c: present, d: missing, e: {min: -1.5, max: 20}}, points: 0}
      - name: Size
        kind: implicit
        column: accounts.employees
        bands: {<10: 1, 10-49: 2, 50+: 3}
        missing: -1
      - name: Deeds
        kind: behavioural
        floor: -10
        rules:
          - {event: [a, b c], times: {min: 2, max: 4}, window: 90d, points: 10, each: true}
          - {event: a, points: 25, half_life: 14d}
          - {event: a, points: 10, linear_decay: {lose: 50%, every: 30d}}
          - {no_event: a, within: 36h, points: -15}
          - {any: [{when: {c: x}}, {all: [{event: a}, {not: {event: b c, window: 2d}}]}], points: 3}
    tiers: {hot: 75, warm: 50, cold: rest}
    journey:
      comparing: {event: [a, b c], window: 2d}
      aware: otherwise
    grid: {fit: {A: 30, B: rest}, engagement: {1: 40, 2: rest}}

    """

  @Test("reading and writing gives the same text, all keys among it")
  func roundTrip() throws {
    #expect(try book(text).yaml() == text)
  }

  @Test("what is written means what was read, in quotes or without")
  func meaning() throws {
    let columns = [
      texts("title.seniority", ["executive", "executive", "executive", "executive"]),
      texts("a:b", ["TRUE", "x, y", "", "007"]), texts("c", ["no", "No", "x", ""]),
      texts("d", ["", "", "", ""]), numbers("e", [1, 1, 1, 1]),
      numbers("accounts.employees", [5, 10, 50, .nan]),
    ]
    let events = leads([[("a", 0)], [], [("b c", 0)], [("a", 0), ("a", 1), ("b c", 3)]])
    let snapshot = LeadSnapshot(
      table: Table(source: "leads.csv", columns: columns), moments: events.moments,
      events: events.events)
    let (once, twice) = try (book(text), book(book(text).yaml()))
    #expect(try once.score(snapshot).totals == twice.score(snapshot).totals)
    #expect(try once.score(snapshot).totals.count == 4)
  }

  @Test(
    "hostile names stay one scalar on one line",
    arguments: [
      "<script>alert(1)</script>", "a\nb: c", "\u{202E}txt", "\"; DROP", "{a: b}", "# x", "- x",
      "&a",
      "*a", "!tag", "%x", "@x", "`x`", "null", "~", "", " lead", "trail ", "a: b", "a #b",
      "\u{1b}[31m",
      "日本", "é", "yes", "1e3", "'", "\\",
    ])
  func hostile(name: String) throws {
    let draft = RuleGroupDraft(
      name: "g" + name, kind: .explicit,
      rules: [(.values(column: "c" + name, [name + "v", name]), 1)])
    let book = try RuleBook(name: "b" + name, groups: [draft])
    #expect(book.name == "b" + name)
    #expect(book.requiredColumns == ["c" + name])
    let yaml = book.yaml(comments: [name])
    #expect(try RuleScoringTests.book(yaml).yaml(comments: [name]) == yaml)
    #expect(!yaml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test("a revised book has the new points, thresholds and groups, and nothing else changes")
  func revised() throws {
    let book = try book(text)
    let extra = try RuleBook(
      name: "x",
      groups: [RuleGroupDraft(name: "Size", kind: .explicit, rules: [(.missing(column: "z"), 4)])])
    let revised = book.revised(
      points: [1: 7, 4: 20], adding: extra.groups, thresholds: ["hot": 80])
    let yaml = revised.yaml()
    #expect(yaml.contains("points: 7}") && yaml.contains("10-49: 20"))
    #expect(yaml.contains("name: Size 2") && yaml.contains("{hot: 80, warm: 50"))
    #expect(
      revised.revised(points: [1: -2.5, 4: 2], thresholds: ["hot": 75]).yaml()
        .hasPrefix(String(text.prefix { $0 != "t" })))
  }
}
