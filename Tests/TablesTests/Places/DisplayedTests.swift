import Testing

@testable import Tables

@Suite("Text in messages")
struct DisplayedTests {
  @Test(
    "what a terminal would act on is escaped",
    arguments: [
      ("plain é🦊", "plain é🦊"), ("\u{1B}[31m", "\\u{1b}[31m"),
      ("a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}"),
      ("\u{202E}x", "\\u{202e}x"), ("a\u{200B}b", "a\\u{200b}b"), ("\u{A0}", "\\u{a0}"),
      ("\u{85}", "\\u{85}"),
      ("\u{2066}", "\\u{2066}"), ("\u{FEFF}", "\\u{feff}"), ("\0", "\\u{0}"),
    ])
  func escapes(text: String, shown: String) { #expect(text.displayed() == shown) }

  @Test("long text is cut by scalars")
  func cut() {
    #expect("abcdef".displayed(limit: 6) == "abcdef")
    #expect("abcdef".displayed(limit: 5) == "abcde…")
  }
}
