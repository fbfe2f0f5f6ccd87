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
    self.init(
      leads, rows: rows, features: try extractor.encode(leads.table.rows(rows)),
      extractor: extractor, coding: coding)
  }

  /// Leads whose features are encoded already.
  init(
    _ leads: LabelledLeads, rows: [Int], features: [EncodedFeature], extractor: FeatureExtractor,
    coding: FactorCoding
  ) {
    self.rows = rows
    designMatrix = extractor.designMatrix(features, rowCount: rows.count, coding: coding)
    outcomes = leads.fitOutcomes(rows)
    weights = leads.weights.map { weights in rows.map { weights[$0] } }
  }

  private init(rows: [Int], designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]?) {
    self.rows = rows
    self.designMatrix = designMatrix
    self.outcomes = outcomes
    self.weights = weights
  }

  /// The same leads with further columns of codes, after those there are.
  func adding(_ factors: [Factor]) -> EncodedLeads {
    EncodedLeads(
      rows: rows,
      designMatrix: DesignMatrix(
        dense: designMatrix.dense, factors: designMatrix.factors + factors),
      outcomes: outcomes, weights: weights)
  }

  /// The leads at some places.
  func places(_ places: [Int]) -> EncodedLeads {
    EncodedLeads(
      rows: places.map { rows[$0] }, designMatrix: designMatrix.rows(places),
      outcomes: places.map { outcomes[$0] },
      weights: weights.map { weights in places.map { weights[$0] } })
  }

  /// The same leads with other outcomes, each from 0 to 1.
  func with(outcomes: [Double]) -> EncodedLeads {
    EncodedLeads(rows: rows, designMatrix: designMatrix, outcomes: outcomes, weights: weights)
  }
}

/// A fitted model of some features, before it gets a name.
struct FittedFeatures {
  let extractor: FeatureExtractor
  let coding: FactorCoding
  let estimate: Estimate
  /// The log odds of the leads it was fitted to.
  let fittedLogOdds: [Double]
  /// What segments have of their own; nil without segments.
  let segments: SegmentChoice?

  /// Fits the declarations to rows of the leads at a given or a cross-validated penalty.
  ///
  /// What was chosen for the segments of more of the same leads is kept.
  init(
    _ declarations: [FeatureDeclaration], leads: LabelledLeads, rows: [Int],
    settings: TrainingSettings, lambda: Double?, segments known: SegmentChoice? = nil
  ) throws {
    settings.progress(.encoding)
    coding = settings.settledCoding
    let table = leads.table.rows(rows)
    let plain = try FeatureExtractor(fitting: declarations, to: table)
    let encoded: EncodedLeads
    do {
      if let fit = try SegmentedFit(
        plain, leads: leads, rows: rows, settings, lambda: lambda, known: known)
      {
        (extractor, encoded, estimate) = (fit.extractor, fit.encoded, fit.estimate)
        segments = fit.choice
      } else {
        (extractor, segments) = (plain, nil)
        encoded = EncodedLeads(
          leads, rows: rows, features: try plain.encode(table), extractor: plain, coding: coding)
        estimate = try Estimator(
          settings: settings, extractor: plain, coding: coding, leads: leads
        ).estimate(encoded, lambda: lambda)
      }
    } catch let error as FitError {
      throw TrainingError.fit(error, columns: plain.columns(of: error, coding: coding))
    }
    fittedLogOdds = encoded.designMatrix.linearPredictor(
      estimate.coefficients, threads: settings.threads)
  }
}

extension FeatureExtractor {
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
