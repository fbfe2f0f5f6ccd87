import Testing

@testable import Tables

@Suite("Counting and finding bytes")
struct ByteCountsTests {
  @Test("counts agree with counting one by one, at every length", arguments: 0..<8)
  func counts(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let bytes =
      (0..<5000).map { _ in
        [10, 34, 35, 9, 11, 0, 255, 138, 162].randomElement(using: &random) ?? 0
      } as [UInt8]
    for length in Array(0...40) + [2039, 2040, 2041, 2048, 4999, 5000] {
      let part = bytes[..<length]
      let counts = unsafe part.withUnsafeBufferPointer { unsafe ByteCounts($0) }
      #expect(counts.quotes == part.count { $0 == 34 })
      #expect(counts.lineFeeds == part.count { $0 == 10 })
    }
  }

  @Test("nothing but quotes is counted in full")
  func allQuotes() {
    let bytes = [UInt8](repeating: 34, count: 10_000)
    #expect(unsafe bytes.withUnsafeBufferPointer { unsafe ByteCounts($0).quotes } == 10_000)
  }

  @Test("the first match of a word is exact", arguments: 0..<8)
  func firstMatch(place: Int) {
    for other: UInt8 in [0, 9, 11, 0x80, 0x8A, 0xFF] {
      var bytes = [UInt8](repeating: other, count: 8)
      let wanted = ByteWord(repeating: 10)
      #expect(unsafe ByteWord(bytes, at: 0).matches(wanted).isEmpty)
      bytes[place] = 10
      let word = unsafe ByteWord(bytes, at: 0)
      #expect(word.matches(wanted).first == place)
    }
  }
}
