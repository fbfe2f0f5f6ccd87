import Evaluation
import Testing

@Suite("The log odds that reach a calibrated probability")
struct ProbabilityCalibrationInverseTests {
  private static func calibrations() throws -> [ProbabilityCalibration] {
    let logOdds = (0..<200).map { Double($0) / 25 - 4 }
    let outcomes = (0..<200).map { $0 * 37 % 101 < $0 / 2 }
    return [
      .line(try LogOddsCalibration(fittingLineTo: logOdds, outcomes: outcomes)),
      .isotonic(try IsotonicCalibration(fittingTo: logOdds, outcomes: outcomes)),
      .isotonic(
        try IsotonicCalibration(
          fittingTo: logOdds, outcomes: outcomes, interpolation: .step)),
    ]
  }

  @Test("are the lowest that do", arguments: [0.1, 0.25, 0.5, 0.8])
  func lowest(probability: Double) throws {
    for calibration in try Self.calibrations() {
      let bound = calibration.lowestLogOdds(reaching: probability)
      guard bound.isFinite else { continue }
      #expect(calibration.probability(atLogOdds: bound + 1e-9) >= probability - 1e-9)
      #expect(calibration.probability(atLogOdds: bound - 1e-9) <= probability + 1e-9)
    }
  }

  @Test("are infinite where a curve never gets there, or always is")
  func beyond() throws {
    let curve = try Self.calibrations()[1]
    #expect(curve.lowestLogOdds(reaching: 1e-9) == -.infinity)
    #expect(curve.lowestLogOdds(reaching: 1 - 1e-9) == .infinity)
  }
}
