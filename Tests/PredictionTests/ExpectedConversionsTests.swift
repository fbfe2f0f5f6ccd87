import Evaluation
import FeatureExtraction
import ScoringModel
import Tables
import Training
import Testing
import TestLeads

@testable import Prediction

@Suite("The conversions to expect")
struct ExpectedConversionsTests {
  private func sum(_ predictor: Predictor, _ encoded: [EncodedFeature], _ logOdds: [Double])
    -> ExpectedConversionsSum
  {
    ExpectedConversionsSum(
      encoded, probabilities: logOdds.map(Interval.logistic), predictor.variance)
  }

  @Test("of equal leads spread by chance once a lead, by the coefficients once for all")
  func equalLeads() throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let table = PredictionLeads.table(1, seed: 3)
    let encoded = try predictor.model.extractor.encode(table)
    let lead = predictor.score(table, encoded)
    var total = ExpectedConversionsSum(predictor.variance)
    for _ in 0..<400 { total.add(sum(predictor, encoded, lead.logOdds)) }
    let found = total.expected(predictor.variance)
    let p = Interval.logistic(lead.logOdds[0])
    let coefficients = 400 * p * (1 - p) * lead.standardErrors[0]
    let margin = 1.959963984540054 * (400 * p * (1 - p) + coefficients * coefficients).squareRoot()
    #expect(abs(found.value - 400 * p) < 1e-9)
    #expect(abs(found.interval.lower - max(0, found.value - margin)) < 1e-9)
    #expect(abs(found.interval.upper - min(400, found.value + margin)) < 1e-9)
  }

  @Test("of no leads are none, of any leads between none and all")
  func bounds() throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let none = ExpectedConversionsSum(predictor.variance).expected(predictor.variance)
    #expect(none.value == 0 && none.interval.lower == 0 && none.interval.upper == 0)
    let table = PredictionLeads.table(1, seed: 4)
    let encoded = try predictor.model.extractor.encode(table)
    let one = sum(predictor, encoded, predictor.score(table, encoded).logOdds)
      .expected(predictor.variance)
    #expect(one.interval.lower == 0 && one.interval.upper <= 1 && one.value < one.interval.upper)
  }

  @Test("hold the conversions of new leads in about 95 of 100 worlds")
  func coverage() throws {
    let worlds = 40
    let held = try (1...UInt64(worlds)).count { seed in
      let predictor = Predictor(model: try PredictionLeads.model(seed: seed))
      let leads = SyntheticLeads(1500, seed: seed &+ 5000)
      let outcomes = try leads.labelled().outcomes
      let encoded = try predictor.model.extractor.encode(leads.table)
      let logOdds = predictor.effects.logOdds(encoded, rowCount: leads.table.rowCount)
      let interval = sum(predictor, encoded, logOdds).expected(predictor.variance).interval
      let converted = Double(outcomes.count { $0 })
      return interval.lower <= converted && converted <= interval.upper
    }
    #expect(held >= 34, "of \(worlds)")
  }
}
