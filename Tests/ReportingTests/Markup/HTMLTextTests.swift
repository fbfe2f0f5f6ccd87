import Testing

@testable import Reporting

struct HTMLTextTests {
  @Test(
    "Markup is escaped, controls and direction changes are shown, all else stands as it is",
    arguments: [
      ("Müller & Söhne – 株式会社", "Müller &amp; Söhne – 株式会社"),
      ("<b>\"'", "&lt;b&gt;&quot;&#39;"),
      ("a\u{202E}b", "a\\u{202e}b"),
      ("line\nline", "line\\u{a}line"),
      ("\u{0600}<i>", "\u{0600}&lt;i&gt;"),
      ("\"\u{0301}", "&quot;\u{0301}"),
    ])
  func escapes(text: String, expected: String) {
    let escaped = HTMLText().escapeText(text)
    #expect(Array(escaped.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("No scalar on either side makes < or \" pass", arguments: 0...16)
  func anyNeighbour(plane: UInt32) {
    var text = ""
    for value in (plane << 16)...(plane << 16 | 0xFFFF) {
      guard let scalar = Unicode.Scalar(value), scalar != "<", scalar != "\"" else { continue }
      text.unicodeScalars.append(contentsOf: ["<", scalar, "\"", scalar])
      guard text.unicodeScalars.count >= 400 else { continue }
      let escaped = HTMLText().escapeText(text).unicodeScalars
      #expect(!escaped.contains("<") && !escaped.contains("\""))
      text = ""
    }
  }

  @Test("An endless text is cut")
  func cut() {
    let escaped = HTMLText().escapeText(String(repeating: "<", count: 100_000))
    #expect(escaped.count < 5_000 && escaped.hasSuffix("…"))
  }
}
