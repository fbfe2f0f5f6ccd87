import Tables
import Testing
import YAMLDocuments

@testable import RuleScoring

@Suite("reading a points table")
struct RuleBookReadingTests {
  private static let head = "name: b\ngroups:\n- name: g\n  kind: explicit\n"

  @Test(
    "a broken rule is reported where it is broken",
    arguments: [
      (
        "{when: {a: b}, 📍pionts: 5}", "unknown key \"pionts\" (did you mean \"points\"?)"
      ),
      ("{event: a, 📍windw: 9d, points: 5}", "unknown key \"windw\" (did you mean \"window\"?)"),
      (
        "{event: a, window: 📍-9d, points: 5}",
        "\"window\": wanted a length of time such as 14d, 36h or 2w, found \"-9d\""
      ),
      ("📍{when: {a: b}}", "key \"points\" is missing"),
      ("{when: {a: b}, points: 📍many}", "\"points\": wanted a number, found \"many\""),
      ("{when: {a: b}, points: 📍.inf}", "\"points\": .inf is not a finite number"),
      ("{when: {a: b}, points: 📍.nan}", "\"points\": .nan is not a finite number"),
      ("{when: {a: b}, points: 📍1e300}", "1e+300 points are more than a million"),
      ("{when: {a: b}, points: 📍-1000001}", "-1000001 points are more than a million"),
      (
        "📍{points: 5}",
        "asks nothing of a lead: give \"when\", \"event\", \"no_event\", \"all\", \"any\" or \"not\""
      ),
      ("{when: 📍{}, points: 5}", "nothing in \"when\""),
      ("{when: {a: 📍[]}, points: 5}", "nothing in \"a\""),
      ("{event: 📍[], points: 5}", "nothing in \"event\""),
      ("{event: a, no_event: 📍b, points: 5}", "\"event\" and \"no_event\" exclude each other"),
      (
        "{event: a, window: 1d, within: 📍1d, points: 5}",
        "\"window\" and \"within\" exclude each other"
      ),
      (
        "{when: {a: b}, window: 📍1d, points: 5}",
        "\"window\" means something only beside \"event\""
      ),
      ("{no_event: a, each: 📍true, points: 5}", "\"each\" means something only beside \"event\""),
      (
        "{when: {a: b}, half_life: 📍1d, points: 5}",
        "\"half_life\" means something only beside \"event\""
      ),
      (
        "{event: a, each: 📍\"true\", points: 5}",
        "\"each\": wanted true or false, found the quoted text \"true\""
      ),
      ("{when: {a: 📍{min: 5, max: 4}}, points: 5}", "min 5 is above max 4"),
      ("{when: {a: 📍{}}, points: 5}", "nothing in \"range\""),
      ("{when: {a: {📍mni: 5}}, points: 5}", "unknown key \"mni\" (did you mean \"min\"?)"),
      (
        "{when: {a: [b, 📍present]}, points: 5}",
        "\"present\" stands alone, not in a list of values"
      ),
      ("{when: {a: [b, 📍[c]]}, points: 5}", "\"a\": wanted a text, found a list"),
    ])
  func rules(marked: String, words: String) throws {
    try expectProblem(RuleBookReadingTests.head + "  rules:\n  - " + marked, words)
  }

  @Test(
    "a broken group is reported where it is broken",
    arguments: [
      ("name: b\ngroups: 📍[]", "nothing in \"groups\""),
      ("📍name: b", "key \"groups\" is missing"),
      (
        "name: b\n📍grops: []\ngroups: [{name: g, kind: explicit, column: a, bands: {1+: 1}}]",
        "unknown key \"grops\" (did you mean \"groups\"?)"
      ),
      (
        "name: b\ngroups:\n- 📍name: g\n  kind: explicit",
        "a group needs \"rules\", or \"column\" and \"bands\""
      ),
      (head + "  rules: 📍[]", "nothing in \"rules\""),
      (head + "  column: c\n  bands: 📍{}", "nothing in \"bands\""),
      ("name: b\ngroups:\n- 📍name: g\n  kind: explicit\n  column: c", "key \"bands\" is missing"),
      (
        head + "  column: c\n  rules: 📍[{event: a, points: 1}]",
        "\"rules\" and \"column\" exclude each other"
      ),
      (
        head + "  cap: 📍5\n  floor: 6\n  rules: [{event: a, points: 1}]",
        "cap 5 is below floor 6"
      ),
      (
        head + "  first_match: 📍1\n  rules: [{event: a, points: 1}]",
        "\"first_match\": wanted true or false, found \"1\""
      ),
      (
        "name: b\ngroups:\n- name: g\n  kind: 📍implict\n  rules: [{event: a, points: 1}]",
        "\"kind\": \"implict\" is not one of explicit, implicit, behavioural"
          + " (did you mean \"implicit\"?)"
      ),
      (
        head + "  rules: [{event: a, points: 1}]\n- 📍name: g\n  kind: implicit\n"
          + "  rules: [{event: a, points: 1}]",
        "group \"g\" exists already, on line 3"
      ),
    ])
  func groups(marked: String, words: String) throws {
    try expectProblem(marked, words)
  }

