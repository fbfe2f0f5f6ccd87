import Testing

@testable import Tables

@Suite("Where fields end")
struct FieldEndsTests {
  private func ends(_ bytes: [UInt8]) -> FieldEnds {
    unsafe bytes.withUnsafeBufferPointer { unsafe FieldEnds($0, delimiter: 59) }
  }

  @Test("the marks are those of one byte after the other, at every length", arguments: 0..<8)
  func marks(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let choices: [UInt8] = [10, 59, 58, 60, 11, 97, 187, 138, 200]
    let bytes = (0..<1000).map { _ in choices.randomElement(using: &random) ?? 0 }
    for length in Array(0...130) + [191, 192, 193, 999, 1000] {
      let part = Array(bytes[..<length])
      let ends = ends(part)
      #expect(ends.marks.count == (length + 63) / 64)
      for (index, mark) in ends.marks.enumerated() {
        for bit in 0..<64 {
          let place = index * 64 + bit
          let isEnd = place < length && (part[place] == 10 || part[place] == 59)
          #expect((mark >> UInt64(bit) & 1 == 1) == isEnd)
        }
      }
      let places = part.indices.filter { part[$0] == 10 || part[$0] == 59 }
      #expect(ends.places == places.map(UInt32.init) && ends.count == places.count)
      #expect(ends.isPlain == part.allSatisfy { $0 < 0x80 })
      #expect(!ends.hasQuotes)
    }
  }

  @Test("as many marks as there are bytes have as many places", arguments: [1, 63, 64, 65, 640])
  func everywhere(length: Int) {
    let ends = ends([UInt8](repeating: 10, count: length))
    #expect(ends.places == (0..<UInt32(length)).map { $0 } && ends.count == length)
  }

  @Test(
    "a single quote, NUL or letter beyond ASCII is seen wherever it stands",
    arguments: [1, 63, 64, 65, 130])
  func strangers(length: Int) {
    let plain = [UInt8](repeating: 97, count: length)
    #expect(!ends(plain).hasQuotes && ends(plain).isPlain)
    for place in 0..<length {
      for (byte, hasQuotes, isPlain) in [(34, true, true), (0, false, false), (0xC3, false, false)]
        as [(UInt8, Bool, Bool)]
      {
        var bytes = plain
        bytes[place] = byte
        #expect(ends(bytes).hasQuotes == hasQuotes && ends(bytes).isPlain == isPlain)
      }
    }
  }
}
