import Evaluation
import Testing

struct UnpairedAUCDifferenceTests {
  // SciPy 1.17 from pROC 1.18.0's AUCs and variances, by the formula of its roc.test.
  @Test("The two Pima models, as if on different rows, agree with SciPy")
  func reference() throws {
    let difference = UnpairedAUCDifference(
      earlier: try RankedOutcomes(
        scores: PimaReference.glucoseOnly, outcomes: PimaReference.outcomes),
      later: try RankedOutcomes(
        scores: PimaReference.allVariables, outcomes: PimaReference.outcomes))
    #expect(isClose(try #require(difference.t), 2.058_215_753_371_773))
    #expect(isClose(try #require(difference.degreesOfFreedom), 616.207_585_511_117_3, within: 1e-6))
    #expect(isClose(try #require(difference.pValue), 0.039_989_389_434_778_29))
    #expect(difference.interval.lower > 0)
    #expect(isClose(difference.value, 0.865_882_256_140_207 - 0.797_054_346_484_552))
  }

  @Test("Without a variance the intervals of the two AUCs are combined")
  func degenerate() throws {
    let perfect = try RankedOutcomes(scores: [3, 2, 1, 0], outcomes: [true, true, false, false])
    let reversed = try RankedOutcomes(scores: [0, 1, 2, 3], outcomes: [true, true, false, false])
    let single = try RankedOutcomes(scores: [1, 0], outcomes: [true, false])
    for difference in [
      UnpairedAUCDifference(earlier: perfect, later: reversed),
      UnpairedAUCDifference(earlier: single, later: reversed),
    ] {
      #expect(difference.value == -1)
      #expect(difference.t == nil)
      #expect(difference.degreesOfFreedom == nil)
      #expect(difference.pValue == nil)
      #expect(difference.interval.lower == -1)
    }
  }
}
