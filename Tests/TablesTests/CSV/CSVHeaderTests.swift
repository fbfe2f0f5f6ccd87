import Testing

@testable import Tables

@Suite("The header of a CSV file")
struct CSVHeaderTests {
  private func file(_ bytes: some Sequence<UInt8>, format: CSVFormat = CSVFormat()) throws
    -> CSVFile
  {
    let folder = TemporaryFolder()
    return try CSVFile(folder.write(bytes), format: format)
  }

  private func problems(_ bytes: some Sequence<UInt8>) throws -> DataProblems {
    do {
      _ = try file(bytes)
      return DataProblems()
    } catch let problems as DataProblems {
      return problems
    }
  }

  @Test(
    "the delimiter is the candidate that stands most often outside quotes",
    arguments: [
      ("a,b;c,d\n", ",", 3), ("a;b;c,d\n", ";", 3), ("a\tb,c\td\n", "\t", 3), ("a|b|c\n", "|", 3),
      ("\"a;b;c;d\",e\n", ",", 2), ("alone\n", ",", 1), ("a,b;c\n", ",", 2),
      ("sep=|\na|b,c,d\n", "|", 2),
    ] as [(String, Character, Int)])
  func delimiter(text: String, delimiter: Character, count: Int) throws {
    let file = try file(text.utf8)
    #expect(file.format.delimiter == delimiter.asciiValue)
    #expect(file.names.count == count)
  }

  @Test("a declared delimiter is used, also against sep=")
  func declaredDelimiter() throws {
    let format = CSVFormat(delimiter: UInt8(ascii: ";"))
    #expect(try file("a,b;c\n".utf8, format: format).names == ["a,b", "c"])
    #expect(try file("sep=,\na,b;c\n".utf8, format: format).names == ["a,b", "c"])
  }

  @Test("names lose the blanks around them and keep their quotes halved, also over two lines")
  func names() throws {
    let file = try file("\u{FEFF} a ,\"b \"\"c\"\"\",\"d, e\"\r\n".utf8)
    #expect(file.names == ["a", "b \"c\"", "d, e"])
  }

  @Test(
    "bad names are refused, each at its place",
    arguments: [
      ("twice the same", "a,b,📍a\n", .duplicateColumn(name: "a", first: 1, second: 3)),
      ("the same but for blanks", "a,b,📍 a\n", .duplicateColumn(name: "a", first: 1, second: 3)),
      (
        "the same but for case", "Email,b,📍email \n",
        .ambiguousColumns(first: "Email", second: "email")
      ),
      (
        "the same in NFC and NFD", "é,b,📍e\u{301}\n",
        .duplicateColumn(name: "e\u{301}", first: 1, second: 3)
      ),
      ("no name", "a,📍,c\n", .emptyColumnName(index: 2)),
      ("a delimiter too many", "a,b,📍\n", .emptyColumnName(index: 3)),
      ("a blank name", "a,📍\"  \",c\n", .emptyColumnName(index: 2)),
      ("a non-breaking blank", "a,📍b\u{A0}\n", .unsafeColumnName(shown: "b\\u{a0}")),
      ("a zero-width blank", "a,📍\u{200B}b\n", .unsafeColumnName(shown: "\\u{200b}b")),
      ("a change of direction", "a,📍b\u{202E}\n", .unsafeColumnName(shown: "b\\u{202e}")),
      ("a control character", "a,📍b\u{1B}\n", .unsafeColumnName(shown: "b\\u{1b}")),
      ("a stray quote", "a,b📍\"c\n1,2\n", .strayQuote),
      ("a quote never closed", "a,📍\"b\n1,2\n", .unterminatedQuote),
      ("a byte order mark inside", "a,📍\u{FEFF}b\n", .byteOrderMarkInside),
      ("no bytes", "📍", .emptyFile),
      ("only blank lines", "\n\r\n📍", .emptyFile),
      ("carriage returns only", "a,b📍\r1,2\r3,4\r", .carriageReturnsOnly),
      ("a web page", "📍<!DOCTYPE html>\n<p>\n", .notText(what: "an HTML page")),
      ("a NUL byte", "a,b\n1,2\n3,📍\0\n", .nulByte),
    ] as [(String, String, DataProblem.Kind)])
  func refused(name: String, marked: String, kind: DataProblem.Kind) throws {
    let marked = MarkedText(marked)
    let problems = try problems(marked.text.utf8)
    #expect(problems.problems.map(\.kind) == [kind])
    #expect(problems.problems.map(\.place.short) == ["\(marked.line):\(marked.column)"])
  }

  @Test("several bad names are told together")
  func several() throws {
    let problems = try problems("a,,a,b,B\n".utf8)
    #expect(problems.problems.map(\.place.short) == ["1:3", "1:4", "1:8"])
  }

  @Test(
    "other files are named for what they are",
    arguments: [
      ([0x1F, 0x8B, 8, 0], .notText(what: "a gzip archive")),
      (Array("PK\u{3}\u{4}".utf8), .notText(what: "a zip archive or spreadsheet (.xlsx)")),
      (Array("PAR1".utf8), .notText(what: "a Parquet file")),
      (Array("SQLite format 3".utf8) + [0], .notText(what: "an SQLite database")),
      (Array("%PDF-1.7".utf8), .notText(what: "a PDF document")),
      ([0xFF, 0xFE, 0x61, 0], .utf16), ([0xFE, 0xFF, 0, 0x61], .utf16),
      ([0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0], .utf16),
      ([0, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A], .utf16),
      ([0, 0, 0, 0, 0, 0, 0, 0], .nulByte),
    ] as [([UInt8], DataProblem.Kind)])
  func otherFormats(bytes: [UInt8], kind: DataProblem.Kind) throws {
    #expect(try problems(bytes).problems.map(\.kind) == [kind])
  }

  @Test("4,096 columns are read, one more is refused")
  func columnLimit() throws {
    let names = (1...4097).map { "c\($0)" }
    #expect(try file((names.dropLast().joined(separator: ",") + "\n").utf8).names.count == 4096)
    let problems = try problems((names.joined(separator: ",") + "\n").utf8)
    #expect(problems.problems.map(\.kind) == [.tooManyColumns(limit: 4096)])
  }

  @Test("a header without an end is refused: at the open quote, else as a whole")
  func endless() throws {
    let quoted = try problems(("a,\"b" + String(repeating: "x\n", count: 1 << 20)).utf8)
    #expect(quoted.problems.map(\.kind) == [.fieldTooLong(limit: 1 << 20)])
    #expect(quoted.problems.map(\.place.short) == ["1:3"])
    let plain = try problems(String(repeating: "a,", count: 1 << 20).utf8)
    #expect(plain.problems.map(\.kind) == [.recordTooLong(limit: 1 << 20)])
    #expect(plain.problems.map(\.place.short) == ["1:1"])
  }
}
