import Testing

@testable import Tables

@Suite("Reading CSV")
struct CSVFileReadTests {
  @Test(
    "follows RFC 4180",
    arguments: [
      ("plain", "a,b\n1,x\n", [["1", "x"]]),
      ("quoted fields", "a,b\n\"1\",\"x\"\n", [["1", "x"]]),
      ("a delimiter in quotes", "a,b\n1,\"x,y\"\n", [["1", "x,y"]]),
      ("doubled quotes", "a,b\n1,\"say \"\"yes\"\"\"\n", [["1", "say \"yes\""]]),
      ("only doubled quotes", "a,b\n1,\"\"\"\"\n", [["1", "\""]]),
      ("a line feed in quotes", "a,b\n1,\"x\ny\"\n2,z\n", [["1", "x\ny"], ["2", "z"]]),
      ("CR LF in quotes is kept", "a,b\n1,\"x\r\ny\"\n", [["1", "x\r\ny"]]),
      ("CR LF line ends", "a,b\r\n1,x\r\n2,y\r\n", [["1", "x"], ["2", "y"]]),
      ("mixed line ends", "a,b\r\n1,x\n2,\"y\"\r\n3,z\n", [["1", "x"], ["2", "y"], ["3", "z"]]),
      ("no final line end", "a,b\n1,x\n2,y", [["1", "x"], ["2", "y"]]),
      ("no final line end after a quote", "a,b\n1,\"x\"", [["1", "x"]]),
      ("a final CR without LF", "a,b\r\n1,x\r", [["1", "x"]]),
      ("a final CR after a quote", "a,b\r\n1,\"x\"\r", [["1", "x"]]),
      ("a lone CR inside a field", "a,b\n1,x\ry\n", [["1", "x\ry"]]),
      ("only one CR belongs to the line end", "a,b\n1,x\r\r\n", [["1", "x\r"]]),
      ("a byte order mark", "\u{FEFF}a,b\n1,x\n", [["1", "x"]]),
      ("a byte order mark and a quoted name", "\u{FEFF}\"a\",b\n1,x\n", [["1", "x"]]),
      ("sep=", "sep=;\na;b\n1;x,y\n", [["1", "x,y"]]),
      ("sep= with CR LF and a byte order mark", "\u{FEFF}sep=|\r\na|b\r\n1|x\r\n", [["1", "x"]]),
      ("blank lines", "\n\r\na,b\n\n1,x\n\r\n\n2,y\n\n", [["1", "x"], ["2", "y"]]),
      ("empty fields", "a,b\n,\n\"\",\"\"\n", [[nil, nil], [nil, nil]]),
      ("an empty last field without a line end", "a,b\n1,", [["1", nil]]),
      ("a header and nothing else", "a,b\n", []),
      ("a header without a line end", "a,b", []),
      ("one column", "a\nx\ny\n", [["x"], ["y"]]),
      ("a blank line in one column is a value", "a\nx\n\ny\n", [["x"], [nil], ["y"]]),
      ("text of several bytes", "a,b\nß→🦊,é\n", [["ß→🦊", "é"]]),
    ] as [(String, String, [[String?]])])
  func structure(name: String, text: String, rows: [[String?]]) throws {
    for blockSize in [1, 2, 7, 64, 4096] {
      #expect(try CSVText(text).rows(as: .category, blockSize: blockSize) == rows, "\(blockSize)")
    }
  }

  @Test("a header without rows is a table of no rows, whatever the kinds")
  func headerOnly() throws {
    let table = try CSVText("a,b,c\n").table(kinds: ["a": .number, "b": .category])
    #expect(table.rowCount == 0)
    #expect(table.columns.map(\.name) == ["a", "b", "c"])
    #expect(table.columns.allSatisfy { $0.count == 0 })
  }

  @Test("a field of exactly 1 MiB is read, one byte more is refused at its start")
  func longestField() throws {
    let limit = 1 << 20
    let longest = String(repeating: "x", count: limit)
    let table = try CSVText("a,b\n1,\(longest)\n2,\"\(longest)\"\n").table(kinds: ["b": .text])
    #expect(table.rowTexts == [["1", longest], ["2", longest]])
    for field in ["\(longest)x", "\"\(longest)x\""] {
      let problems = try CSVText("a,b\n1,y\n2,\(field)\n").problems(kinds: ["b": .text])
      #expect(problems.problems.map(\.kind) == [.fieldTooLong(limit: limit)])
      #expect(problems.problems.map(\.place.short) == ["3:3"])
    }
  }

  @Test("rows keep the physical line at which they start")
  func lines() throws {
    let text = "a,b\n\n1,\"x\ny\nz\"\n\r\n2,w\n"
    for blockSize in [1, 5, 100] {
      let table = try CSVText(text).table(blockSize: blockSize)
      #expect(table.lines == [3, 7])
      #expect(table.place(ofRow: 1).line == 7)
    }
  }

