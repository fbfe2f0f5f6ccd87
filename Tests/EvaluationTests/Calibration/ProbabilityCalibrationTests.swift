import Evaluation
import Foundation
import Testing

struct ProbabilityCalibrationTests {
  private static let logOdds = PimaReference.allVariables.map { log($0 / (1 - $0)) }

  private static func calibrations() throws -> [ProbabilityCalibration] {
    let outcomes = PimaReference.outcomes
    return [
      .line(.identity),
      .line(try LogOddsCalibration(shareOfNegativesKept: 0.1)),
      .line(try LogOddsCalibration(fittingInterceptTo: logOdds, outcomes: outcomes)),
      .line(try LogOddsCalibration(fittingLineTo: logOdds, outcomes: outcomes)),
      .isotonic(try IsotonicCalibration(fittingTo: logOdds, outcomes: outcomes)),
      .isotonic(
        try IsotonicCalibration(
          fittingTo: logOdds, outcomes: outcomes, targets: .observed, interpolation: .step)),
    ]
  }

  @Test("A calibration survives JSON to the last bit")
  func roundTrip() throws {
    for calibration in try Self.calibrations() {
      let data = try JSONEncoder().encode(calibration)
      let copy = try JSONDecoder().decode(ProbabilityCalibration.self, from: data)
      #expect(copy == calibration)
      #expect(
        copy.probabilities(atLogOdds: Self.logOdds)
          == calibration.probabilities(atLogOdds: Self.logOdds))
    }
  }

  @Test("The written form names its method beside the numbers")
  func form() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(
      decoding: try encoder.encode(ProbabilityCalibration.line(.identity)), as: UTF8.self)
    #expect(text == #"{"intercept":0,"method":"line","slope":1}"#)
  }

  @Test(
    "A written calibration that does not rise is refused",
    arguments: [
      #"{"method":"line","intercept":0,"slope":0}"#,
      #"{"method":"line","intercept":0,"slope":-1}"#,
      #"{"method":"spline","intercept":0,"slope":1}"#,
      #"{"method":"isotonic","interpolation":"step","levels":[]}"#,
      """
      {"method":"isotonic","interpolation":"step","levels":[
        {"lowest":0,"highest":1,"probability":0.5},{"lowest":1,"highest":2,"probability":0.6}]}
      """,
      """
      {"method":"isotonic","interpolation":"step","levels":[
        {"lowest":0,"highest":1,"probability":0.5},{"lowest":2,"highest":3,"probability":0.4}]}
      """,
      """
      {"method":"isotonic","interpolation":"linear","levels":[
        {"lowest":0,"highest":1,"probability":1.5}]}
      """,
    ])
  func refusals(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ProbabilityCalibration.self, from: Data(text.utf8))
    }
  }

  @Test("No calibration changes who ranks before whom")
  func ranking() throws {
    let sorted = Self.logOdds.sorted()
    for calibration in try Self.calibrations() {
      let probabilities = calibration.probabilities(atLogOdds: sorted)
      #expect(zip(probabilities, probabilities.dropFirst()).allSatisfy(<=))
    }
  }
}
