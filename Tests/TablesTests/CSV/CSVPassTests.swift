import Testing

@testable import Tables

@Suite("Inferring the kind of a column")
struct CSVPassTests {
  private static let blockSizes = [1, 10, 50, 1 << 18]

  /// A file of one column.
  private func text(_ values: [String]) -> CSVText {
    CSVText("id,v\n" + values.enumerated().map { "\($0),\($1)\n" }.joined())
  }

  @Test(
    "looks at all values of the file",
    arguments: [
      ("numbers", (0..<50).map { "\($0)" }, "numbers"),
      ("numbers and missing ones", ["1", "", "NA", "2.5", "-", "null"], "numbers"),
      ("all missing", ["", "NA", "-", " "], "numbers"),
      ("no rows", [], "numbers"),
      ("dates", ["2026-01-02", "2026-01-03", ""], "timestamps"),
      ("moments", ["2026-01-02T10:00:00Z", "NULL", "2026-01-02 11:00:00+01:00"], "timestamps"),
      ("words", ["red", "green", "red"], "categories"),
      ("words, then numbers", ["red"] + (0..<10).map { "\($0)" }, "categories"),
      ("numbers, then a word at the end", (0..<15).map { "\($0)" } + ["red"], "categories"),
      ("numbers and dates", ["1", "2", "2026-01-02"], "categories"),
      ("dates and words", ["2026-01-02", "soon"], "categories"),
      ("distinct words", (0..<1001).map { "name \($0)" }, "text"),
      ("distinct words, but few", (0..<999).map { "name \($0)" }, "categories"),
      ("distinct at first, repeated later", (0..<3000).map { "w\($0 % 950)" }, "text"),
      ("nine in ten are distinct", (0..<2000).map { "w\($0 % 900)" }, "categories"),
      (
        "a value longer than a category may be", [String(repeating: "x", count: 1025), "y"], "text"
      ),
      ("the longest category", [String(repeating: "x", count: 1024), "y"], "categories"),
      (
        "long whole numbers identify things", (0..<30).map { "12021000000000000\($0)" },
        "categories"
      ),
      ("phone numbers", ["030 123 4567", "+49 30 12345", "555 1234"], "categories"),
      ("addresses", ["192.168.0.1", "10.0.0.2"], "categories"),
      ("versions", ["1.2.3", "2.0.1"], "categories"),
      ("ranges", ["1-10", "11-50", "51-200"], "categories"),
      ("short codes", ["A1", "B2", "12a"], "categories"),
      ("Chinese numerals are words", ["三", "一", "二"], "categories"),
    ] as [(String, [String], String)])
  func kinds(name: String, values: [String], kind: String) throws {
    var seen: [ColumnValues] = []
    for blockSize in CSVPassTests.blockSizes where values.count < 100 || blockSize > 1 {
      let table = try text(values).table(blockSize: blockSize)
      #expect(table.kindNames == ["numbers", kind], "block size \(blockSize)")
      if let column = table["v"] { seen.append(column.values) }
    }
    #expect(seen.allSatisfy { $0 == seen[0] })
  }

  @Test("a word in the last block of a long number column makes all of it words")
  func lateWord() throws {
    let values = (0..<40).map { "\($0 % 7)" } + (0..<10).map { "w\($0)" }
    for blockSize in [1, 16, 100, 1 << 18] {
      let table = try text(values).table(threads: 2, blockSize: blockSize)
      #expect(table["v"].map { column in (0..<50).map { column.text($0) } } == values)
    }
  }

  @Test(
    "a number column with a few broken values is reported, with the place of each",
    arguments: [
      (
        "a word", "3📍5,soon",
        DataProblem.Kind.mostlyNumbers(found: "soon", hint: .spellingOfMissing)
      ),
      ("a decimal comma", "35,📍\"1,5\"", .mostlyNumbers(found: "1,5", hint: .decimalComma)),
      ("a currency", "35,📍$12", .mostlyNumbers(found: "$12", hint: .currency)),
      (
        "a failed formula", "35,📍#DIV/0!", .mostlyNumbers(found: "#DIV/0!", hint: .spreadsheetError)
      ),
      ("too large a number", "35,📍1e999", .numberOutOfRange(found: "1e999")),
    ] as [(String, String, DataProblem.Kind)])
  func mostlyNumbers(name: String, line: String, kind: DataProblem.Kind) throws {
    let line = line == "3📍5,soon" ? "35,📍soon" : line
    let rows = (0..<40).map { $0 == 35 ? line : "\($0),\($0)" }.joined(separator: "\n")
    let marked = MarkedText("id,v\n" + rows + "\n")
    for blockSize in CSVPassTests.blockSizes {
      let problems = try CSVText(marked.text).problems(threads: 2, blockSize: blockSize)
      #expect(problems.problems.map(\.kind) == [kind])
      #expect(problems.problems.map(\.column) == ["v"])
      #expect(problems.problems.map(\.place.short) == ["\(marked.line):\(marked.column)"])
    }
  }

