import Testing

@testable import Tables

@Suite("Writing CSV")
struct CSVWriterTests {
  private func written(_ body: (inout CSVWriter) -> Void) -> String {
    var writer = CSVWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    "quotes only where they are needed",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("a\rb", "\"a\rb\""), ("a;b", "a;b"), ("é🦊", "é🦊"),
      ("", ""),
    ])
  func quotes(text: String, field: String) {
    #expect(written { $0.field(text) } == field)
    #expect(written { $0.field(Array(text.utf8)[...]) } == field)
    #expect(written { $0.field(PackedStrings(["x", text]), at: 1) } == field)
  }

  private static let payloads = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", " =1", "\"=1\"",
    "'=1", "''=1", "' -1", "=cmd|' /C calc'!A0", "-2+3,x",
  ]

  @Test(
    "what a spreadsheet would calculate is guarded, and reads back as it was", arguments: payloads)
  func formulas(text: String) throws {
    let field = written { $0.field(text) }
    #expect(field.hasPrefix("'") || field.hasPrefix("\"'"))
    #expect(written { $0.field(text, isSafe: true) }.contains("'") == text.contains("'"))
    let table = try CSVText("id,t\n1," + field + "\n").table(kinds: ["t": .text])
    #expect(table["t"]?.text(0).map(CSVWriter.unguarded) == text)
  }

  @Test(
    "other texts are not touched",
    arguments: ["", "a=1", "'", "'tis", "it's", "1", "x-1", "O'=Neil"])
  func harmless(text: String) {
    #expect(written { $0.field(text) } == text)
    #expect(CSVWriter.unguarded(text) == text)
  }

  @Test("records have commas between fields and a line feed at the end")
  func records() {
    let text = written { writer in
      writer.record(["a", "b,c", ""])
      writer.integer(-12)
      writer.fixed(-0.5, decimals: 3)
      writer.plain("1e3")
      writer.plain(Array("xyz".utf8))
      writer.plain(Array("xyz".utf8), in: 1..<2)
      writer.shortest(0.1)
      writer.composed { $0.append(Array("\"q\"".utf8)) }
      writer.endRecord()
    }
    #expect(text == "a,\"b,c\",\n-12,-0.500,1e3,xyz,y,0.1,\"q\"\n")
  }

  @Test("whole numbers are written in full", arguments: [0, 7, -7, 10, .max, .min])
  func integers(value: Int) { #expect(written { $0.integer(value) } == String(value)) }

  @Test("what is written reads back the same", arguments: 0..<20)
  func roundTrip(seed: Int) throws {
    let source = RandomCSV(seed: UInt64(seed), rows: 25, columns: 3)
    var format = CSVFormat(missing: [])
    format.delimiter = source.delimiter.asciiValue
    let rows = try CSVText(source.text, format: format).rows(as: .text)
    let copy = written { writer in
      writer.record(["a", "b", "c"])
      for row in rows { writer.record(row.map { $0 ?? "" }) }
    }
    let comma = CSVFormat(delimiter: UInt8(ascii: ","), missing: [])
    let again = try CSVText(copy, format: comma).rows(as: .text)
    #expect(again.map { $0.map { $0.map(CSVWriter.unguarded) } } == rows)
  }

  @Test("many numbers are written as each is")
  func shortNumbers() {
    let numbers = [
      0, -0.0, 1, 9, 9.5, 10, 99, -1, 0.1, 1e15, 1e300, .nan, 255, 256, .infinity,
      .leastNonzeroMagnitude, 123_456,
    ]
    var together = CSVWriter()
    var apart = CSVWriter()
    together.shortNumbers(numbers, in: numbers.indices)
    for number in numbers { apart.shortNumber(number) }
    #expect(together.bytes == apart.bytes)
  }
}
