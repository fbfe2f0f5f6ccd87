import FeatureExtraction
public import ScoringModel
public import Tables
import LinearAlgebra

/// Scores leads with a model and explains every score by feature.
public struct Predictor: Sendable {
  /// The model.
  public let model: ScoringModel
  /// What each value of each feature adds to the log odds.
  public let effects: FeatureEffects
  private let covariance: SymmetricMatrix

  /// A predictor of a model.
  public init(model: ScoringModel) {
    self.model = model
    effects = FeatureEffects(of: model)
    covariance = model.covarianceWithUnknownLevels
  }

  /// Scores the leads of a table.
  ///
  /// - Throws: `FeatureProblem` when a column of the model is missing or has other values.
  public func score(_ table: Table) throws -> ScoredLeads {
    let encoded = try model.extractor.encode(table)
    let contributions = encoded.enumerated().map { feature, values in
      effects.contributions(of: values, feature: feature)
    }
    // Summed as FeatureEffects.logOdds does, so that both give the same bits.
    var logOdds = [Double](repeating: effects.base, count: table.rowCount)
    for feature in contributions {
      for row in logOdds.indices { logOdds[row] += feature[row] }
    }
    let matrix = model.extractor.designMatrix(
      encoded, rowCount: table.rowCount, coding: model.coding, hasUnknownLevels: true)
    let variances = matrix.quadraticForms(covariance)
    return ScoredLeads(
      predictor: self, table: table, encoded: encoded, contributions: contributions,
      logOdds: logOdds, standardErrors: variances.map { max($0, 0).squareRoot() })
  }

  /// The log odds alone, without intervals and contributions.
  ///
  /// - Throws: `FeatureProblem` when a column of the model is missing or has other values.
  public func logOdds(_ table: Table) throws -> [Double] {
    effects.logOdds(try model.extractor.encode(table), rowCount: table.rowCount)
  }
}
