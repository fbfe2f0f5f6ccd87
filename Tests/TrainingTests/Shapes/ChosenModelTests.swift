import FeatureExtraction
import LinearAlgebra
import ScoringModel
import TestLeads
import Testing

@testable import Training

@Suite("The form of a model")
struct ChosenModelTests {
  private static func result(
    _ leads: LabelledLeads, nonlinear: Nonlinear?, interactions: Int? = nil, threads: Int = 1
  ) throws -> TrainingResult {
    var settings = TrainingSettings(
      name: "test", split: HoldoutSplit(kind: .random, share: 0.3, seed: 1))
    settings.nonlinear = nonlinear
    settings.interactions = interactions
    settings.threads = threads
    // The only number that matters ranks better than all else together, and is known in time.
    settings.allowedLeaks = ["x"]
    return try Trainer(settings: settings).train(leads)
  }

  @Test(
    "is what pays on leads not fitted to",
    arguments: [
      (.line, .linear), (.wave, .shapes), (.exclusiveOr, .shapesWithPairs), (.nothing, .linear),
    ] as [(ShapeLeads.Truth, ShapeComparison.Form)], [false, true])
  func chosen(_ expected: (ShapeLeads.Truth, ShapeComparison.Form), inTime: Bool) throws {
    let leads = ShapeLeads.leads(expected.0, count: 5000, seed: 1, order: inTime)
    let comparison = try #require(try Self.result(leads, nonlinear: nil).shapes)
    #expect(comparison.kept == expected.1)
    #expect(comparison.isForward == inTime)
    #expect(comparison.candidates.map(\.form) == ShapeComparison.Form.allCases)
    #expect(comparison.candidates[0].gain == 0)
  }

  @Test(
    "adds up exactly, lead by lead", arguments: [Nonlinear.bins, .smooth], [1, 2] as [UInt64])
  func additivity(nonlinear: Nonlinear, seed: UInt64) throws {
    let leads = ShapeLeads.leads(.exclusiveOr, count: 3000, seed: seed)
    let model = try Self.result(leads, nonlinear: nonlinear).model
    #expect(model.extractor.features.contains { $0.columns == ["a", "b"] })
    let encoded = try model.extractor.encode(leads.table)
    let effects = FeatureEffects(of: model)
    let sums = effects.logOdds(encoded, rowCount: leads.count)
    let matrix = model.extractor.designMatrix(encoded, rowCount: leads.count, coding: model.coding)
    let direct = matrix.linearPredictor(model.parameters)
    #expect(zip(sums, direct).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("is the same to the bit on any number of threads", arguments: [1, 2] as [UInt64])
  func threads(seed: UInt64) throws {
    let leads = ShapeLeads.leads(.exclusiveOr, count: 9000, seed: seed)
    let one = try Self.result(leads, nonlinear: nil, threads: 1)
    let three = try Self.result(leads, nonlinear: nil, threads: 3)
    #expect(one.model == three.model)
    #expect(one.shapes == three.shapes)
  }

  @Test("has no pairs when none are wanted")
  func withoutPairs() throws {
    let leads = ShapeLeads.leads(.exclusiveOr, count: 2000, seed: 1)
    let model = try Self.result(leads, nonlinear: .smooth, interactions: 0).model
    #expect(model.extractor.features.allSatisfy { $0.columns.count == 1 })
  }
}
