import FeatureExtraction
public import ScoringModel
public import Tables

/// Scores leads with a model and explains every score by feature.
public struct Predictor: Sendable {
  /// The model.
  public let model: ScoringModel
  /// What each value of each feature adds to the log odds.
  public let effects: FeatureEffects
  let variance: LogOddsVariance

  /// A predictor of a model.
  public init(model: ScoringModel) {
    self.model = model
    effects = FeatureEffects(of: model)
    variance = LogOddsVariance(of: model)
  }

  /// Scores the leads of a table.
  ///
  /// - Throws: `FeatureProblem` when a column of the model is missing or has other values.
  public func score(_ table: Table) throws -> ScoredLeads {
    score(table, try model.extractor.encode(table))
  }

  /// Scores leads whose features were encoded before.
  func score(_ table: Table, _ encoded: [EncodedFeature]) -> ScoredLeads {
    let contributions = encoded.enumerated().map { feature, values in
      effects.contributions(of: values, feature: feature)
    }
    // Summed as FeatureEffects.logOdds does, so that both give the same bits.
    var logOdds = [Double](repeating: effects.base, count: table.rowCount)
    for feature in contributions {
      for row in logOdds.indices { logOdds[row] += feature[row] }
    }
    return ScoredLeads(
      predictor: self, table: table, encoded: encoded, contributions: contributions,
      logOdds: logOdds,
      standardErrors: variance.standardErrors(encoded, rowCount: table.rowCount))
  }

  /// The log odds alone, without intervals and contributions.
  ///
  /// - Throws: `FeatureProblem` when a column of the model is missing or has other values.
  public func logOdds(_ table: Table) throws -> [Double] {
    effects.logOdds(try model.extractor.encode(table), rowCount: table.rowCount)
  }
}
