import Evaluation
import Testing

struct ProbabilityForecastCapacityTests {
  // NumPy: the sum of the 33 highest probabilities.
  @Test("The best 33 Pima rows promise 29.8 cases, beside the 29 observed")
  func reference() throws {
    let forecast = try ProbabilityForecast(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes)
    #expect(
      isClose(try forecast.expectedConversions(atCapacity: 33), 29.812_278_704_686_79))
    #expect(
      isClose(try forecast.expectedConversions(atCapacity: 332), 111.972_502_282_655_55))
  }

  @Test("Capacities beyond the rows are refused", arguments: [0, 2])
  func refusals(capacity: Int) throws {
    let forecast = try ProbabilityForecast(probabilities: [0.5], outcomes: [true])
    #expect(throws: EvaluationError.capacityOutOfRange(capacity: capacity, rows: 1)) {
      try forecast.expectedConversions(atCapacity: capacity)
    }
  }
}
