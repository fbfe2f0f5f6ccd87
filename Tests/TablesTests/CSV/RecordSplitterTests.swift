import Testing

@testable import Tables

@Suite("Cutting a file into blocks of records")
struct RecordSplitterTests {
  private func blocks(_ text: String, blockSize: Int) throws -> [RecordSplitter.Block] {
    let folder = TemporaryFolder()
    let input = try InputFile(path: folder.write(text))
    var splitter = RecordSplitter(input, from: 0, line: 1, blockSize: blockSize)
    var blocks: [RecordSplitter.Block] = []
    while let block = try splitter.next() { blocks.append(block) }
    return blocks
  }

  @Test("blocks join to the file, end with records and know their lines", arguments: 0..<20)
  func whole(seed: Int) throws {
    let text = RandomCSV(seed: UInt64(seed), rows: 20, columns: 3).text
    for blockSize in [1, 2, 5, 17, 60, 100, 1000] {
      let blocks = try blocks(text, blockSize: blockSize)
      #expect(blocks.flatMap { $0.bytes.content } == Array(text.utf8))
      var line = 1
      for block in blocks {
        #expect(block.firstLine == line)
        #expect(block.limit == nil)
        line += block.bytes.content.count { $0 == Byte.lineFeed }
        #expect(block.bytes.content.count { $0 == Byte.quote } % 2 == 0)
      }
      #expect(blocks.dropLast().allSatisfy { $0.bytes.content.last == Byte.lineFeed && !$0.isLast })
      #expect(blocks.last?.isLast == true)
    }
  }

  @Test(
    "a block that ends exactly with the file is the last one", arguments: ["a\nbc\n", "a\nbcd"])
  func exactEnd(text: String) throws {
    for blockSize in 1...6 {
      let blocks = try blocks(text, blockSize: blockSize)
      #expect(blocks.last?.isLast == true)
      #expect(blocks.flatMap { $0.bytes.content } == Array(text.utf8))
    }
  }

  @Test("no bytes give no block")
  func empty() throws { #expect(try blocks("", blockSize: 4).isEmpty) }

  @Test("a record longer than 8 MiB is cut, and nothing is read after it")
  func tooLong() throws {
    let blocks = try blocks("a\n" + String(repeating: "x", count: 9 << 20) + "\nb\n", blockSize: 2)
    #expect(blocks.map(\.limit) == [nil, 8 << 20])
    #expect(blocks.map(\.firstLine) == [1, 2])
    #expect(blocks.map(\.bytes.count) == [2, 8 << 20])
  }

  @Test(
    "what makes a record too long is told at its start",
    arguments: [
      (
        "a quote that swallows the file", "1,\"", DataProblem.Kind.fieldTooLong(limit: 1 << 20),
        "3:3"
      ),
      ("a stray quote", "1,x\"", .strayQuote, "3:4"),
      ("a very long field", "1,x", .fieldTooLong(limit: 1 << 20), "3:3"),
    ] as [(String, String, DataProblem.Kind, String)])
  func longRecords(name: String, start: String, kind: DataProblem.Kind, place: String) throws {
    let text = "a,b\n0,0\n" + start + String(repeating: "y,y\n ", count: 3 << 20)
    let long = kind == .fieldTooLong(limit: 1 << 20) && name.contains("field")
    let csv = CSVText(long ? text.replacing("y,y\n ", with: "yyyyy") : text)
    let problems = try csv.problems()
    #expect(problems.problems.map(\.kind) == [kind])
    #expect(problems.problems.map(\.place.short) == [place])
  }

  @Test("a record of many short fields beyond 8 MiB is too long as a whole")
  func manyFields() throws {
    let problems = try CSVText("a,b\n" + String(repeating: "1,", count: 5 << 20) + "\n").problems()
    #expect(problems.problems.map(\.kind) == [.recordTooLong(limit: 8 << 20)])
    #expect(problems.problems.map(\.place.short) == ["2:1"])
  }
}
