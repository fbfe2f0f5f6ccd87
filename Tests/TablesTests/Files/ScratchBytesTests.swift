import Testing

@testable import Tables

@Suite("A scratch file")
struct ScratchBytesTests {
  @Test("gives back what was written, in any order and of any type")
  func readBack() throws {
    let scratch = try ScratchBytes()
    let words = (0..<5000).map { UInt64($0) &* 0x9e37_79b9_7f4a_7c15 }
    let numbers = (0..<100).map { Double($0) / 3 }
    try scratch.write(numbers, at: 8 * words.count)
    try scratch.write(words, at: 0)
    #expect(try scratch.read(UInt64.self, at: 8 * 100, count: 50) == Array(words[100..<150]))
    #expect(try scratch.read(Double.self, at: 8 * words.count, count: 100) == numbers)
    #expect(try scratch.read(UInt8.self, at: 0, count: 0).isEmpty)
  }

  @Test("does not give more than it holds")
  func beyondTheEnd() throws {
    let scratch = try ScratchBytes()
    try scratch.write([1, 2, 3] as [UInt32], at: 0)
    #expect(throws: InputError.self) { try scratch.read(UInt32.self, at: 4, count: 3) }
  }
}
