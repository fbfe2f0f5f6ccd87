import Evaluation
import Foundation
import Testing

struct ForecastEvaluationTests {
  @Test("Expected conversions are the sum of probabilities, and the report survives JSON")
  func pima() throws {
    let evaluation = try ForecastEvaluation(
      ProbabilityForecast(
        probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes))
    #expect(evaluation.rowCount == 332)
    #expect(evaluation.observedConversions == 109)
    #expect(isClose(evaluation.expectedConversions, 111.972_502_282_655_55))
    #expect(isClose(try #require(evaluation.observedToExpected), 109 / 111.972_502_282_655_55))
    let data = try JSONEncoder().encode(evaluation)
    #expect(try JSONDecoder().decode(ForecastEvaluation.self, from: data) == evaluation)
  }

  @Test("Row order changes no number", arguments: 0..<5 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 200, levels: 30)
    let shuffled = rows.shuffled(seed: seed)
    func evaluate(_ rows: RandomRows) throws -> ForecastEvaluation {
      try ForecastEvaluation(
        ProbabilityForecast(
          probabilities: rows.reference.map { $0 / 31 + 0.01 }, outcomes: rows.outcomes))
    }
    #expect(try evaluate(rows) == evaluate(shuffled))
  }

  @Test("A forecast of certain failure still has a report that JSON can hold")
  func degenerate() throws {
    let evaluation = try ForecastEvaluation(
      ProbabilityForecast(probabilities: [0, 0], outcomes: [false, false]))
    #expect(evaluation.observedToExpected == nil)
    #expect(evaluation.calibrationLine == nil)
    #expect(evaluation.calibrationInTheLarge == nil)
    #expect(evaluation.spiegelhalter == nil)
    let data = try JSONEncoder().encode(evaluation)
    #expect(try JSONDecoder().decode(ForecastEvaluation.self, from: data) == evaluation)
  }
}
