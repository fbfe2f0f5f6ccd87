import Evaluation
import Testing

struct RankedOutcomesPrecisionTests {
  // NumPy: the mean over cases of the precision at each, as no two scores are equal.
  @Test("Average precision agrees with NumPy on the Pima test set")
  func reference() throws {
    let ranking = try RankedOutcomes(
      scores: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    #expect(isClose(ranking.averagePrecision, 0.731_699_474_645_073))
  }

  @Test("Average precision by hand: precision 1/2 at the tie, 2/3 at the third row, 3/5 at the end")
  func byHand() throws {
    let ranking = try RankedOutcomes(
      scores: [9, 9, 5, 1, 1], outcomes: [true, false, true, false, true])
    #expect(isClose(ranking.averagePrecision, (1.0 / 2 + 2.0 / 3 + 3.0 / 5) / 3, within: 1e-15))
  }

  @Test("A perfect ranking has 1, one that ties all rows the base rate")
  func ends() throws {
    let outcomes = [true, true, false, false, false]
    let perfect = try RankedOutcomes(scores: [5, 4, 3, 2, 1], outcomes: outcomes)
    let none = try RankedOutcomes(scores: [1, 1, 1, 1, 1], outcomes: outcomes)
    #expect(perfect.averagePrecision == 1)
    #expect(none.averagePrecision == 0.4)
  }
}
