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
}
