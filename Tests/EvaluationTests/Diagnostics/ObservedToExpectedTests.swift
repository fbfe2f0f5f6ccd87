import Evaluation
import Testing

struct ObservedToExpectedTests {
  // SciPy: binomtest(109, 332).proportion_ci(method="wilson") over the mean probability.
  @Test("The ratio and its limits agree with SciPy on the Pima test set")
  func reference() throws {
    let ratio = try #require(
      ObservedToExpected(
        try ProbabilityForecast(
          probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)))
    #expect(isClose(ratio.value, 0.973_453_283_421_746))
    #expect(isClose(ratio.interval.lower, 0.830_248_303_150_076_5))
    #expect(isClose(ratio.interval.upper, 1.128_303_688_674_274))
  }

  @Test("Nothing observed leaves an open interval, nothing expected no ratio")
  func ends() throws {
    let none = try #require(
      ObservedToExpected(
        try ProbabilityForecast(probabilities: [0.1, 0.2], outcomes: [false, false])))
    #expect(none.value == 0)
    #expect(none.interval.lower == 0)
    #expect(none.interval.upper > 1)
    let impossible = try ProbabilityForecast(probabilities: [0, 0], outcomes: [false, true])
    #expect(ObservedToExpected(impossible) == nil)
  }
}