  @Test("a column all in another number format is reported rather than taken for categories")
  func foreignFormat() throws {
    let problems = try text(["1.234,56", "7,50", "12,00"].map { "\"\($0)\"" }).problems()
    #expect(problems.total == 3)
    #expect(problems.problems.first?.kind == .mostlyNumbers(found: "1.234,56", hint: .decimalComma))
  }

  @Test("a date column with a broken date is reported")
  func mostlyDates() throws {
    let values = (0..<40).map { "2026-02-\(String($0 % 9 + 10))" } + ["2026-02-30"]
    for blockSize in [10, 64, 1 << 18] {
      let problems = try text(values).problems(blockSize: blockSize)
      #expect(
        problems.problems.map(\.kind) == [.mostlyTimestamps(found: "2026-02-30", hint: .noSuchDay)])
      #expect(problems.problems.map(\.place.short) == ["42:4"])
    }
  }

  @Test("blanks around categories do not make new ones, and spellings in NFC and NFD are one")
  func equalCategories() throws {
    let values = ["caf\u{E9}", " cafe\u{301}", "tea ", "tea", "CAF\u{C9}"]
    for blockSize in [1, 20, 1000] {
      let table = try text(values).table(blockSize: blockSize)
      guard case .categories(let categories)? = table["v"]?.values else {
        Issue.record("not categories")
        return
      }
      #expect(categories.codes == [0, 0, 1, 1, 2])
      #expect(Array(categories.levels.utf8(at: 0)) == Array("caf\u{E9}".utf8))
    }
  }

  @Test("a listed spelling is missing even where it is a number or a moment")
  func missingValues() throws {
    let format = CSVFormat(missing: ["-1", "1900-01-01", "unknown"])
    let csv = CSVText(
      "n,d,c\n-1,1900-01-01,unknown\n5,2026-01-01,red\n -1 ,,Unknown\n", format: format)
    let table = try csv.table()
    #expect(table.kindNames == ["numbers", "timestamps", "categories"])
    #expect(
      table.rowTexts == [
        [nil, nil, nil], ["5", "2026-01-01T00:00:00Z", "red"], [nil, nil, "Unknown"],
      ])
  }

  @Test("identifiers read as text keep what would be a missing value elsewhere")
  func identifiers() throws {
    let table = try CSVText("id\nNA\n007\n-\n").table(kinds: ["id": .text])
    #expect(table.rowTexts == [["NA"], ["007"], ["-"]])
  }

  @Test("a declared number column reports every value that is none, in the order of the file")
  func declaredNumbers() throws {
    let csv = CSVText("a,b\nx,1\n2,y\nz,\"w\"\n")
    for blockSize in [1, 6, 100] {
      let problems = try csv.problems(kinds: ["a": .number, "b": .number], blockSize: blockSize)
      #expect(problems.problems.map(\.place.short) == ["2:1", "3:3", "4:1", "4:3"])
      #expect(problems.problems.compactMap(\.column) == ["a", "b", "a", "b"])
    }
  }

  @Test(
    "20 problems are shown, with the total, whatever the threads and blocks", arguments: [1, 2, 3])
  func total(threads: Int) throws {
    let csv = CSVText("a,b\n" + (0..<100).map { $0 % 2 == 0 ? "x,y\n" : "1,2\n" }.joined())
    for blockSize in [3, 100, 1 << 18] {
      let problems = try csv.problems(
        kinds: ["a": .number, "b": .number], threads: threads, blockSize: blockSize)
      #expect(problems.total == 100)
      #expect(problems.problems.count == 20)
      #expect(problems.problems.map(\.place.short).prefix(4) == ["2:1", "2:3", "4:1", "4:3"])
      #expect(problems.description.hasSuffix("\n100 problems in all"))
    }
  }

  @Test("what is wrong before a broken quote is told as well")
  func problemsBeforeFault() throws {
    let csv = CSVText("a,b\n1\nx,2\n3,4\n5,\"6\" 7\n8,9\n")
    for blockSize in [1, 4, 1000] {
      let problems = try csv.problems(kinds: ["a": .category], blockSize: blockSize)
      #expect(problems.problems.map(\.place.short) == ["2:1", "5:6"])
    }
  }

  @Test("a category longer than 1 KiB is a problem where the column is declared a category")
  func longCategory() throws {
    let csv = CSVText("c\nx\n" + String(repeating: "y", count: 1025) + "\n")
    let problems = try csv.problems(kinds: ["c": .category])
    #expect(problems.problems.map(\.kind) == [.categoryTooLong(bytes: 1025)])
    #expect(problems.problems.map(\.place.short) == ["3:1"])
  }

  @Test("a row that repeats the header is refused")
  func repeatedHeader() throws {
    let marked = MarkedText("id,name\n1,x\n2,y\n📍id,\"name\"\n1,z\n")
    for blockSize in [1, 1000] {
      let problems = try CSVText(marked.text).problems(blockSize: blockSize)
      #expect(problems.problems.map(\.kind) == [.repeatedHeader])
      #expect(problems.problems.map(\.place.short) == ["\(marked.line):1"])
    }
    #expect(try CSVText("id\n1\nid\n").table().rowCount == 2)
  }
}
