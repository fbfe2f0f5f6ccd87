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
    "numbers behind a prefix that all differ have an index at little cost",
    arguments: [
      (["L1", "L20", "L2"], true), (["L01", "L20", "L02"], true), (["L1", "L2", "L1"], false),
      (["1a", "2a"], false), ([], false),
    ])
  func distinctNumbers(_ texts: [String], _ isThere: Bool) {
    let index = TextIndex(ofDistinctNumbers: PackedStrings(texts))
    #expect((index != nil) == isThere)
    let sought = PackedStrings(texts + ["L3", "L030"])
    if let index {
      #expect(index.positions(of: sought) == TextIndex(PackedStrings(texts)).positions(of: sought))
    }
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

  @Test(
    "identifiers that are numbers behind a prefix are found as any other",
    arguments: [
      (0..<400).map { "L\(7_654_321 + $0 * 3)" }, (0..<400).map { "\($0)" },
      (0..<400).map { "x-\(String(repeating: "0", count: $0 < 10 ? 2 : $0 < 100 ? 1 : 0))\($0)" },
      (0..<400).map { "\(99_999_999 - $0)" }, (0..<400).map { "LEAD-00\($0 % 90 + 10)" }, ["A1"],
    ])
  func numbered(texts: [String]) throws {
    let packed = PackedStrings(texts)
    #expect(NumberedTexts(packed) != nil)
    var first: [String: Int32] = [:]
    for (position, text) in texts.enumerated() where first[text] == nil {
      first[text] = Int32(position)
    }
    let one = texts[0]
    let others = [
      "", "L", "0", "00", "7", "007", "x-", "x-1", "x-0001", one + "0", "0" + one, one + "x",
      "l" + one.dropFirst(), String(one.dropLast()), "L99999999", "L123456789", "-1", "+1", " 1",
      "L7654322", "LEAD-0010 ", "\u{212A}1", "A\u{661}",
    ]
    let sought = texts.reversed() + others
    let expected = sought.map { first[$0] ?? -1 }
    let index = TextIndex(packed)
    #expect(index.positions(of: PackedStrings(sought)) == expected)
    let repeats = TextIndex.firstPositions(of: packed)
    #expect(repeats == (first.count == texts.count ? nil : texts.map { first[$0] ?? -1 }))
    // A column, all ASCII or not, is found by its texts without blanks around them.
    for column in [texts, sought] {
      let lines = column.map { " \($0) ,1" }
      let table = try CSVText("id,n\n" + lines.joined(separator: "\n"))
        .table(kinds: ["id": .indexed(index)], blockSize: 900)
      let codes = column.map { text in first[text.trimmingBlanks] ?? -1 }
      #expect(table["id"]?.values == .categories(Categories(codes: codes, levels: index.texts)))
    }
  }

  @Test(
    "texts that are no numbers behind one prefix, or too far apart, are no numbered texts",
    arguments: [
      [], ["a"], ["a1", "b2"], ["a1", "a"], ["a1", "a02"], ["1", "1000000"], ["a123456789"],
      ["longprefix1", "longprefix2"], ["é1", "é2"], ["a1", "a2 "], ["", "1"],
    ])
  func notNumbered(texts: [String]) { #expect(NumberedTexts(PackedStrings(texts)) == nil) }

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
