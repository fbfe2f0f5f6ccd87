import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import Testing
import Training

@Suite("What features add to the log odds")
struct FeatureEffectsTests {
  @Test("adds up to the linear predictor of the design matrix", arguments: FactorCoding.allCases)
  func linearPredictor(_ coding: FactorCoding) throws {
    let model = try ModelMaker.model(coding: coding)
    let encoded = try model.extractor.encode(ModelMaker.table)
    let expected = model.extractor.designMatrix(encoded, rowCount: 4, coding: coding)
      .linearPredictor(model.parameters)
    let found = FeatureEffects(of: model).logOdds(encoded, rowCount: 4)
    for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < 1e-14) }
  }

  @Test("is nothing on average over the training leads", arguments: FactorCoding.allCases)
  func average(_ coding: FactorCoding) throws {
    let model = try ModelMaker.model(coding: coding)
    let effects = FeatureEffects(of: model)
    let encoded = try model.extractor.encode(ModelMaker.table)
    for (feature, values) in encoded.enumerated() {
      let contributions = effects.contributions(of: values, feature: feature)
      #expect(abs(contributions.reduce(0, +)) < 1e-14)
    }
    let logOdds = effects.logOdds(encoded, rowCount: 4)
    #expect(abs(logOdds.reduce(0, +) / 4 - effects.base) < 1e-14)
  }

  @Test("is nothing for a level that training never saw")
  func unseen() throws {
    let model = try ModelMaker.model()
    let effects = FeatureEffects(of: model)
    #expect(effects.contributions(of: .codes([3]), feature: 2) == [0])
    #expect(effects.contributions(of: .codes([3]), feature: 1) == [0])
  }

  @Test("does not depend on which level is the reference")
  func reference() throws {
    let leads = SyntheticLeads(400, seed: 3)
    let model = try leads.trained().model
    // Move the first level of every category into the intercept: the same model, coded otherwise.
    let terms = model.terms
    var intercept = model.parameters[0]
    var shifted: [Double] = []
    for (feature, description) in model.extractor.features.enumerated() {
      let own = terms.filter { $0.feature == feature }.compactMap(\.parameter)
      guard description.codeCount != nil else { continue }
      let first = model.parameters[own[0]]
      intercept += first
      shifted += own.dropFirst().map { model.parameters[$0] - first }
    }
    let dense = terms.filter { if case .code = $0.part { false } else { true } }
      .compactMap(\.parameter).sorted().map { model.parameters[$0] }
    let full = FeatureEffects(of: model)
    let coded = FeatureEffects(
      extractor: model.extractor, coding: .reference, parameters: [intercept] + dense + shifted)
    #expect(abs(full.base - coded.base) < 1e-12)
    let encoded = try model.extractor.encode(leads.table)
    for (feature, values) in encoded.enumerated() {
      let pairs = zip(
        full.contributions(of: values, feature: feature),
        coded.contributions(of: values, feature: feature))
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }
}