  @Test(
    "a broken band is reported at its key, an overlap at the later of the two",
    arguments: [
      ("{1-50: 0, 📍50-99: 5}", "bands \"1-50\" and \"50-99\" overlap"),
      ("{50-99: 5, 📍1-50: 0}", "bands \"50-99\" and \"1-50\" overlap"),
      ("{10+: 0, 📍100-200: 5}", "bands \"10+\" and \"100-200\" overlap"),
      ("{<10: 0, 📍9: 5}", "bands \"<10\" and \"9\" overlap"),
      ("{0-9.5: 0, 📍9.4-20: 5}", "bands \"0-9.5\" and \"9.4-20\" overlap"),
      ("{📍49-1: 0}", "\"49-1\" is not a band: write 1-49, 1000+ or <10"),
      ("{📍small: 0}", "\"small\" is not a band: write 1-49, 1000+ or <10"),
      ("{📍1-: 0}", "\"1-\" is not a band: write 1-49, 1000+ or <10"),
      ("{📍1.5-1.5: 0}", "\"1.5-1.5\" is not a band: write 1-49, 1000+ or <10"),
      ("{1-49: 📍x}", "\"1-49\": wanted a number, found \"x\""),
    ])
  func bands(marked: String, words: String) throws {
    try expectProblem(RuleBookReadingTests.head + "  column: c\n  bands: " + marked, words)
  }

  @Test(
    "tiers and stages out of order are reported",
    arguments: [
      ("tiers: {hot: 50, warm: 📍50}", "tier \"warm\" at 50 is not below \"hot\" at 50"),
      ("tiers: {hot: 50, cold: 0, warm: 📍25}", "tier \"warm\" at 25 is not below \"cold\" at 0"),
      ("tiers: {cold: rest, hot: 📍50}", "only the last can be \"rest\", not \"cold\""),
      ("tiers: 📍{}", "nothing in \"tiers\""),
      ("tiers: {hot: 📍lots}", "\"hot\": wanted a number, found \"lots\""),
      ("journey: {a: 📍otherwise, b: {event: x}}", "only the last can be \"otherwise\", not \"a\""),
      ("journey: {a: 📍elsewhere}", "\"a\": wanted a mapping, found \"elsewhere\""),
      ("journey: {a: {event: x, 📍points: 5}}", "unknown key \"points\""),
      (
        "journey: {a: 📍{}}",
        "asks nothing of a lead: give \"when\", \"event\", \"no_event\", \"all\", \"any\" or \"not\""
      ),
    ])
  func order(marked: String, words: String) throws {
    try expectProblem(
      RuleBookReadingTests.head + "  rules: [{event: a, points: 1}]\n" + marked, words)
  }

  @Test("all problems of a book are reported together, in the order of the file")
  func several() throws {
    let text = """
      name: b
      groups:
      - name: g
        kind: explict
        cap: x
        rules:
        - {when: {a: b}, pionts: 5}
        - {event: a, window: 9, points: 5}
      tiers: {hot: 1, cold: 2}
      """
    let problems = try #require(throws: ConfigurationProblems.self) { try book(text) }
    #expect(problems.problems.map(\.place.line) == [4, 5, 7, 8, 9])
  }

  @Test("a missing file is one problem")
  func missingFile() throws {
    let problems = try #require(throws: ConfigurationProblems.self) {
      try RuleBook(path: "/nowhere/rules.yaml")
    }
    #expect(
      problems.description == "/nowhere/rules.yaml: cannot be read: No such file or directory")
  }

  @Test("a book lists the columns and events it reads, each once")
  func requirements() throws {
    let book = try book(
      """
      name: b
      groups:
      - name: g
        kind: explicit
        rules:
        - {when: {b: 1, a: 2}, points: 1}
        - {when: {a: 3}, event: [y, x], points: 1}
      - {name: h, kind: implicit, column: c, bands: {1+: 1}}
      journey: {late: {event: z, when: {d: 1}}, early: otherwise}
      """)
    #expect(book.requiredColumns == ["b", "a", "c", "d"])
    #expect(book.requiredEvents == ["y", "x", "z"])
  }

  @Test(
    "rules describe themselves",
    arguments: [
      ("{when: {title.seniority: executive}, points: 1}", "title.seniority is executive"),
      ("{when: {a: [b, c], d: missing}, points: 1}", "a is b or c and d is missing"),
      ("{when: {a: {min: 5}}, points: 1}", "a at least 5"),
      ("{when: {a: {max: 5}}, points: 1}", "a at most 5"),
      ("{when: {a: {min: 5, max: 9.5}}, points: 1}", "a from 5 to 9.5"),
      ("{event: [a, b], window: 90d, points: 1}", "a or b within 90d"),
      ("{event: a, each: yes, half_life: 2w, points: 1}", "each a, half-life 14d"),
      ("{no_event: a, within: 36h, points: 1}", "no a within 36h"),
      ("{event: a, points: 1, name: a demo}", "a demo"),
    ])
  func descriptions(rule: String, expected: String) throws {
    #expect(try book(rules: rule).groups[0].rules[0].description == expected)
  }

  private func expectProblem(_ text: String, _ words: String) throws {
    let marked = MarkedText(text)
    let problems = try #require(throws: ConfigurationProblems.self) { try book(marked.text) }
    #expect(problems.description == "\(marked.place): \(words)")
  }
}

/// Text in which the mark 📍 shows the place an error is expected at.
private struct MarkedText {
  let text: String
  let place: Place

  init(_ marked: String) {
    let parts = marked.split(separator: "📍", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    text = parts.joined()
    place = Place(
      file: "rules.yaml", line: lines.count,
      column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}
