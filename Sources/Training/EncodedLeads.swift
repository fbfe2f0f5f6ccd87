import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables

/// Some of the labelled leads, encoded and ready to fit.
struct EncodedLeads {
  let rows: [Int]
  let designMatrix: DesignMatrix
  let outcomes: [Double]
  let weights: [Double]?

  init(_ leads: LabelledLeads, rows: [Int], extractor: FeatureExtractor, coding: FactorCoding)
    throws
  {
    self.rows = rows
    let encoded = try extractor.encode(leads.table.rows(rows))
    designMatrix = extractor.designMatrix(encoded, rowCount: rows.count, coding: coding)
    outcomes = rows.map { leads.outcomes[$0] ? 1 : 0 }
    weights = leads.weights.map { weights in rows.map { weights[$0] } }
  }
}

/// A fitted model of some features, before it gets a name.
struct FittedFeatures {
  let extractor: FeatureExtractor
  let coding: FactorCoding
  let fit: LogisticFit
  /// The log odds of the leads it was fitted to.
  let fittedLogOdds: [Double]

  /// Fits the declarations to rows of the leads at a given or a cross-validated penalty.
  init(
    _ declarations: [FeatureDeclaration], leads: LabelledLeads, rows: [Int],
    settings: TrainingSettings, lambda: Double?
  ) throws {
    coding = settings.settledCoding
    extractor = try FeatureExtractor(fitting: declarations, to: leads.table.rows(rows))
    let encoded = try EncodedLeads(leads, rows: rows, extractor: extractor, coding: coding)
    do {
      let factors = settings.standardizes ? nil : extractor.rawPenaltyFactors(coding: coding)
      let strength =
        settings.penalty == .none
        ? 0 : try lambda ?? FittedFeatures.chosenLambda(encoded, leads, settings, factors)
      fit = try LogisticRegression.fit(
        encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
        penalty: RidgePenalty(lambda: strength, factors: factors), threads: settings.threads)
    } catch let error as FitError {
      throw TrainingError.fit(error, columns: extractor.columns(of: error, coding: coding))
    }
    fittedLogOdds = encoded.designMatrix.linearPredictor(
      fit.coefficients, threads: settings.threads)
  }

  private static func chosenLambda(
    _ encoded: EncodedLeads, _ leads: LabelledLeads, _ settings: TrainingSettings,
    _ factors: [Double]?
  ) throws -> Double {
    let folds = settings.split.folds(
      leads, rows: encoded.rows, count: TrainingSettings.foldCount)
    return try RidgeCrossValidation(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      penaltyFactors: factors, folds: folds, foldCount: max(2, Int(folds.max() ?? 0) + 1),
      threads: settings.threads
    ).lambdaMin
  }
}

extension FeatureExtractor {
  /// Penalty factors that undo the standardizing of numbers: `1/scale²` for their coefficients.
  fileprivate func rawPenaltyFactors(coding: FactorCoding) -> [Double] {
    let terms = terms(coding: coding)
    var factors = [Double](repeating: 1, count: 1 + terms.count { $0.parameter != nil })
    for term in terms where term.part == .value {
      guard case .numeric(let numeric) = features[term.feature].encoding,
        let parameter = term.parameter
      else { continue }
      factors[parameter] = 1 / (numeric.scale * numeric.scale)
    }
    return factors
  }

  /// The columns that a failed fit blames.
  fileprivate func columns(of error: FitError, coding: FactorCoding) -> [String] {
    guard case .separated(let parameters) = error else { return [] }
    let blamed = Set(parameters)
    var names: [String] = []
    for term in terms(coding: coding) where term.parameter.map(blamed.contains) ?? false {
      let name = features[term.feature].name
      if names.last != name { names.append(name) }
    }
    return names
  }
}
