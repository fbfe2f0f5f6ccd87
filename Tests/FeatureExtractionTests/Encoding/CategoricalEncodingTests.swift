import Foundation
import Tables
import TestLeads
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("A category as a feature")
struct CategoricalEncodingTests {
  private func texts(_ counts: [(String?, Int)]) -> [String?] {
    counts.flatMap { [String?](repeating: $0.0, count: $0.1) }
  }

  @Test("keeps levels of enough leads in byte order, then the pooled rest, then missing values")
  func codes() {
    let column = Categories(texts([("web", 6), ("Web", 5), (nil, 2), ("émail", 5), ("tv", 4)]))
    let encoding = CategoricalEncoding(fitting: column, minimumCount: 5)
    #expect(encoding.levels == ["Web", "web", "émail"])
    #expect(encoding.hasOther)
    #expect(encoding.hasMissing)
    #expect(encoding.codeCount == 5)
    let counts: [Double] = [5, 6, 5, 4, 2]
    #expect(encoding.shares == counts.map { $0 / 22 })
    #expect(
      (0...5).map(encoding.label) == [
        "Web", "web", "émail", "(other)", "(missing)", "(not seen in training)",
      ])
    let code: [String: UInt16] = ["Web": 0, "web": 1, "émail": 2, "tv": 3]
    let expected = column.codes.map { $0 < 0 ? 4 : code[column.levels[Int($0)]] }
    #expect(encoding.codes(of: column) == expected)
  }

  @Test(
    "pools a level seen fewer times than the minimum",
    arguments: [(4, false), (5, true), (6, true)])
  func minimum(_ count: Int, isKept: Bool) {
    let encoding = CategoricalEncoding(
      fitting: Categories(texts([("common", 20), ("x", count)])),
      minimumCount: FeatureDeclaration.defaultMinimumCount)
    #expect(encoding.levels.contains("x") == isKept)
    #expect(encoding.hasOther == !isKept)
  }

  @Test("keeps the 100 commonest levels; of equally common ones the first in byte order")
  func largestCount() {
    let rare = (0..<80).map { ("b\(String($0 + 100))" as String?, 5) }
    let common = (0..<40).map { ("a\(String($0 + 100))" as String?, 6) }
    let encoding = CategoricalEncoding(
      fitting: Categories(texts(rare.reversed() + common)), minimumCount: 5)
    #expect(encoding.levels == (0..<40).map { "a\($0 + 100)" } + (0..<60).map { "b\($0 + 100)" })
    #expect(encoding.shares.last == 100.0 / 640)
  }

  @Test("does not depend on the order of the rows", arguments: 1...5 as ClosedRange<UInt64>)
  func orderOfRows(_ seed: UInt64) {
    let table = Table([.categories("c", texts([("b", 7), ("a", 7), ("z", 2), (nil, 3), ("ä", 9)]))])
    let shuffled = table.shuffled(seed: seed)
    guard case .categories(let given)? = table["c"]?.values,
      case .categories(let other)? = shuffled["c"]?.values
    else {
      Issue.record("the columns are no categories")
      return
    }
    let first = CategoricalEncoding(fitting: given, minimumCount: 5)
    #expect(CategoricalEncoding(fitting: other, minimumCount: 5) == first)
    // Nor do codes depend on the dictionary of the column.
    let again = Categories((0..<table.rowCount).map { shuffled["c"]?.text($0) })
    #expect(first.codes(of: again) == first.codes(of: other))
  }

  @Test("puts unseen levels with the pooled rest, or beyond all codes where nothing was pooled")
  func unseen() {
    let pooled = CategoricalEncoding(
      fitting: Categories(texts([("a", 5), ("b", 1), (nil, 1)])), minimumCount: 5)
    let all = CategoricalEncoding(fitting: Categories(texts([("a", 5)])), minimumCount: 5)
    let new = Categories(["new", nil, "a"])
    #expect(pooled.codes(of: new) == [1, 2, 0])
    #expect(all.codes(of: new) == [1, 1, 0])
    #expect(all.unknownCode == 1)
    #expect(all.label(1) == "(not seen in training)")
  }

  @Test("F06 keeps a real value that is spelled like the names of the pooled rest apart")
  func noCollision() {
    let column = Categories(
      texts([("(other)", 6), ("(missing)", 7), ("rare", 2), (nil, 3)]))
    let encoding = CategoricalEncoding(fitting: column, minimumCount: 5)
    #expect(encoding.levels == ["(missing)", "(other)"])
    #expect(encoding.codeCount == 4)
    #expect(
      encoding.codes(of: Categories(["(other)", "(missing)", "rare", nil])) == [1, 0, 2, 3])
  }

  @Test("has shares that add up to 1", arguments: 1...5 as ClosedRange<UInt64>)
  func shares(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let drawn = (0..<400).map { _ -> String? in
      let level = Int(30 * random.uniform() * random.uniform())
      return level == 7 ? nil : "level \(level)"
    }
    let encoding = CategoricalEncoding(fitting: Categories(drawn), minimumCount: 5)
    #expect(encoding.shares.count == encoding.codeCount)
    #expect(abs(encoding.shares.reduce(0, +) - 1) < 1e-12)
    let codes = encoding.codes(of: Categories(drawn))
    for code in 0..<encoding.codeCount {
      #expect(encoding.shares[code] == Double(codes.count { $0 == code }) / 400)
    }
  }

  @Test("reads back from JSON as it was")
  func roundTrip() throws {
    let encoding = CategoricalEncoding(
      fitting: Categories(texts([("\"quoted\"\n", 5), ("日本", 6), ("one", 1), (nil, 3)])),
      minimumCount: 5)
    let read = try JSONDecoder().decode(
      CategoricalEncoding.self, from: JSONEncoder().encode(encoding))
    #expect(read == encoding)
  }

  @Test(
    "is refused in a file whose parts do not fit together",
    arguments: [
      #"{"levels":["a","b"],"shares":[1],"other":false,"missing":false}"#,
      #"{"levels":["a"],"shares":[0.5,0.5],"other":false,"missing":false}"#,
      #"{"levels":["a"],"shares":[1],"other":true,"missing":false}"#,
      #"{"levels":["b","a"],"shares":[0.5,0.5],"other":false,"missing":false}"#,
      #"{"levels":["a","a"],"shares":[0.5,0.5],"other":false,"missing":false}"#,
      #"{"levels":[],"shares":[],"other":false,"missing":false}"#,
      #"{"levels":["a"],"shares":[1],"other":false}"#,
    ])
  func refused(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(CategoricalEncoding.self, from: Data(json.utf8))
    }
  }

  @Test("takes two spellings of one text in a file for the same level instead of failing")
  func canonicalEquivalence() throws {
    let json = #"{"levels":["e\u0301","\u00e9"],"shares":[0.5,0.5],"other":false,"missing":false}"#
    let encoding = try JSONDecoder().decode(CategoricalEncoding.self, from: Data(json.utf8))
    #expect(encoding.codes(of: Categories(["\u{e9}", "e\u{301}"])) == [0, 0])
  }

  @Test("keeps the order of its levels, those listed first, others by their numbers")
  func ordered() throws {
    let texts = ["100+", "<50", "50-99", "1,000", "big", "none", nil] as [String?]
    let encoding = CategoricalEncoding(
      fitting: Categories(texts), minimumCount: 1, order: ["none", "absent"])
    #expect(encoding.levels == ["none", "<50", "50-99", "100+", "1,000", "big"])
    #expect(encoding.codes(of: Categories(["<50", "none", nil])) == [1, 0, 6])
    let read = try JSONDecoder().decode(
      CategoricalEncoding.self, from: JSONEncoder().encode(encoding))
    #expect(read == encoding)
  }
}
