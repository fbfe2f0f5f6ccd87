import Testing

@testable import Tables

@Suite("A CSV file")
struct CSVFileTests {
  private func missing(_ names: [String], in header: String) throws -> DataProblems? {
    let folder = TemporaryFolder()
    let file = try CSVFile(folder.write(header + "\n"))
    return #expect(throws: DataProblems.self) { try file.require(names) }
  }

  @Test(
    "a missing column is told with what is there and the nearest name",
    arguments: [
      (
        "id,revenue,source", "revnue",
        "no column \"revnue\"; did you mean \"revenue\"? There are: id, revenue, source"
      ),
      ("id,revenue", "country", "no column \"country\"; there are: id, revenue"),
      (
        "\"id;revenue;source\"", "revenue",
        "no column \"revenue\"; there are: id;revenue;source (the header is one column containing"
          + " 2 ';'; use --delimiter)"
      ),
      (
        "1,2.5,7", "id",
        "no column \"id\"; there are: 1, 2.5, 7 (the first row looks like data; a header line is"
          + " expected)"
      ),
    ])
  func missingColumn(header: String, name: String, text: String) throws {
    let problems = try missing([name], in: header)
    #expect(problems?.problems.count == 1)
    #expect(problems?.description.hasSuffix("leads.csv:1:1: " + text) == true)
  }

  @Test("all missing columns are told together, and reading asks for them too")
  func severalMissing() throws {
    #expect(try missing(["x", "a", "y"], in: "a,b")?.total == 2)
    #expect(try CSVText("a,b\n1,2\n").problems(kinds: ["z": .number]).total == 1)
  }

  @Test("the place of a missing column is the header, also after sep= and blank lines")
  func headerLine() throws {
    let problems = try missing(["x"], in: "sep=,\n\na,b")
    #expect(problems?.problems.first?.place.short == "3:1")
  }

  @Test("columns are found by name")
  func index() throws {
    let folder = TemporaryFolder()
    let file = try CSVFile(folder.write("a,b\n1,2\n"))
    #expect(try file.index(of: "b") == 1)
    #expect(file.size == 8)
    #expect(throws: DataProblems.self) { try file.index(of: "c") }
  }

  @Test(
    "other encodings are read when they are declared",
    arguments: [
      ("UTF-16, little end first", [0xFF, 0xFE] + utf16("é,b\nß,🦊\n", bigEndian: false), .utf16),
      ("UTF-16, big end first", [0xFE, 0xFF] + utf16("é,b\nß,🦊\n", bigEndian: true), .utf16),
      ("UTF-16 without a mark", utf16("é,b\nß,🦊\n", bigEndian: false), .utf16),
      ("Windows-1252", [0xE9, 0x2C, 0x62, 0x0A, 0xDF, 0x2C, 0x80, 0x0A], .windows1252),
    ] as [(String, [UInt8], CSVFormat.Encoding)])
  func encodings(name: String, bytes: [UInt8], encoding: CSVFormat.Encoding) throws {
    let csv = CSVText(bytes: bytes, format: CSVFormat(encoding: encoding))
    let table = try csv.table()
    #expect(table.columns.map(\.name) == ["é", "b"])
    #expect(table.rowTexts == [["ß", encoding == .utf16 ? "🦊" : "€"]])
  }

  @Test(
    "bytes that are no text of the declared encoding are refused at their place",
    arguments: [
      (CSVFormat.Encoding.windows1252, Array("a,b\n1,x".utf8) + [0x81, 0x0A], "2:4"),
      (.utf16, utf16("a,b\n1,", bigEndian: false) + [0x00, 0xDC, 0x0A, 0x00], "2:3"),
      (.utf16, utf16("a,b\n1,x", bigEndian: false) + [0x0A], "2:4"),
    ] as [(CSVFormat.Encoding, [UInt8], String)])
  func wrongEncoding(encoding: CSVFormat.Encoding, bytes: [UInt8], place: String) throws {
    let problems = try CSVText(bytes: bytes, format: CSVFormat(encoding: encoding)).problems()
    #expect(problems.problems.map(\.place.short) == [place])
  }

  @Test("the same file is recognised through links and after a change of encoding")
  func sameFile() throws {
    let folder = TemporaryFolder()
    let path = folder.write("a,b\n1,2\n")
    for encoding in CSVFormat.Encoding.allCases where encoding != .utf16 {
      let file = try CSVFile(path, format: CSVFormat(encoding: encoding))
      #expect(file.isSameFile(as: path))
      #expect(file.isSameFile(as: folder.path + "/./leads.csv"))
      #expect(!file.isSameFile(as: folder.write("a\n", to: "other.csv")))
      #expect(!file.isSameFile(as: folder.path + "/none.csv"))
    }
  }
}

/// The bytes of a text in UTF-16 without a byte order mark.
func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { unit -> [UInt8] in
    let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return bigEndian ? bytes.reversed() : bytes
  }
}
