@testable import Evaluation
import Testing

struct RankCorrelationTests {
  // SciPy: spearmanr.
  @Test("Spearman's correlation agrees with SciPy on scores with ties")
  func reference() throws {
    let left = try RankedOutcomes(
      scores: PimaReference.glucoseOnly, outcomes: PimaReference.outcomes)
    let right = try RankedOutcomes(
      scores: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    #expect(
      isClose(
        try #require(RankCorrelation.spearman(left, right)), 0.750_278_481_836_856_4,
        within: 1e-13))
  }

  @Test("Agreement is exactly 1, reversal −1, and a constant ranking has none")
  func ends() throws {
    let outcomes = [true, false, true, false]
    let rising = try RankedOutcomes(scores: [1, 2, 3, 4], outcomes: outcomes)
    let curved = try RankedOutcomes(scores: [1, 4, 9, 16], outcomes: outcomes)
    let falling = try RankedOutcomes(scores: [4, 3, 2, 1], outcomes: outcomes)
    let constant = try RankedOutcomes(scores: [1, 1, 1, 1], outcomes: outcomes)
    #expect(RankCorrelation.spearman(rising, curved) == 1)
    #expect(isClose(try #require(RankCorrelation.spearman(rising, falling)), -1, within: 1e-15))
    #expect(RankCorrelation.spearman(rising, constant) == nil)
  }
}
