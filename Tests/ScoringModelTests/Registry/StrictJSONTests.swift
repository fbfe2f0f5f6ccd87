import Testing

@testable import ScoringModel

@Suite("The strict pass over JSON")
struct StrictJSONTests {
  private func flaw(_ text: String) -> String? {
    var check = StrictJSON(Array(text.utf8))
    return check.flaw()
  }

  @Test(
    "lets pass what is JSON, and leaves other errors to the decoder",
    arguments: [
      "{}", "[]", "1", #"{"a": 1, "b": {"a": 1}, "c": [{"a": 1}, {"a": 2}]}"#, #"["a", "a"]"#,
      #"{"a": "a", "b": "a"}"#, #"{"a": "\"", "b": ",}"}"#, "", "}", #"{"a"#, #"{"a": "\"#, "]]",
    ])
  func fine(_ text: String) { #expect(flaw(text) == nil) }

  @Test(
    "finds a key that occurs twice, however it is spelled",
    arguments: [
      #"{"a": 1, "a": 2}"#, #"{"b": {"a": 1, "x": [1, {"c": 1}], "a": 2}}"#,
      #"{"a": 1, "\u0061": 2}"#, "[1, {\"a\"\n:1\n,\n\"a\":1}]",
    ])
  func twice(_ text: String) { #expect(flaw(text) == "key \"a\" occurs twice") }

  @Test("finds a comma before a closing bracket", arguments: ["[1,]", "{\"a\": 1 , }", "[[1],\n]"])
  func comma(_ text: String) {
    #expect(flaw(text) == "there is a comma before a closing bracket")
  }

  @Test("refuses brackets nested without end")
  func deep() {
    #expect(flaw(String(repeating: "[", count: 64)) == nil)
    #expect(flaw(String(repeating: "[", count: 65)) != nil)
  }
}
