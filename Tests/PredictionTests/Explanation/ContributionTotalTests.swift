import FeatureExtraction
import ScoringModel
import Testing

@testable import Prediction

@Suite("Contributions by origin")
struct ContributionTotalTests {
  @Test("By source, kind and factor they add up to all contributions", arguments: 1...3)
  func sums(seed: UInt64) throws {
    let predictor = Predictor(model: try PredictionLeads.model(seed: seed))
    let leads = try predictor.score(PredictionLeads.table(50, seed: seed))
    for row in 0..<leads.count {
      let lead = leads[row]
      let sum = lead.logOdds - lead.base
      for totals in [
        lead.totals(bySource: []), lead.totalsByKind, lead.totals(byFactor: FactorAssignment()),
      ] {
        #expect(abs(totals.reduce(0) { $0 + $1.logOdds } - sum) < 1e-9)
      }
    }
  }

  @Test("Two features of one column have one source")
  func sources() throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let lead = try predictor.score(PredictionLeads.table(1, seed: 2))[0]
    let visits = lead.contributions.filter { $0.columns == ["visits"] }
    #expect(visits.count == 2)
    let total = try #require(lead.totals(bySource: []).first { $0.name == "visits" })
    #expect(abs(total.logOdds - visits.reduce(0) { $0 + $1.logOdds }) < 1e-12)
  }

  @Test(
    "A feature speaks for the factor its name tells, unless it is behaviour or assigned",
    arguments: [
      ("annual_budget", FeatureKind.explicit, LeadFactor.budget),
      ("accounts.employees", .implicit, .opportunity),
      ("title.seniority", .explicit, .decisionMaker),
      ("need", .explicit, .fit), ("budget page views", .behavioural, .engagement),
      ("special", .behavioural, .budget),
    ])
  func factors(name: String, kind: FeatureKind, factor: LeadFactor) {
    let assignment = FactorAssignment(["special": .budget])
    #expect(assignment.factor(ofFeature: name, columns: [name], kind: kind) == factor)
  }

  @Test("The facts of a lead tell every source once, each in the direction of its sum")
  func facts() throws {
    let model = try PredictionLeads.model()
    let lead = try Predictor(model: model).score(PredictionLeads.table(5, seed: 3))[4]
    let facts = LeadSentences(of: model).facts(of: lead)
    let totals = lead.totals(bySource: [])
    #expect(Set(facts.map(\.source)).count == facts.count)
    for fact in facts {
      #expect(totals.contains { $0.name == fact.source && $0.logOdds == fact.logOdds })
      #expect(!fact.sentence.isEmpty)
    }
  }

  @Test(
    "Names are said as words, in the plural where many are counted",
    arguments: [
      ("email_open", "email open", "email opens"), ("reply", "reply", "replies"),
      ("webinar_attended", "webinar attended", "webinar attended"), ("day", "day", "days"),
      ("accounts.tax", "tax", "taxes"),
    ])
  func words(name: String, singular: String, plural: String) {
    #expect(name.asWords == singular && name.asWords.asPlural == plural)
  }
}
