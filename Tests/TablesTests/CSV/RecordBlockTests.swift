import Testing

@testable import Tables

@Suite("Problems with the structure of a file, and their places")
struct RecordBlockTests {
  @Test(
    "each problem has its exact place, in blocks of any size",
    arguments: [
      (
        "too few fields", "a,b\n1,2\n📍3\n4,5\n",
        .fieldCount(expected: 2, found: 1, extra: nil, last: false)
      ),
      (
        "too many fields", "a,b\n📍1,2,\"x\"\"y\"\n",
        .fieldCount(expected: 2, found: 3, extra: "x\"y", last: false)
      ),
      (
        "a last row cut short", "a,b\n1,2\n📍3",
        .fieldCount(expected: 2, found: 1, extra: nil, last: true)
      ),
      (
        "a line of blanks", "a,b\n📍   \n1,2\n",
        .fieldCount(expected: 2, found: 1, extra: nil, last: false)
      ),
      ("a comment", "a,b\n📍# made by us\n1,2\n", .commentLine),
      ("a stray quote", "a,b\n1,x📍\"y\n2,3\n", .strayQuote),
      ("a stray quote after a blank", "a,b\n1, 📍\"y\"\n", .strayQuote),
      ("text after a quote", "a,b\n1,\"x\"📍y\n2,3\n", .textAfterQuote(backslash: false)),
      ("a blank after a quote", "a,b\n1,\"x\"📍 \n", .textAfterQuote(backslash: false)),
      ("a CR after a quote", "a,b\n1,\"x\"📍\r,3\n", .textAfterQuote(backslash: false)),
      ("a backslash before a quote", "a,b\n1,\"x\\\"📍y\"\n", .textAfterQuote(backslash: true)),
      ("a quote never closed", "a,b\n1,x\n2,📍\"y\n3,z\n", .unterminatedQuote),
      ("a quote never closed at the end", "a,b\n1,📍\"", .unterminatedQuote),
      (
        "places after several lines in quotes", "a,b\n1,\"x\n\n\"\n2,\"y\nz\"\"📍",
        .unterminatedQuote
      ),
      ("places in Unicode scalars", "ä,b\n🦊é,x📍\"\n", .strayQuote),
      ("a NUL byte", "a,b\n1,x📍\0y\n", .nulByte),
      ("a byte order mark inside", "a,b\n1,2\n📍\u{FEFF}a,b\n", .byteOrderMarkInside),
    ] as [(String, String, DataProblem.Kind)])
  func places(name: String, marked: String, kind: DataProblem.Kind) throws {
    var expected = MarkedText(marked)
    if name.hasPrefix("places after") { expected = MarkedText("a,b\n1,\"x\n\n\"\n2,📍\"y\nz\"\"") }
    for blockSize in [1, 3, 9, 1000] {
      let problems = try CSVText(expected.text).problems(kinds: ["b": .text], blockSize: blockSize)
      #expect(problems.problems.map(\.kind) == [kind])
      #expect(problems.problems.map(\.place.short) == ["\(expected.line):\(expected.column)"])
      #expect(problems.total == 1)
    }
  }

  @Test(
    "what is not UTF-8 is refused at its first byte",
    arguments: [
      ("Windows-1252", [0xE9, 0x2C], "E9 2C", false),
      ("an overlong form", [0xC0, 0x80], "C0 80", false),
      ("a surrogate", [0xED, 0xA0, 0x80], "ED A0", false),
      ("beyond Unicode", [0xF5, 0x80, 0x80, 0x80], "F5 80", false),
      ("a lone continuation", [0x80], "80 A", false),
      ("a cut sequence inside", [0xE2, 0x82, 0x41], "E2 82", false),
    ] as [(String, [UInt8], String, Bool)])
  func invalidUTF8(name: String, bytes: [UInt8], shown: String, atEnd: Bool) throws {
    let text = Array("a,b\n1,é".utf8) + bytes + Array("\n2,3\n".utf8)
    for blockSize in [1, 5, 1000] {
      let problems = try CSVText(bytes: text).problems(blockSize: blockSize)
      #expect(problems.problems.map(\.kind) == [.invalidUTF8(bytes: shown, atEnd: atEnd)])
      #expect(problems.problems.map(\.place.short) == ["2:4"])
    }
  }

  @Test("a file that ends inside a character may be truncated")
  func truncatedCharacter() throws {
    for end in [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0xA6]] as [[UInt8]] {
      let problems = try CSVText(bytes: Array("a,b\n1,x".utf8) + end).problems()
      guard case .invalidUTF8(_, atEnd: true)? = problems.problems.first?.kind else {
        Issue.record("\(problems)")
        return
      }
      #expect(problems.problems.map(\.place.short) == ["2:4"])
    }
  }

  @Test("zeros at the end, as a crashed writer leaves them, are refused at the first")
  func zeroTail() throws {
    let problems = try CSVText("a,b\n1,x\n2,\0\0\0\0\0\0\0\0\0\0").problems(blockSize: 8)
    #expect(problems.problems.map(\.kind) == [.nulByte])
    #expect(problems.problems.map(\.place.short) == ["3:3"])
  }
}
