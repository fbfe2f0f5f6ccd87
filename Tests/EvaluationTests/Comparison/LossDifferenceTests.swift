import Evaluation
import Foundation
import Testing

struct LossDifferenceTests {
  // NumPy: the mean of 332 differences, and their standard deviation over √332.
  @Test("A forecast against its own recalibration agrees with NumPy")
  func reference() throws {
    let probabilities = PimaReference.allVariables
    let logOdds = probabilities.map { log($0 / (1 - $0)) }
    let line = try LogOddsCalibration(fittingLineTo: logOdds, outcomes: PimaReference.outcomes)
    let difference = try LossDifference(
      reference: probabilities, challenger: logOdds.map(line.probability),
      outcomes: PimaReference.outcomes)
    #expect(isClose(difference.reference, 0.440_698_584_138_381))
    #expect(isClose(difference.value, -0.000_552_199_450_873_552_3))
    #expect(isClose(try #require(difference.standardError), 0.002_185_958_338_427_908))
    #expect(isClose(difference.challenger - difference.reference, difference.value))
    #expect(try #require(difference.interval).contains(0))
  }

  @Test("One row has no standard error, and equal forecasts do not differ")
  func limits() throws {
    let single = try LossDifference(reference: [0.5], challenger: [0.25], outcomes: [false])
    #expect(single.standardError == nil)
    #expect(single.interval == nil)
    #expect(single.value < 0)
    let equal = try LossDifference(
      reference: [0.5, 0.1], challenger: [0.5, 0.1], outcomes: [false, true])
    #expect(equal.value == 0)
    #expect(equal.standardError == 0)
  }

  @Test("Forecasts of different rows are refused")
  func refusals() {
    #expect(throws: EvaluationError.lengthMismatch(rows: 1, outcomes: 2)) {
      try LossDifference(reference: [0.5, 0.5], challenger: [0.5], outcomes: [true, false])
    }
  }

  @Test("counts weighted rows like rows that are there as often")
  func weights() throws {
    let (old, new) = ([0.2, 0.4, 0.6, 0.9], [0.3, 0.3, 0.8, 0.7])
    let outcomes = [false, true, true, false]
    let times = [1, 3, 0, 2]
    let weighted = try LossDifference(
      reference: old, challenger: new, outcomes: outcomes, weights: times.map(Double.init))
    let rows = times.enumerated().flatMap { Array(repeating: $0, count: $1) }
    let repeated = try LossDifference(
      reference: rows.map { old[$0] }, challenger: rows.map { new[$0] },
      outcomes: rows.map { outcomes[$0] })
    #expect(abs(weighted.value - repeated.value) < 1e-14)
    #expect(abs(weighted.reference - repeated.reference) < 1e-14)
    #expect(abs(weighted.challenger - repeated.challenger) < 1e-14)
    let even = try LossDifference(
      reference: old, challenger: new, outcomes: outcomes, weights: [2, 2, 2, 2])
    let plain = try LossDifference(reference: old, challenger: new, outcomes: outcomes)
    #expect(abs((even.standardError ?? 0) - (plain.standardError ?? 1)) < 1e-14)
    #expect(throws: EvaluationError.weightNotValid(row: 1)) {
      try LossDifference(
        reference: old, challenger: new, outcomes: outcomes, weights: [1, -1, 1, 1])
    }
    #expect(throws: EvaluationError.noRows) {
      try LossDifference(
        reference: old, challenger: new, outcomes: outcomes, weights: [0, 0, 0, 0])
    }
  }
}
