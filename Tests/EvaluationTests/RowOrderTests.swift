@testable import Evaluation
import Testing

struct RowOrderTests {
  @Test(
    "Rows come in the order of their keys, equal ones as they came",
    arguments: [0, 1, 7, 2047, 2048, 20_000])
  func ascending(count: Int) {
    var random = SplitMix64(seed: 3)
    for spread in [1, 5, UInt64.max] {
      let keys = (0..<count).map { _ in random.next() % spread }
      let rows = (0..<count).shuffled(using: &random)
      let expected = rows.enumerated().sorted {
        (keys[$0.element], $0.offset) < (keys[$1.element], $1.offset)
      }
      #expect(RowOrder.ascending(keys, of: rows) == expected.map(\.element))
    }
  }

  @Test("Scores of any sign and size fall; zero and minus zero are equal")
  func descending() {
    let scores = [
      -0.0, 1e300, -1e300, 0, Double.leastNonzeroMagnitude, -Double.leastNonzeroMagnitude, 2, -2,
      0.0, -0.0, 2,
    ]
    #expect(RowOrder.descending(scores) == [1, 6, 10, 4, 0, 3, 8, 9, 5, 7, 2])
    let many = (0..<4000).map { scores[$0 % scores.count] }
    let expected = many.indices.sorted { many[$0] != many[$1] ? many[$0] > many[$1] : $0 < $1 }
    #expect(RowOrder.descending(many) == expected)
  }
}
