import Evaluation
import Testing

struct ProbabilityForecastTests {
  @Test("Rows are sorted by probability, misses before conversions")
  func order() throws {
    let forecast = try ProbabilityForecast(
      probabilities: [0.5, 0.1, 0.5], outcomes: [true, true, false])
    #expect(forecast.probabilities == [0.1, 0.5, 0.5])
    #expect(forecast.outcomes == [true, false, true])
  }

  @Test(
    "What is no forecast is refused with the reason",
    arguments: [
      ([0.5], [], EvaluationError.lengthMismatch(rows: 1, outcomes: 0)),
      ([], [], .noRows),
      ([0.5, 1.01], [true, false], .notAProbability(row: 1)),
      ([-0.01, 0.5], [true, false], .notAProbability(row: 0)),
      ([.nan], [true], .notAProbability(row: 0)),
    ])
  func refusals(probabilities: [Double], outcomes: [Bool], expected: EvaluationError) {
    #expect(throws: expected) {
      try ProbabilityForecast(probabilities: probabilities, outcomes: outcomes)
    }
    #expect(!expected.description.contains("\n"))
  }
}
