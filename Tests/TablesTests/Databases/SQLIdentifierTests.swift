import Tables
import Testing

@Suite("Names in SQL")
struct SQLIdentifierTests {
  /// The name that a quoted identifier stands for, nil when the text is not exactly one.
  private func name(of sql: String) -> String? {
    var bytes = Array(sql.utf8)[...]
    guard bytes.popFirst() == 0x22, bytes.popLast() == 0x22 else { return nil }
    var name: [UInt8] = []
    while let byte = bytes.popFirst() {
      name.append(byte)
      if byte == 0x22, bytes.popFirst() != 0x22 { return nil }
    }
    return String(decoding: name, as: UTF8.self)
  }

  @Test(
    "A quoted name is one name, whatever is in it",
    arguments: [
      "leads", "a\"b", "\"", "\"\"", "user", "x\"; DROP TABLE leads; --", "a.b", "naïve",
      "\"\u{301}",
      "back\\slash", "two words",
    ])
  func quoted(_ text: String) {
    #expect(name(of: SQLIdentifier.quoted(text)).map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test("New tables get names that servers keep whole")
  func usable() {
    #expect(SQLIdentifier.isUsable(String(repeating: "x", count: 63)))
    #expect(!SQLIdentifier.isUsable(String(repeating: "x", count: 64)))
    #expect(!SQLIdentifier.isUsable("") && !SQLIdentifier.isUsable("a\nb"))
  }
}
