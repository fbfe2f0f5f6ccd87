import TestSupport
import Testing

@testable import Tables

@Suite("places of fields that are found again")
struct CSVFileFieldPlacesTests {
  /// The places of the column `note` of problems in the first lines of records.
  private static func places(_ text: String, lines: [Int], column: String = "note") throws
    -> [String]
  {
    try withTemporaryFolder { folder in
      let path = folder + "/leads.csv"
      try AtomicFile.write(Array(text.utf8), to: path)
      let file = try CSVFile(path)
      let problems = DataProblems(
        lines.map { line in
          DataProblem(
            place: Place(file: path, line: line, column: 1), column: column, kind: .custom("odd"))
        }, total: 99)
      let placed = file.placingFields(of: problems)
      #expect(placed.total == 99 && placed.problems.map(\.kind) == problems.problems.map(\.kind))
      return placed.problems.map { "\($0.place.line):\($0.place.column)" }
    }
  }

  @Test(
    "are those of the field, in physical lines and scalars",
    arguments: [
      ("id,note,x\na,b,c\naa,b,c\n", [2, 3], ["2:3", "3:4"]),
      ("id,note,x\r\na,b,c\r\naa,b,c", [2, 3], ["2:3", "3:4"]),
      ("id,note,x\n\"a,b\",c,d\n\"a \"\"b\"\",\",c,d\n", [2, 3], ["2:7", "3:12"]),
      ("id,note,x\n\"a\nb\",c,d\n\ne,f,g\n", [2, 5], ["3:4", "5:3"]),
      ("\u{FEFF}id;note;x\n\u{E9}t\u{E9};c;d\n", [2], ["2:5"]),
      ("x,id,note\n1,2,3\n", [2], ["2:5"]),
    ] as [(String, [Int], [String])])
  func places(text: String, lines: [Int], expected: [String]) throws {
    #expect(try Self.places(text, lines: lines) == expected)
  }

  @Test("stay as they are where there is no such column, or no such line")
  func others() throws {
    let text = "id,note,x\na,b,c\n"
    #expect(try Self.places(text, lines: [2], column: "nothing") == ["2:1"])
    #expect(try Self.places(text, lines: [1, 7]) == ["1:1", "7:1"])
  }
}
