@testable import Evaluation
import Testing

struct ForecastIntervalsTests {
  // NumPy: 2,000 multinomial replicates.
  @Test(
    "Intervals agree with a multinomial bootstrap on the Pima test set",
    arguments: [0, 5] as [UInt64])
  func multinomial(seed: UInt64) throws {
    let intervals = try ForecastIntervals(
      probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes,
      keys: (0..<332).map { $0 }, replicates: 2000, seed: seed)
    #expect(isClose(intervals.brierScore.lower, 0.116_3, within: 0.003))
    #expect(isClose(intervals.brierScore.upper, 0.163_0, within: 0.003))
    #expect(isClose(intervals.logLoss.lower, 0.376_6, within: 0.008))
    #expect(isClose(intervals.logLoss.upper, 0.508_1, within: 0.008))
  }

  @Test("Row order changes no bit", arguments: 0..<4 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 120, levels: 12)
    func intervals(_ rows: RandomRows) throws -> ForecastIntervals {
      try ForecastIntervals(
        probabilities: rows.challenger.map { $0 / 30 + 0.01 }, outcomes: rows.outcomes,
        keys: rows.keys, replicates: 100, seed: 1)
    }
    #expect(try intervals(rows) == intervals(rows.shuffled(seed: seed)))
  }

  @Test("Rows that all cost the same have an interval of no width")
  func constant() throws {
    let intervals = try ForecastIntervals(
      probabilities: [Double](repeating: 0.5, count: 40),
      outcomes: (0..<40).map { $0 % 2 == 0 }, keys: (0..<40).map { $0 }, replicates: 100)
    #expect(intervals.brierScore == ConfidenceInterval(lower: 0.25, upper: 0.25))
  }

  @Test("Keys must be as many as rows, and distinct")
  func refusals() {
    #expect(throws: EvaluationError.lengthMismatch(rows: 1, outcomes: 2)) {
      try ForecastIntervals(probabilities: [0.1, 0.2], outcomes: [true, false], keys: [1])
    }
    #expect(throws: EvaluationError.repeatedKey(1)) {
      try ForecastIntervals(probabilities: [0.1, 0.2], outcomes: [true, false], keys: [1, 1])
    }
    #expect(throws: EvaluationError.notAProbability(row: 0)) {
      try ForecastIntervals(probabilities: [1.1, 0.2], outcomes: [true, false], keys: [1, 2])
    }
  }
}
