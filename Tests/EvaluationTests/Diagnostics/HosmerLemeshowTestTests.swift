import Evaluation
import Testing

struct HosmerLemeshowTestTests {
  // R 4.2.2, from the definition.
  @Test("Statistic and p-value agree with R on the Pima test set")
  func reference() throws {
    let forecast = try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    let onTraining = try #require(try HosmerLemeshowTest(forecast, isOnTrainingRows: true))
    #expect(isClose(onTraining.statistic, 6.299_199_248_373_39, relative: 1e-12))
    #expect(onTraining.degreesOfFreedom == 8)
    #expect(isClose(onTraining.pValue, 0.613_755_937_849_566))
    let onOthers = try #require(try HosmerLemeshowTest(forecast))
    #expect(onOthers.statistic == onTraining.statistic)
    #expect(onOthers.degreesOfFreedom == 10)
    #expect(onOthers.pValue > onTraining.pValue)
  }

  @Test("There is no test of certain rows, of too few bins, or of none")
  func limits() throws {
    let certain = try ProbabilityForecast(probabilities: [0, 0.5], outcomes: [false, true])
    #expect(try HosmerLemeshowTest(certain) == nil)
    let constant = try ProbabilityForecast(probabilities: [0.5, 0.5], outcomes: [false, true])
    #expect(try HosmerLemeshowTest(constant, isOnTrainingRows: true) == nil)
    #expect(try HosmerLemeshowTest(constant)?.degreesOfFreedom == 1)
    #expect(throws: EvaluationError.noBins(0)) { try HosmerLemeshowTest(constant, binCount: 0) }
  }
}