  @Test("only the wanted columns are read, in the order of the file")
  func only() throws {
    let table = try CSVText("a,b,c\n1,x,2\n").table(only: ["c", "a"])
    #expect(table.columns.map(\.name) == ["a", "c"])
    #expect(try CSVText("a,b,c\n1,x,2\n").table(only: []).rowCount == 1)
  }

  @Test("the columns may stand in any order")
  func permuted() throws {
    let one = try CSVText("a,b,c\n1,x,2\n3,y,4\n").table()
    let two = try CSVText("c,a,b\n2,1,x\n4,3,y\n").table()
    for column in one.columns { #expect(two[column.name] == column) }
  }

  @Test(
    "the result depends neither on threads nor on the size of a block", arguments: [1, 2, 3])
  func determinism(threads: Int) throws {
    let text = RandomCSV(seed: 7, rows: 60, columns: 5).text
    let expected = try CSVText(text).table()
    for blockSize in [1, 2, 3, 5, 8, 13, 34, 89, 144, 200, 1000] {
      let table = try CSVText(text).table(threads: threads, blockSize: blockSize)
      #expect(table.columns == expected.columns)
      #expect(table.lines == expected.lines)
    }
  }

  @Test("agrees with a slow parser on random files, in blocks of any size", arguments: 0..<40)
  func randomFiles(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let columns = Int.random(in: 1...6, using: &random)
    let file = RandomCSV(
      seed: UInt64(seed), rows: Int.random(in: 0...30, using: &random), columns: columns)
    let reference = ReferenceParser(file.text, delimiter: file.delimiter, columnCount: columns)
    let expected = reference.records.dropFirst().map { $0.map { $0.trimmedOrNil } }
    var format = CSVFormat(missing: [])
    format.delimiter = file.delimiter.asciiValue
    for blockSize in Array(1...40) + [64, 100, 128, 150, 199, 200, 512, 4096] {
      let folder = TemporaryFolder()
      let csv = try CSVFile(folder.write(file.text), format: format)
      let kinds = Dictionary(uniqueKeysWithValues: csv.names.map { ($0, ColumnKind.text) })
      let table = try csv.read(kinds: kinds, threads: 1 + blockSize % 3, blockSize: blockSize)
      #expect(
        table.rowTexts == expected, "block size \(blockSize), file \(file.text.debugDescription)")
      #expect(table.lines.map(Int.init) == Array(reference.lines.dropFirst()))
    }
  }

  @Test("streams the same rows that it reads whole", arguments: [1, 2, 3], [1, 30, 200, 4096])
  func streaming(threads: Int, blockSize: Int) throws {
    let folder = TemporaryFolder()
    let text = RandomCSV(seed: 3, rows: 200, columns: 4).text
    let file = try CSVFile(folder.write(text))
    let kinds: [(name: String, kind: ColumnKind)] = file.names.map { ($0, .category) }
    var rows: [[String?]] = []
    var lines: [Int32] = []
    try file.stream(kinds, threads: threads, blockSize: blockSize) { table in
      (table.rowTexts, table.lines)
    } consume: { part in
      rows += part.0
      lines += part.1
    }
    let whole = try file.read(
      kinds: Dictionary(uniqueKeysWithValues: file.names.map { ($0, .category) }), threads: 1)
    #expect(rows == whole.rowTexts)
    #expect(lines == whole.lines)
  }

  @Test("streaming counts all problems of the file and consumes nothing after the first")
  func streamingProblems() throws {
    let folder = TemporaryFolder()
    let text =
      "a,b\n"
      + (1...90).map { $0 > 10 && $0 <= 50 && $0 % 2 == 0 ? "\($0),x\n" : "\($0),1\n" }.joined()
    let file = try CSVFile(folder.write(text))
    var consumed: [Double] = []
    let thrown = #expect(throws: DataProblems.self) {
      try file.stream([("b", .number), ("a", .number)], threads: 2, blockSize: 16) { table in
        guard case .numbers(let numbers)? = table["a"]?.values else { return [Double]() }
        return numbers
      } consume: {
        consumed += $0
      }
    }
    #expect(thrown?.total == 20)
    #expect(thrown?.problems.first?.place.short == "13:4")
    #expect(consumed.allSatisfy { $0 < 12 })
  }

  @Test("an error from a closure ends the stream")
  func streamingError() throws {
    struct Stop: Error {}
    let folder = TemporaryFolder()
    let file = try CSVFile(folder.write("a\n" + String(repeating: "1\n", count: 100)))
    var count = 0
    #expect(throws: Stop.self) {
      try file.stream([("a", .number)], threads: 3, blockSize: 8) {
        $0.rowCount
      } consume: { _ in
        count += 1
        if count == 3 { throw Stop() }
      }
    }
    #expect(count == 3)
  }
}

extension String {
  /// Without blanks around it, nil when nothing is left.
  fileprivate var trimmedOrNil: String? {
    let trimmed = trimmingBlanks
    return trimmed.isEmpty ? nil : trimmed
  }
}
