import Evaluation
import Foundation
import ScoringModel
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("Training with calibration")
struct TrainerCalibrationTests {
  private static func result(
    _ calibration: TrainingSettings.Calibration, count: Int = 1500, seed: UInt64 = 31,
    lambda: Double = 1e-3, inTime: Bool = false, kind: HoldoutSplit.Kind = .random,
    threads: Int = 1
  ) throws -> TrainingResult {
    var options = SyntheticLeads.options
    options.isInTimeOrder = inTime
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: kind, share: 0.2, seed: 1))
    settings.lambda = lambda
    settings.calibration = calibration
    settings.threads = threads
    return try Trainer(settings: settings).train(
      LabelledLeads(flat: SyntheticLeads(count, seed: seed).table, options: options))
  }

  @Test("never changes coefficients, ranks or the holdout's ranking")
  func onlyProbabilities() throws {
    let plain = try Self.result(.none)
    for calibration in [TrainingSettings.Calibration.shift, .line, .isotonic] {
      let calibrated = try Self.result(calibration)
      #expect(calibrated.model.calibration != nil)
      #expect(calibrated.model.parameters == plain.model.parameters)
      #expect(calibrated.model.population == plain.model.population)
      #expect(calibrated.model.tiers == plain.model.tiers)
      #expect(calibrated.holdout?.ranking == plain.holdout?.ranking)
      #expect(calibrated.holdout?.logOdds == plain.holdout?.logOdds)
      #expect(calibrated.holdout?.probabilities != plain.holdout?.probabilities)
    }
  }

  @Test(
    "brings the slope of a model that is held back too much to 1",
    arguments: [TrainingSettings.Calibration.line, .auto], [1, 2] as [UInt64])
  func mendsPenalty(calibration: TrainingSettings.Calibration, seed: UInt64) throws {
    let plain = try Self.result(.none, count: 4000, seed: seed, lambda: 0.5)
    let mended = try Self.result(calibration, count: 4000, seed: seed, lambda: 0.5)
    let before = try #require(plain.holdout?.metrics)
    let after = try #require(mended.holdout?.metrics)
    #expect(try #require(before.calibrationSlope) > 1.5)
    #expect(abs(try #require(after.calibrationSlope) - 1) < 0.3)
    #expect(after.logLoss < before.logLoss)
    let record = try #require(mended.model.training.calibration)
    #expect(record.source == .folds && record.rows == mended.model.training.rows)
    #expect(record.positives == mended.model.training.positives)
  }

  @Test("learns from the newest leads of the fit where there is time")
  func newest() throws {
    let result = try Self.result(.line, inTime: true, kind: .newest)
    let record = try #require(result.model.training.calibration)
    #expect(record.source == .newest)
    #expect(result.model.training.rows == 1200 && record.rows == 240)
  }

  @Test("is not done when it is not asked for")
  func none() throws {
    let result = try Self.result(.none)
    #expect(result.model.calibration == nil)
    #expect(result.model.training.calibration?.asked == "none")
    #expect(result.model.training.calibration?.rows == 0)
  }

  @Test(
    "puts leads of a wished probability into a tier by what is reported",
    arguments: [TrainingSettings.Calibration.line, .isotonic])
  func tiers(calibration: TrainingSettings.Calibration) throws {
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.lambda = 0.5
    settings.calibration = calibration
    settings.tiers = [
      .init(name: "A", bound: .probability(0.25)), .init(name: "B", bound: .rest),
    ]
    let model = try Trainer(settings: settings).train(SyntheticLeads(2000, seed: 3).labelled())
      .model
    let bound = try #require(model.tiers[0].lowestLogOdds)
    let calibrated = try #require(model.calibration)
    #expect(calibrated.probability(atLogOdds: bound + 1e-9) >= 0.25 - 1e-12)
    #expect(calibrated.probability(atLogOdds: bound - 1e-6) < 0.25)
  }

  @Test("gives the same bits for any number of threads", arguments: [2, 3])
  func sameBits(threads: Int) throws {
    for calibration in [TrainingSettings.Calibration.line, .isotonic, .auto] {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let expected = try encoder.encode(Self.result(calibration).model)
      #expect(try encoder.encode(Self.result(calibration, threads: threads).model) == expected)
    }
  }

  @Test("judges with intervals that hold their values")
  func intervals() throws {
    let metrics = try #require(try Self.result(.auto, count: 3000).holdout?.metrics)
    let details = metrics.details
    #expect(try #require(details.logLoss).contains(metrics.logLoss))
    #expect(try #require(details.brier).contains(metrics.brier))
    #expect(try #require(details.averagePrecision).contains(metrics.averagePrecision))
    #expect(
      try #require(details.calibrationSlope).contains(try #require(metrics.calibrationSlope)))
    let ratio = try #require(details.observedToExpected)
    #expect(ratio.interval.contains(ratio.value))
    for gain in metrics.gains {
      #expect(try #require(gain.capturedInterval).contains(gain.captured))
      #expect(try #require(gain.liftInterval).contains(gain.lift))
    }
    let parts = try #require(details.brierParts)
    let sum = parts.miscalibration - parts.discrimination + parts.uncertainty
    #expect(abs(sum - metrics.brier) < 1e-12)
    #expect(details.replicates == 1000)
  }
}
