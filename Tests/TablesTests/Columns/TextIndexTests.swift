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

  @Test(
    "a column is found as its texts are, with blanks around them and in quotes",
    arguments: [false, true])
  func column(isASCII: Bool) throws {
    let names = (0..<300).map { "L\($0)" } + ["an identifier of more than 16 bytes", "a \"b\""]
    let letters = isASCII ? "" : "é"
    let known = names.map { $0 + letters }
    let index = TextIndex(PackedStrings(known))
    var random = SeededRandom(seed: 3)
    let sought = (0..<500).map { _ in
      (names + ["L300", "an identifier of more than 17 bytes"]).randomElement(using: &random) ?? ""
    }
    let lines = sought.map { name in
      name.contains("\"")
        ? "\" a \"\"b\"\"\(letters)\",1" : " \(name)\(letters == "" ? "" : "e\u{301}") ,1"
    }
    let table = try CSVText("id,n\n" + lines.joined(separator: "\n"))
      .table(kinds: ["id": .indexed(index)], blockSize: 900)
    #expect(
      table["id"]?.values
        == .categories(
          Categories(
            codes: sought.map { Int32(names.firstIndex(of: $0) ?? -1) }, levels: index.texts)))
  }

  @Test(
    "repeats are told from texts that all differ, however an accent is spelled",
    arguments: [
      (["a", "b", "ab", ""], nil), (["a", "b", "a", "b"], [0, 1, 0, 1]),
      (["\u{fc}", "x", "u\u{308}"], [0, 1, 0]), (["", "", "x"], [0, 0, 2]), ([], nil),
    ])
  func firstPositions(_ texts: [String], _ expected: [Int32]?) {
    #expect(TextIndex.firstPositions(of: PackedStrings(texts)) == expected)
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
