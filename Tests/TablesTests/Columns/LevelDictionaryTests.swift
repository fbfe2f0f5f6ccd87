import Testing

@testable import Tables

@Suite("Dictionaries of levels")
struct LevelDictionaryTests {
  private func codes(_ texts: [String]) -> (codes: [Int32], dictionary: LevelDictionary) {
    var dictionary = LevelDictionary()
    let codes = texts.map { text in
      unsafe RecordBytes(Array(text.utf8)).withContent { unsafe dictionary.code(of: $0) }
    }
    return (codes, dictionary)
  }

  @Test("codes go by first appearance and levels read back")
  func order() {
    let texts = ["b", "", "a", "b", "", "c"]
    let (codes, dictionary) = codes(texts)
    #expect(codes == [0, 1, 2, 0, 1, 3])
    #expect((0..<4).map { dictionary.levels[$0] } == ["b", "", "a", "c"])
  }

  @Test("agrees with a Swift dictionary for texts of all lengths", arguments: 0..<5)
  func manyTexts(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let texts = (0..<5000).map { _ in
      String(repeating: "x", count: Int.random(in: 0...40, using: &random))
        + String(Int.random(in: 0...99, using: &random))
    }
    var known: [String: Int32] = [:]
    let expected = texts.map { text in
      let code = known[text] ?? Int32(known.count)
      known[text] = code
      return code
    }
    #expect(codes(texts).codes == expected)
  }

  @Test("texts that differ in one byte are different at every length", arguments: 1...40)
  func lengths(length: Int) {
    let text = [UInt8](repeating: 0x61, count: length)
    var texts = [text, text + [0x61], Array(text.dropLast())]
    for index in 0..<length {
      var other = text
      other[index] = 0x62
      texts.append(other)
    }
    let strings = texts.map { String(decoding: $0, as: UTF8.self) }
    #expect(Set(codes(strings).codes).count == texts.count)
  }

  @Test("both ways of making a key agree", arguments: 0...40)
  func keys(length: Int) {
    let bytes = (0..<length).map { UInt8(0x61 + $0 % 26) }
    let padded = unsafe RecordBytes(bytes).withContent { unsafe TextKey($0) }
    let exact = unsafe bytes.withUnsafeBufferPointer { unsafe TextKey(exactly: $0) }
    #expect(padded == exact)
    #expect(padded.isExact == (length <= 16))
  }

  @Test("levels of another dictionary are taken over in composed form")
  func merged() {
    let (_, first) = codes(["cafe\u{301}", "tea", "a long name of more than sixteen bytes"])
    var joined = LevelDictionary()
    #expect(joined.normalizedCode(of: Array("caf\u{E9}".utf8)[...]) == 0)
    #expect((0..<3).map { joined.code(ofLevel: $0, in: first) } == [0, 1, 2])
    #expect(joined.code(ofLevel: 2, in: first) == 2)
    #expect(Array(joined.levels.utf8(at: 0)) == Array("caf\u{E9}".utf8))
  }
}
