import Evaluation
import Testing

struct RankedOutcomesKolmogorovSmirnovTests {
  // SciPy: ks_2samp of the scores of the two classes.
  @Test("The statistic agrees with SciPy on the Pima test set")
  func reference() throws {
    let ranking = try RankedOutcomes(
      scores: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    #expect(isClose(ranking.kolmogorovSmirnov, 0.584_975_521_454_725))
  }

  @Test("Perfect and reversed order are 1, ties of all rows 0")
  func ends() throws {
    let outcomes = [true, true, false, false, false]
    #expect(try RankedOutcomes(scores: [5, 4, 3, 2, 1], outcomes: outcomes).kolmogorovSmirnov == 1)
    #expect(try RankedOutcomes(scores: [1, 2, 3, 4, 5], outcomes: outcomes).kolmogorovSmirnov == 1)
    #expect(try RankedOutcomes(scores: [1, 1, 1, 1, 1], outcomes: outcomes).kolmogorovSmirnov == 0)
  }
}
