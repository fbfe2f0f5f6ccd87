import Testing

@testable import Tables

@Suite("Records without quotes")
struct EvenRecordsTests {
  private struct Split: Equatable {
    var fields: [String]
    var lines: [Int32]
  }

  private func even(_ text: String, columns: Int) -> Split? {
    unsafe RecordBytes(Array(text.utf8)).withContent { bytes -> Split? in
      let ends = unsafe FieldEnds(bytes, delimiter: UInt8(ascii: ","))
      let records = unsafe EvenRecords(bytes, ends: ends, columnCount: columns, firstLine: 2)
      guard let records else { return nil }
      let fields = records.spans.map { span in
        unsafe String(decoding: bytes[span.offset..<(span.offset + span.length)], as: UTF8.self)
      }
      return Split(fields: fields, lines: records.lines)
    }
  }

  @Test("are split as a reader of lines would do it", arguments: 1...60 as ClosedRange<UInt64>)
  func plain(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let columns = Int.random(in: 1...5, using: &random)
    var expected = Split(fields: [], lines: [])
    var text = ""
    let rows = Int.random(in: 1...40, using: &random)
    for row in 0..<rows {
      let fields = (0..<columns).map { _ in
        String(repeating: "x", count: Int.random(in: 0...30, using: &random))
      }
      expected.fields += fields
      expected.lines.append(Int32(row + 2))
      text += fields.joined(separator: ",")
      // A last line without text and without an end would be no line.
      let mayBeOpen = row == rows - 1 && fields != [""]
      if !mayBeOpen || Bool.random(using: &random) {
        text += Bool.random(using: &random) ? "\n" : "\r\n"
      }
    }
    #expect(even(text, columns: columns) == expected)
  }

  @Test(
    "are none where the number of fields is not the same",
    arguments: ["a,b\nc\n", "a,b\nc,d,e\n", "a,b\n\nc,d\n", "a,b\nc", "\n", "a,b\n,", "a\nb,c,d\n"])
  func uneven(text: String) {
    let isEven = text == "a,b\n,"
    #expect((even(text, columns: 2) != nil) == isEven)
  }

  @Test("are none where a field is too long")
  func tooLong() {
    let field = String(repeating: "x", count: CSVFormat.Limit.field)
    #expect(even("\(field),b\n", columns: 2)?.fields == [field, "b"])
    #expect(even("\(field)x,b\n", columns: 2) == nil)
  }
}
