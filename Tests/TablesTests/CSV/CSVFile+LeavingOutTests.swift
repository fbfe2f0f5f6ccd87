import Tables
import Testing

@Suite("Leaving records out of a file")
struct CSVFileLeavingOutTests {
  private func file(_ text: String) throws -> CSVFile {
    try CSVFile(copyOf: "leads") { try $0.write(Array(text.utf8)) }
  }

  private func rows(_ file: CSVFile) throws -> [String] {
    let table = try file.read(
      kinds: Dictionary(uniqueKeysWithValues: file.names.map { ($0, .text) }), threads: 1)
    return (0..<table.rowCount).map { row in
      table.columns.map { $0.text(row) ?? "" }.joined(separator: "|")
        + "@\(table.place(ofRow: row).line)"
    }
  }

  private static let cases: [(lines: Set<Int>, rest: [String])] = [
    ([2], ["2|y\nz@3", "3|w@5"]),
    ([3], ["1|x@2", "3|w@5"]),
    ([4], ["1|x@2", "3|w@5"]),
    ([5], ["1|x@2", "2|y\nz@3"]),
    ([2, 4], ["3|w@5"]),
    ([2, 3, 5], []),
    ([1, 9], ["1|x@2", "2|y\nz@3", "3|w@5"]),
  ]

  @Test("the others keep their lines, whatever line of a record is named", arguments: cases)
  func lines(_ lines: Set<Int>, rest: [String]) throws {
    let file = try file("a,b\n1,x\n2,\"y\nz\"\n3,w")
    #expect(try rows(file.leavingOut(lines: lines)) == rest)
  }

  @Test("only rows can be left out, and none of a single column, where a blank line is a value")
  func possible() throws {
    #expect(try !file("a,b\n1,x\n").canLeaveOut(line: 1))
    #expect(try file("a,b\n1,x\n").canLeaveOut(line: 2))
    #expect(try !file("a\n1\n").canLeaveOut(line: 2))
  }
}
