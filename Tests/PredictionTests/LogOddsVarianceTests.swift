import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Testing

@testable import Prediction

@Suite("The variance of log odds")
struct LogOddsVarianceTests {
  @Test("is the quadratic form of a lead's whole row", arguments: FactorCoding.allCases)
  func quadraticForm(coding: FactorCoding) throws {
    let model = try PredictionLeads.model(coding: coding)
    let leads = PredictionLeads.table(300, seed: 41)
    let encoded = try model.extractor.encode(leads)
    let found = LogOddsVariance(of: model).standardErrors(encoded, rowCount: 300)
    let matrix = model.extractor.designMatrix(
      encoded, rowCount: 300, coding: coding, hasUnknownLevels: true)
    let covariance = model.covarianceWithUnknownLevels
    for row in 0..<300 {
      var expanded = [Double](repeating: 0, count: covariance.order)
      expanded[ParameterLayout.intercept] = 1
      for (column, place) in matrix.layout.dense.enumerated() {
        expanded[place] = matrix.dense[row, column]
      }
      for (index, factor) in matrix.factors.enumerated() {
        let level = Int(factor.codes[row])
        guard let place = matrix.layout.parameter(ofFactor: index, level: level) else { continue }
        expanded[place] = 1
      }
      let expected = max(covariance.quadraticForm(expanded), 0).squareRoot()
      #expect(abs(found[row] - expected) <= 1e-10 * max(1, expected))
    }
  }
}
