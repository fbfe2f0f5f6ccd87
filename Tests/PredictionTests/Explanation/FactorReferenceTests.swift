import FeatureExtraction
import Foundation
import ScoringModel
import Testing

@testable import Prediction

@Suite("Factors of past leads")
struct FactorReferenceTests {
  @Test("A lead leaves behind as many past leads as there are with less", arguments: 1...3)
  func scores(seed: UInt64) throws {
    let model = try PredictionLeads.model(seed: seed)
    let predictor = Predictor(model: model)
    let table = PredictionLeads.table(500, seed: seed)
    let factors = FactorAssignment()
    let reference = try #require(
      try FactorReference(of: predictor, leads: table, factors: factors))
    let leads = try predictor.score(table)
    let totals = (0..<leads.count).map { leads[$0].totals(byFactor: factors) }
    for index in LeadFactor.allCases.indices {
      let sums = totals.map { $0[index].logOdds }
      let speaks = sums.contains { $0 != 0 }
      for row in stride(from: 0, to: 500, by: 23) {
        let score = leads[row].factorScores(factors, reference, in: model)[index]
        #expect(score.logOdds == sums[row])
        #expect((score.score != nil) == speaks)
        guard let shown = score.score else { continue }
        let below = sums.count { $0 < sums[row] - 1e-9 }
        let equal = sums.count { abs($0 - sums[row]) <= 1e-9 }
        // A hundred and one quantiles of five hundred leads: a place is told to about a hundredth.
        #expect(abs(Double(shown) - (Double(below) + Double(equal) / 2) / 5) <= 2)
      }
    }
  }

  @Test("There is no score of few leads, nor of a factor that other features speak for now")
  func unknown() throws {
    let model = try PredictionLeads.model()
    let predictor = Predictor(model: model)
    #expect(
      try FactorReference(
        of: predictor, leads: PredictionLeads.table(199, seed: 1), factors: FactorAssignment())
        == nil)
    let table = PredictionLeads.table(300, seed: 1)
    let reference = try #require(
      try FactorReference(of: predictor, leads: table, factors: FactorAssignment()))
    let lead = try predictor.score(table)[0]
    let others = FactorAssignment(["visits": .budget])
    #expect(lead.factorScores(others, reference, in: model).allSatisfy { $0.score == nil })
    let bytes = try RegistryJSON.encode(reference)
    #expect(try JSONDecoder().decode(FactorReference.self, from: Data(bytes)) == reference)
  }
}
