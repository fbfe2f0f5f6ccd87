import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Prediction

@Suite("A predictor")
struct PredictorTests {
  @Test(
    "explains every score to the last bit",
    arguments: FactorCoding.allCases, [1, 2] as [UInt64])
  func exactSum(_ coding: FactorCoding, seed: UInt64) throws {
    let predictor = Predictor(model: try PredictionLeads.model(seed: seed, coding: coding))
    let table = PredictionLeads.table(400, seed: seed)
    let leads = try predictor.score(table)
    let plain = try predictor.logOdds(table)
    for row in 0..<leads.count {
      let lead = leads[row]
      let sum = lead.contributions.reduce(lead.base) { $0 + $1.logOdds }
      #expect(sum.bitPattern == lead.logOdds.bitPattern)
      #expect(plain[row].bitPattern == lead.logOdds.bitPattern)
      #expect(lead.probability == Interval.logistic(lead.logOdds))
      #expect(lead.probabilityLow <= lead.probability && lead.probability <= lead.probabilityHigh)
    }
  }

  @Test("has the standard error of the linear predictor", arguments: FactorCoding.allCases)
  func standardErrors(_ coding: FactorCoding) throws {
    let model = try PredictionLeads.model(coding: coding)
    let table = PredictionLeads.table(200, seed: 5)
    let leads = try Predictor(model: model).score(table)
    let encoded = try model.extractor.encode(table)
    var unknown = 0
    for row in 0..<leads.count {
      // The row of the design matrix by hand; an unknown value stands for the average lead.
      var x = [Double](repeating: 0, count: model.parameters.count)
      x[0] = 1
      for term in model.terms {
        guard let parameter = term.parameter else { continue }
        switch (encoded[term.feature], term.part) {
        case (.values(let values), .value): x[parameter] = values[row].isNaN ? 0 : values[row]
        case (.values(let values), .missing): x[parameter] = values[row].isNaN ? 1 : 0
        case (.codes(let codes), .code(let code)):
          let isUnknown = Int(codes[row]) == model.extractor.features[term.feature].codeCount
          unknown += isUnknown ? 1 : 0
          x[parameter] = isUnknown ? term.mean : Int(codes[row]) == code ? 1 : 0
        default: Issue.record("a term does not fit its feature")
        }
      }
      let variance = zip(x.indices, x).reduce(0) { sum, left in
        zip(x.indices, x).reduce(sum) { $0 + left.1 * $1.1 * model.covariance[left.0, $1.0] }
      }
      #expect(abs(leads.standardErrors[row] - variance.squareRoot()) < 1e-12)
      let logOdds = zip(x, model.parameters).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(leads.logOdds[row] - logOdds) < 1e-12)
      let lead = leads[row]
      let margin = 1.959963984540054 * leads.standardErrors[row]
      #expect(lead.probabilityLow == Interval.logistic(leads.logOdds[row] - margin))
      #expect(lead.probabilityHigh == Interval.logistic(leads.logOdds[row] + margin))
    }
    #expect(unknown > 0)
  }

  @Test("gives a lead nothing for a number at its mean or a level that training never saw")
  func averages() throws {
    let model = try PredictionLeads.model()
    var table = PredictionLeads.table(3, seed: 1)
    for feature in model.extractor.features {
      if case .numeric(let numeric) = feature.encoding, !numeric.hasMissingIndicator {
        let mean = [Double](repeating: numeric.mean, count: 3)
        table = table.adding([.numbers(feature.columns[0], mean)])
      } else if case .categorical = feature.encoding {
        table = table.adding([.categories(feature.columns[0], ["new", "newer", "newest"])])
      }
    }
    let leads = try Predictor(model: model).score(table)
    for (index, feature) in model.extractor.features.enumerated() {
      switch feature.encoding {
      case .numeric(let numeric) where !numeric.hasMissingIndicator:
        #expect(leads.contributions[index] == [0, 0, 0])
      case .categorical: #expect(leads.contributions[index] == [0, 0, 0])
      default: break
      }
    }
  }

  @Test("is the same through a file of the model")
  func storedModel() throws {
    try withTemporaryFolder { folder in
      let model = try PredictionLeads.model()
      let registry = ModelRegistry(root: folder)
      _ = try registry.store(model, createdAt: Timestamp(seconds: 0))
      let table = PredictionLeads.table(100, seed: 4)
      let stored = Predictor(model: try registry.load("leads").model)
      #expect(try stored.score(table).logOdds == Predictor(model: model).score(table).logOdds)
    }
  }

  @Test("stays finite for numbers of any size", arguments: [1e300, -1e300] as [Double])
  func extremes(_ value: Double) throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let table = PredictionLeads.table(2, seed: 1)
      .adding([.numbers("visits", [value, 1]), .numbers("revenue", [value, -value])])
    let leads = try predictor.score(table)
    for row in 0..<2 {
      #expect(leads.logOdds[row].isFinite)
      #expect(leads.standardErrors[row].isFinite)
      #expect((0...1).contains(leads[row].probability))
    }
  }

  @Test("names the column that is missing")
  func missingColumn() throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let table = PredictionLeads.table(2, seed: 1)
    let without = Table(table.columns.filter { $0.name != "industry" })
    #expect(throws: FeatureProblem.self) { try predictor.score(without) }
    #expect(throws: FeatureProblem.self) { try predictor.logOdds(without) }
  }
}
