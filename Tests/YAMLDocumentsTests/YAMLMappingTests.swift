import Tables
import Testing

import YAMLDocuments

@Suite("YAML mappings")
struct YAMLMappingTests {
  private func mapping(_ text: String) throws -> YAMLMapping {
    try YAMLDocument(text: text, file: "rules.yaml").root.mapping()
  }

  @Test("entries keep the order of the file")
  func order() throws {
    #expect(try mapping("b: 1\na: 2\n10: 3\n").entries.map(\.key) == ["b", "a", "10"])
  }

  @Test("an unknown key is reported with the nearest one, at the key")
  func unknownKey() throws {
    let mapping = try mapping("points: 1\nwindw: 90d\n")
    let problem = try #require(throws: ConfigurationProblem.self) {
      try mapping.allow(only: ["points", "window", "within"])
    }
    #expect(
      problem.description == "rules.yaml:2:1: unknown key \"windw\" (did you mean \"window\"?)")
  }

  @Test("all unknown keys can be had at once")
  func unknownKeys() throws {
    let mapping = try mapping("a: 1\nxyz: 2\nlong_name: 3\n")
    #expect(
      mapping.unknownKeys(besides: ["a"]).map { "\($0.kind)" }
        == ["unknown key \"xyz\"", "unknown key \"long_name\""])
  }

  @Test("a missing key is reported at the mapping")
  func missingKey() throws {
    let inner = try mapping("rules:\n  - {event: login}\n").required("rules").list()[0].mapping()
    let problem = try #require(throws: ConfigurationProblem.self) { try inner.required("points") }
    #expect(problem.description == "rules.yaml:2:5: key \"points\" is missing")
  }

  @Test("a key without a value is there and holds nothing")
  func nullValue() throws {
    let mapping = try mapping("cap:\n")
    #expect(mapping.optional("cap")?.isNull == true)
    #expect(mapping.optional("floor")?.isNull == nil)
  }
}
