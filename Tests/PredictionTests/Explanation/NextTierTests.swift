import FeatureExtraction
import ScoringModel
import Tables
import Testing

@testable import Prediction

@Suite("What would move a lead to the next tier")
struct NextTierTests {
  /// A lead of the last tier, its table and its model.
  private func lead() throws -> (table: Table, row: Int, predictor: Predictor) {
    let predictor = Predictor(model: try PredictionLeads.model())
    let table = PredictionLeads.table(80, seed: 5)
    let scored = try predictor.score(table)
    let row = try #require(
      (0..<80).first {
        scored[$0].tier == predictor.model.tiers.last?.name
          && table["visits"]?.isMissing($0) == false
      })
    return (table, row, predictor)
  }

  @Test("Every change that is told has the score that the changed lead would have")
  func exact() throws {
    let (table, row, predictor) = try lead()
    let next = try #require(
      try NextTier(ofRow: row, in: table, changeable: ["visits", "source"], predictor: predictor))
    let tiers = predictor.model.tiers
    #expect(next.name == tiers[tiers.count - 2].name)
    let scored = try predictor.score(table)[row]
    #expect(abs(next.missing - (next.lowestLogOdds - scored.logOdds)) < 1e-12)
    for change in next.smallest {
      #expect(change.logOdds >= next.lowestLogOdds && change.steps == 1)
      #expect(change.tier != scored.tier)
    }
    #expect(next.oneStep.allSatisfy { abs($0.logOdds - $0.gain - scored.logOdds) < 1e-12 })
    #expect(next.oneStep.map(\.gain) == next.oneStep.map(\.gain).sorted(by: >))
    let level = try #require(next.oneStep.first { $0.change.hasPrefix("source “") })
    let name = String(level.change.dropFirst("source “".count).prefix { $0 != "”" })
    let changed = table.rows([row]).adding([
      Column(name: "source", values: .categories(Categories([name])))
    ])
    #expect(try predictor.score(changed)[0].logOdds == level.logOdds)
  }

  @Test("Nothing that can change, and the best tier, have no next")
  func none() throws {
    let (table, row, predictor) = try lead()
    #expect(try NextTier(ofRow: row, in: table, changeable: [], predictor: predictor) == nil)
    let best = try #require(
      try (0..<80).first {
        try predictor.score(table)[$0].tier == predictor.model.tiers.first?.name
      })
    #expect(
      try NextTier(ofRow: best, in: table, changeable: ["visits"], predictor: predictor) == nil)
  }

  @Test("A column that no feature reads is refused")
  func unknown() throws {
    let (table, row, predictor) = try lead()
    #expect(throws: FeatureProblem.self) {
      try NextTier(ofRow: row, in: table, changeable: ["nothing"], predictor: predictor)
    }
  }
}
