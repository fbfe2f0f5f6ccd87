import Testing

@testable import Tables

@Suite("an index of texts")
struct TextIndexTests {
  @Test("texts are found where they first stand, others nowhere")
  func finds() {
    let texts = (0..<500).map { "L\($0)" } + ["", "L7", "a text longer than sixteen bytes", "ü"]
    let index = TextIndex(PackedStrings(texts))
    let sought = [
      "L0", "L499", "L500", "", "L7", "a text longer than sixteen bytes",
      "a text longer than sixteen bytes!", "u\u{308}", "u", "l0",
    ]
    #expect(
      index.positions(of: PackedStrings(sought)) == [0, 499, -1, 500, 7, 502, -1, 503, -1, -1])
  }

  @Test("an empty index finds nothing")
  func empty() {
    let index = TextIndex(PackedStrings())
    #expect(index.positions(of: PackedStrings(["a", ""])) == [-1, -1])
    #expect(index.positions(of: PackedStrings()).isEmpty)
  }

  @Test("a set of hashes tells what is new, zero and growth included")
  func hashes() {
    var set = HashSet64()
    for number in 0..<10_000 as Range<UInt64> {
      let isNew = set.insert(number.mixed)
      #expect(isNew)
    }
    for number in 0..<10_000 as Range<UInt64> {
      let isNew = set.insert(number.mixed)
      #expect(!isNew)
    }
    #expect(set.count == 10_000)
    var small = HashSet64()
    #expect(small.insert(0) && !small.insert(0) && small.count == 1)
  }
}
