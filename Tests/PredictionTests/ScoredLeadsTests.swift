import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import Testing

@testable import Prediction

@Suite("A scored lead")
struct ScoredLeadsTests {
  @Test("is known by its identifier, or by its row")
  func identifiers() throws {
    let table = PredictionLeads.table(3, seed: 1)
    let named = try Predictor(model: PredictionLeads.model()).score(table)
    #expect((0..<3).map { named[$0].id } == ["n0", "n1", "n2"])
    let unnamed = try Predictor(model: PredictionLeads.model(identifier: false)).score(table)
    #expect((0..<3).map { unnamed[$0].id } == ["1", "2", "3"])
  }

  @Test("has a tier, a percentile and a score that follow its log odds")
  func population() throws {
    let model = try PredictionLeads.model()
    let leads = try Predictor(model: model).score(PredictionLeads.table(300, seed: 2))
    for row in 0..<300 {
      let lead = leads[row]
      #expect(lead.percentile == model.population.percentile(logOdds: lead.logOdds))
      #expect(lead.score == Int(lead.percentile.rounded()))
      #expect(lead.tier == model.tiers[model.tiers.index(logOdds: lead.logOdds)].name)
    }
  }

  @Test("ranks from the best to the worst, equal leads in the order of the table")
  func ranking() throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let table = PredictionLeads.table(50, seed: 3)
    let leads = try predictor.score(table.rows(Array(0..<50) + Array(0..<50)))
    let ranking = leads.ranking
    #expect(ranking.sorted() == Array(0..<100))
    for (better, worse) in zip(ranking, ranking.dropFirst()) {
      #expect((-leads.logOdds[better], better) < (-leads.logOdds[worse], worse))
    }
  }

  @Test("has its reasons from the largest, few of them against it")
  func reasons() throws {
    let leads = try Predictor(model: PredictionLeads.model()).score(
      PredictionLeads.table(300, seed: 6))
    for row in 0..<300 {
      let lead = leads[row]
      for (count, negative) in [(5, 2), (5, 0), (2, 1), (0, 2), (9, 9)] {
        let reasons = lead.reasons(count, negative: negative)
        #expect(reasons.count <= count)
        #expect(reasons.count { $0.hasPrefix("-") } <= negative)
        let sizes = reasons.map { reason in
          lead.contributions.first { $0.reason == reason }?.logOdds.magnitude ?? .nan
        }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
        // Nothing larger was left out, but for the limit on negative ones.
        let worthwhile = lead.contributions.filter { $0.logOdds.magnitude >= 0.005 }
        let positive = worthwhile.count { $0.logOdds > 0 }
        let spoken = min(negative, worthwhile.count - positive)
        #expect(reasons.count == min(count, positive + spoken))
      }
    }
  }

  @Test(
    "has reasons that read like sentences",
    arguments: [
      (0.84, "student", "+0.84 job = student (×2.3 odds)"),
      (-0.314, "31", "-0.31 job = 31 (×0.73 odds)"),
      (5.0, "(missing)", "+5.00 job = (missing) (×148 odds)"),
      (-3.0, "x", "-3.00 job = x (×0.050 odds)"),
    ])
  func sentences(_ logOdds: Double, value: String, sentence: String) {
    let contribution = ScoredLead.Contribution(
      feature: "job", columns: ["job"], kind: .explicit, value: value, number: nil,
      logOdds: logOdds)
    #expect(contribution.reason == sentence)
  }

  @Test(
    "shows numbers as people write them",
    arguments: [
      (0, "0"), (-0.0, "0"), (31, "31"), (-2, "-2"), (1.5, "1.5"), (1 / 3.0, "0.3333"),
      (1.00004, "1"), (-2.99999, "-3"), (0.0012345, "0.0012"), (1e-7, "1e-07"), (1e20, "1e+20"),
      (1234567.8901, "1234567.8901"), (123456789.12345, "123456789.1235"),
      (1234567890.5, "1234567890.5"),
    ] as [(Double, String)])
  func numbers(_ number: Double, text: String) {
    #expect(number.shownText == text)
  }

  @Test("shows its values, also those that training never saw")
  func values() throws {
    let model = try PredictionLeads.model()
    let table = PredictionLeads.table(1, seed: 1).adding([
      .numbers("visits", [2.5]), .numbers("revenue", [.nan]), .categories("industry", ["Farming"]),
      .categories("source", ["web"]),
    ])
    let lead = try Predictor(model: model).score(table)[0]
    let values = Dictionary(uniqueKeysWithValues: lead.contributions.map { ($0.feature, $0.value) })
    #expect(
      values == [
        "visits": "2.5", "revenue": "(missing)", "industry": "(not seen in training)",
        "source": "web", "visits, in \"bands\"": "1 to 2",
      ])
  }
}
