import Evaluation
import Testing

struct ReliabilityTableTests {
  // NumPy: bins closed on the right at numpy.quantile(p, k / 10).
  @Test("Deciles of the Pima test set agree with NumPy")
  func reference() throws {
    let table = try ReliabilityTable(
      ProbabilityForecast(
        probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes))
    #expect(isClose(table.expectedCalibrationError, 0.040_347_003_613_130_5))
    #expect(table.bins.map(\.observed.trials) == [34, 33, 33, 33, 33, 33, 33, 33, 33, 34])
    #expect(table.bins.map(\.observed.successes) == [0, 1, 1, 6, 4, 12, 14, 17, 24, 30])
  }

  // NumPy: bins closed on the left at multiples of 0.1.
  @Test("Ten equal widths of the Pima test set agree with NumPy")
  func equalWidth() throws {
    let table = try ReliabilityTable(
      ProbabilityForecast(
        probabilities: PimaReference.allVariables, outcomes: PimaReference.outcomes),
      equalWidthBins: 10)
    #expect(isClose(table.expectedCalibrationError, 0.057_585_822_813_201_2))
    #expect(table.bins.reduce(0) { $0 + $1.observed.trials } == 332)
    #expect(table.bins.reduce(0) { $0 + $1.observed.successes } == 109)
  }

  @Test("Empty widths are left out, and the last holds 1")
  func emptyWidths() throws {
    let table = try ReliabilityTable(
      ProbabilityForecast(
        probabilities: [0, 0.05, 0.95, 1], outcomes: [false, false, true, true]),
      equalWidthBins: 10)
    #expect(table.bins.map(\.observed.trials) == [2, 2])
    #expect(table.bins.map(\.highestPrediction) == [0.05, 1])
  }

  @Test("Bins cover all rows once, in order", arguments: [1, 2, 7, 10, 500])
  func partition(binCount: Int) throws {
    let table = try ReliabilityTable(
      ProbabilityForecast(
        probabilities: PimaReference.glucoseOnly, outcomes: PimaReference.outcomes),
      binCount: binCount)
    #expect(table.bins.count <= binCount)
    #expect(table.bins.reduce(0) { $0 + $1.observed.trials } == 332)
    #expect(table.bins.reduce(0) { $0 + $1.observed.successes } == 109)
    for (left, right) in zip(table.bins, table.bins.dropFirst()) {
      #expect(left.highestPrediction < right.lowestPrediction)
    }
    for bin in table.bins {
      #expect(bin.lowestPrediction <= bin.meanPrediction + 1e-15)
      #expect(bin.meanPrediction <= bin.highestPrediction + 1e-15)
    }
  }

  @Test("Equal probabilities share one bin, whose error is that of the mean")
  func ties() throws {
    let table = try ReliabilityTable(
      ProbabilityForecast(
        probabilities: [0.3, 0.3, 0.3, 0.3], outcomes: [true, false, false, false]))
    #expect(table.bins.count == 1)
    #expect(isClose(table.expectedCalibrationError, 0.05, within: 1e-15))
  }

  @Test("A table without bins is refused")
  func noBins() throws {
    let forecast = try ProbabilityForecast(probabilities: [0.5], outcomes: [true])
    #expect(throws: EvaluationError.noBins(0)) { try ReliabilityTable(forecast, binCount: 0) }
    #expect(throws: EvaluationError.noBins(0)) {
      try ReliabilityTable(forecast, equalWidthBins: 0)
    }
  }
}
