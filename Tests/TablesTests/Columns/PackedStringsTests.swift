import Testing

@testable import Tables

@Suite("Packed strings")
struct PackedStringsTests {
  @Test("read back by index, empty ones included")
  func readBack() {
    let texts = ["", "a", "é🦊", "", "long enough to leave the small string form"]
    let strings = PackedStrings(texts)
    #expect(strings.count == 5)
    #expect((0..<5).map { strings[$0] } == texts)
    #expect((0..<5).map { strings.isEmpty(at: $0) } == texts.map(\.isEmpty))
    #expect(Array(strings.utf8(at: 2)) == Array("é🦊".utf8))
    #expect((0..<5).map(strings.length) == texts.map(\.utf8.count))
    #expect(!strings.isASCII && PackedStrings(["a", ""]).isASCII && PackedStrings().isASCII)
  }

  @Test("lists join, and equal lists are equal")
  func joining() {
    var left = PackedStrings(["a", ""])
    left.append(contentsOf: PackedStrings(["b", "cd"]))
    left.append("e")
    left.append(Array("f".utf8)[...])
    left.appendEmpty(count: 2)
    #expect(left == PackedStrings(["a", "", "b", "cd", "e", "f", "", ""]))
    #expect(left != PackedStrings(["a", "", "bc", "d", "e", "f", "", ""]))
    #expect(PackedStrings().count == 0)
  }
}
