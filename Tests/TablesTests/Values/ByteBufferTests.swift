import Testing

@testable import Tables

@Suite("Byte buffers")
struct ByteBufferTests {
  @Test("grow as far as needed, whatever is added", arguments: [1, 31, 32, 33, 1000])
  func growth(pieces: Int) {
    var buffer = ByteBuffer(capacity: 0)
    var expected = ""
    for piece in 0..<pieces {
      buffer.append("\(piece)é,")
      buffer.append(Array("abcdef".utf8), in: 1..<4)
      buffer.append(UInt8(ascii: ";"))
      buffer.append([])
      expected += "\(piece)é,bcd;"
    }
    #expect(buffer.text == expected)
    #expect(buffer.array == Array(expected.utf8))
    #expect(buffer.count == expected.utf8.count)
  }

  @Test("write whole numbers in full", arguments: [0, 9, 10, -1, 123_456_789, .max, .min])
  func digits(value: Int) {
    var buffer = ByteBuffer()
    buffer.appendDigits(of: value)
    #expect(buffer.text == String(value))
  }
}
