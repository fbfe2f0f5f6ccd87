import Evaluation
import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("A coefficient as it is printed")
struct CoefficientRowTests {
  @Test("with a parameter for every level is given against the average lead")
  func againstTheAverage() throws {
    let result = try SyntheticLeads(800, seed: 31).trained()
    let model = result.model
    let rows = result.coefficients
    for (index, feature) in model.extractor.features.enumerated() where feature.codeCount != nil {
      let terms = model.terms.enumerated().filter { $0.element.feature == index }
      let mean = terms.reduce(0) { $0 + $1.element.mean * rows[$1.offset + 1].estimate }
      #expect(abs(mean) < 1e-12)
    }
  }

  @Test(
    "adds up with the others to the log odds of a lead, whatever the coding",
    arguments: FactorCoding.allCases)
  func addsUp(_ coding: FactorCoding) throws {
    let leads = SyntheticLeads(300, seed: 32)
    var settings = TrainingSettings(name: "sum")
    settings.lambda = 1e-2
    settings.coding = coding
    let result = try Trainer(settings: settings).train(leads.labelled())
    let logOdds = FeatureEffects(of: result.model).logOdds(
      try result.model.extractor.encode(leads.table), rowCount: 300)
    for row in 0..<300 {
      let sum = result.coefficients.reduce(0) { sum, coefficient in
        guard let source = coefficient.source, let column = leads.table[source] else {
          return sum + coefficient.estimate
        }
        if case .numbers(let numbers) = column.values {
          let isMissing = numbers[row].isNaN
          if coefficient.level != nil { return sum + (isMissing ? coefficient.estimate : 0) }
          // A missing number counts as the mean.
          let value = isMissing ? mean(of: source, result.model) : numbers[row]
          return sum + value * coefficient.estimate
        }
        return sum + (column.text(row) == coefficient.level ? coefficient.estimate : 0)
      }
      #expect(abs(sum - logOdds[row]) < 1e-10)
    }
  }

  private func mean(of column: String, _ model: ScoringModel) -> Double {
    for feature in model.extractor.features where feature.columns == [column] {
      if case .numeric(let numeric) = feature.encoding { return numeric.mean }
    }
    return .nan
  }

  @Test("has an interval, a z and a p-value where it was estimated")
  func derived() {
    let row = CoefficientRow(
      feature: "visits", source: "visits", level: nil, kind: .behavioural,
      transform: NumericTransform.none,
      estimate: 0.5, standardError: 0.25, standardizedEstimate: 1, profile: nil)
    #expect(row.z == 2)
    // 2·(1 − Φ(2)) to 16 digits.
    #expect(abs((row.pValue ?? 0) - 0.04550026389635842) < 1e-15)
    #expect(abs(row.oddsRatio - 1.6487212707001282) < 1e-15)
    #expect(row.interval?.lower == 0.5 - 1.959963984540054 * 0.25)
    let reference = CoefficientRow(
      feature: "source", source: "source", level: "web", kind: .explicit, transform: nil,
      estimate: 0, standardError: nil, standardizedEstimate: 0, profile: nil)
    #expect(reference.z == nil)
    #expect(reference.pValue == nil)
    #expect(reference.interval == nil)
  }
}
