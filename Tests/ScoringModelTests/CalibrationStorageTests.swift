import Evaluation
import Foundation
import ScoringModel
import Testing

@Suite("A calibrated model in its file")
struct CalibrationStorageTests {
  private static let logOdds = (0..<60).map { Double($0) / 10 - 3 }
  private static let outcomes = (0..<60).map { $0 * 7 % 60 < $0 }

  private static let record = TrainingRecord(
    rows: 4, positives: 2, dataFingerprint: "d1", leadFingerprint: "f2",
    split: HoldoutSplit(kind: .newest, share: 0.2, seed: 7), penalty: "ridge", lambda: 1e-3,
    standardized: true,
    calibration: CalibrationRecord(
      asked: "auto", method: .line, source: .folds, rows: 60, positives: 30, logLoss: 0.6,
      candidates: [
        .init(method: .line, logLoss: 0.5, difference: -0.1, standardError: 0.02),
        .init(method: .isotonic, logLoss: 0.7, difference: 0.1, standardError: nil),
      ]),
    holdout: HoldoutMetrics(
      kind: .newest, rows: 10, positives: 3, auc: 0.8, aucLower: 0.7, aucUpper: 0.9,
      averagePrecision: 1 / 3.0, logLoss: 0.1, brier: 0.05, calibrationSlope: 1.1,
      calibrationIntercept: nil,
      gains: [
        .init(
          share: 0.1, captured: 0.3, lift: 3,
          capturedInterval: ConfidenceInterval(lower: 0.1, upper: 0.5),
          liftInterval: ConfidenceInterval(lower: 1, upper: 5))
      ],
      details: HoldoutDetails(
        aucScale: .logit, kolmogorovSmirnov: 0.4, brierParts: nil, logLossParts: nil,
        observedToExpected: ObservedToExpected(
          value: 1.2, interval: ConfidenceInterval(lower: 0.9, upper: 1.5)),
        calibrationSlope: ConfidenceInterval(lower: 0.8, upper: 1.4), calibrationIntercept: nil,
        averagePrecision: ConfidenceInterval(lower: 0.2, upper: 0.5), logLoss: nil,
        brier: ConfidenceInterval(lower: 0.04, upper: 0.06), replicates: 200)),
    allowedLeaks: [], allowedSmall: false, software: "leadscore")

  private static func calibrations() throws -> [ProbabilityCalibration] {
    [
      .line(try LogOddsCalibration(fittingLineTo: logOdds, outcomes: outcomes)),
      .isotonic(try IsotonicCalibration(fittingTo: logOdds, outcomes: outcomes)),
    ]
  }

  @Test("reads back as it was, with its record")
  func roundTrip() throws {
    for calibration in try Self.calibrations() {
      let model = try ModelMaker.model(calibration: calibration, training: Self.record)
      let read = try JSONDecoder().decode(ScoringModel.self, from: JSONEncoder().encode(model))
      #expect(read == model)
      #expect(read.calibration == calibration)
    }
  }

  @Test("has no key where there is no calibration, and old files have no record of one")
  func old() throws {
    let model = try ModelMaker.model()
    let encoded = try JSONEncoder().encode(model)
    let object = try #require(
      JSONSerialization.jsonObject(with: encoded) as? [String: Any])
    #expect(object["calibration"] == nil)
    let training = try #require(object["training"] as? [String: Any])
    #expect(training["calibration"] == nil)
    let holdout = try #require(training["holdout"] as? [String: Any])
    #expect(
      holdout.keys.sorted() == [
        "auc", "auc_lower", "auc_upper", "average_precision", "brier", "calibration_intercept",
        "gains", "kind", "log_loss", "positives", "rows",
      ])
    #expect(try JSONDecoder().decode(ScoringModel.self, from: encoded) == model)
  }

  @Test("is refused if the calibration does not rise")
  func falling() throws {
    let model = try ModelMaker.model(calibration: Self.calibrations()[0])
    let text = String(decoding: try JSONEncoder().encode(model), as: UTF8.self)
    let forged = text.replacing(/"slope":[0-9.]+/, with: "\"slope\":-1")
    #expect(forged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ScoringModel.self, from: Data(forged.utf8))
    }
  }

  @Test("names the limits of intervals after what they limit")
  func keys() throws {
    let encoded = try JSONEncoder().encode(Self.record.holdout)
    let object = try #require(JSONSerialization.jsonObject(with: encoded) as? [String: Any])
    #expect(object["auc_interval"] as? String == "logit")
    #expect(object["calibration_slope_upper"] as? Double == 1.4)
    #expect(object["brier_lower"] as? Double == 0.04)
    let ratio = object["observed_to_expected"] as? [String: Double]
    #expect(ratio == ["value": 1.2, "lower": 0.9, "upper": 1.5])
    let gains = object["gains"] as? [[String: Double]]
    #expect(gains?.first?["captured_lower"] == 0.1 && gains?.first?["lift_upper"] == 5)
  }
}
