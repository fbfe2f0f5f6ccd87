import Evaluation
import FeatureExtraction
import Prediction
import RuleScoring
import Tables
import TestLeads
import Testing
import Training
import YAMLDocuments

@testable import RuleLearning

@Suite("a model as a points table")
struct PointsTableTests {
  private static func trained(
    _ seed: UInt64, nonlinear: Nonlinear = .none
  ) throws -> TrainingResult {
    var settings = TrainingSettings(name: "leads")
    settings.lambda = 1e-3
    settings.nonlinear = nonlinear
    return try Trainer(settings: settings).train(SyntheticLeads(1500, seed: seed).labelled())
  }

  @Test(
    "the rule engine runs it within the rounding bound, in nearly the model's order",
    arguments: [5.0, 20, 50], [Nonlinear.none, .bins])
  func bound(pointsToDoubleOdds: Double, nonlinear: Nonlinear) throws {
    let model = try PointsTableTests.trained(11, nonlinear: nonlinear).model
    let table = try PointsTable(of: model, pointsToDoubleOdds: pointsToDoubleOdds)
    let leads = SyntheticLeads(2000, seed: 99).table
    let points = try table.book.score(LeadSnapshot(table: leads)).totals
    let logOdds = try Predictor(model: model).logOdds(leads)
    let revenue = try #require(leads["revenue"])
    guard case .numbers(let amounts) = revenue.values else { return }
    let range = table.ranges.first { $0.feature == "revenue" }
    for row in points.indices {
      // The bound is stated for numbers within the bands.
      if let range, amounts[row] < range.lower || amounts[row] > range.upper { continue }
      let error = (points[row] - table.exactPoints(logOdds: logOdds[row])).magnitude
      #expect(error <= table.roundingBound + 1e-9)
    }
    #expect(points.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
    let correlation = try #require(RankCorrelation.spearman(points, logOdds))
    #expect(correlation >= (pointsToDoubleOdds < 10 ? 0.95 : 0.99), "\(correlation)")
  }

  @Test("reading it and writing it again gives the same text")
  func roundTrip() throws {
    let table = try PointsTable(of: PointsTableTests.trained(12).model)
    let text = table.yaml(model: "leads version 1")
    let book = try RuleBook(document: YAMLDocument(text: text, file: "rules.yaml"))
    #expect(text.hasSuffix(book.yaml()) && book.yaml() == table.book.yaml())
    #expect(text.contains("# Rounding moves no lead by more than "))
  }

  @Test("a text that differs in case only is another value, as for the model")
  func exactTexts() throws {
    let result = try PointsTableTests.trained(13)
    let table = try PointsTable(of: result.model)
    let leads = SyntheticLeads(1, seed: 1).table
    func points(_ industry: String) throws -> Double {
      let column = Column.categories("industry", [industry])
      let others = leads.columns.filter { $0.name != "industry" }
      return try table.book.score(LeadSnapshot(table: Table(others + [column]))).totals[0]
    }
    #expect(try points("software") == points("never seen"))
    #expect(try points("Software") != points("software"))
  }
}
