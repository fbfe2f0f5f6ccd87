import TestSupport
import Testing

@testable import Prediction

@Suite("Choosing reasons")
struct ReasonChooserTests {
  @Test(
    "takes the largest, few of them negative, equal ones in the order of the features",
    arguments: [0, 1, 3, 5, 9], [0, 2, 9])
  func choose(count: Int, negative: Int) {
    var random = SeededGenerator(seed: 31)
    var chooser = ReasonChooser(count: count, negative: negative, featureCount: 7)
    for _ in 0..<200 {
      let contributions = (0..<9).map { _ in (random.uniform() * 8 - 4).rounded() / 50 }
      chooser.choose(contributions, from: 2)
      var left = negative
      let expected = (0..<7).filter { contributions[2 + $0].magnitude >= 0.005 }
        .sorted { (-contributions[2 + $0].magnitude, $0) < (-contributions[2 + $1].magnitude, $1) }
        .filter { feature in
          guard contributions[2 + feature] < 0 else { return true }
          left -= 1
          return left >= 0
        }
      #expect(Array(chooser.chosen.prefix(chooser.chosenCount)) == Array(expected.prefix(count)))
    }
  }
}
