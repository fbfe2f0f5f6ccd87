import Evaluation
import Testing

struct SpiegelhalterTestTests {
  // NumPy, from the definition.
  @Test("The statistic agrees with NumPy on the Pima test set")
  func reference() throws {
    let forecast = try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    let test = try #require(SpiegelhalterTest(forecast))
    #expect(isClose(test.z, -0.017_841_705_485_991_2))
    #expect(isClose(test.pValue, NormalDistribution.twoSidedPValue(test.z)))
  }

  @Test("Too extreme forecasts have a positive statistic, too timid ones a negative")
  func signs() throws {
    let outcomes = [true, false, false, true, true, false, false, false, true, true]
    let extreme = outcomes.indices.map { $0 < 5 ? 0.01 : 0.99 }
    let timid = outcomes.map { $0 ? 0.6 : 0.4 }
    #expect(
      try #require(
        SpiegelhalterTest(ProbabilityForecast(probabilities: extreme, outcomes: outcomes))
      ).z > 2)
    #expect(
      try #require(
        SpiegelhalterTest(ProbabilityForecast(probabilities: timid, outcomes: outcomes))
      ).z < -1)
  }

  @Test("Probabilities of 0, one half and 1 leave nothing to test")
  func undefined() throws {
    let forecast = try ProbabilityForecast(
      probabilities: [0, 0.5, 1], outcomes: [false, true, true])
    #expect(SpiegelhalterTest(forecast) == nil)
  }
}
