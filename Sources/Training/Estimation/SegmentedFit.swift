import Evaluation
import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables

/// A ridge fit in which segments deviate from all leads: each by an intercept and, where it pays, by
/// effects of its own.
///
/// Deviations are parameters beside the effects of all leads, held to 0 by ridges of their own whose
/// strengths predict held-out folds best; so the log odds stay a sum of contributions. Only features
/// whose residuals differ between segments by more than chance get effects of segments, and these
/// stay only if they lower the log loss of held-out leads by more than a standard error.
struct SegmentedFit {
  let extractor: FeatureExtractor
  let encoded: EncodedLeads
  let estimate: Estimate
  let choice: SegmentChoice

  /// Fits segments; nil when the settings name none, or one that is no feature of levels here.
  ///
  /// - Parameters:
  ///   - plain: The features without effects of segments.
  ///   - leads: The leads.
  ///   - rows: Those to fit to.
  ///   - settings: The choices of the run.
  ///   - lambda: The strength of the penalty; nil to choose it.
  ///   - known: What was chosen for more of the same leads, to be kept; nil to choose.
  /// - Throws: ``FitError``, and what ``Estimator`` throws.
  init?(
    _ plain: FeatureExtractor, leads: LabelledLeads, rows: [Int], _ settings: TrainingSettings,
    lambda: Double?, known: SegmentChoice?
  ) throws {
    guard let segment = settings.segment, settings.allowsSegments else { return nil }
    let estimator = Estimator(settings: settings, extractor: plain, coding: .full, leads: leads)
    let shifts = try EncodedLeads(leads, rows: rows, extractor: plain, coding: .full)
    guard
      let penalty = try estimator.segmentPenalty(
        segment, shifts, lambda, factor: known?.interceptFactor)
    else { return nil }
    let shifted = try estimator.ridge(shifts, lambda: penalty.lambda, factors: penalty.factors)
    let trial = SegmentTrial(
      leads: leads, settings: settings, estimator: estimator, encoded: shifts,
      crossings: known?.keepsEffects == false
        ? .none : try SegmentCrossings(segment, plain, leads.table.rows(rows)),
      penalty: RidgePenalty(lambda: penalty.lambda, factors: penalty.factors),
      coefficients: shifted.coefficients)
    let tables = trial.telling
    let crossed = trial.crossed(tables)
    let factor =
      tables.isEmpty ? nil : try known?.effectFactor ?? trial.bestFactor(crossed)
    choice =
      try known
      ?? SegmentChoice(
        column: segment, interceptFactor: penalty.factor,
        testedFeatures: trial.crossings.crossings.count, tellingFeatures: tables.count,
        effectFactor: factor, gain: factor.flatMap { try trial.gain(factor: $0) })
    guard let factor, choice.keepsEffects else {
      (extractor, encoded, estimate) = (plain, shifts, shifted)
      return
    }
    encoded = crossed
    extractor = FeatureExtractor(
      features: plain.features + tables.map { trial.crossings.crossings[$0].feature })
    estimate = try Estimator(
      settings: settings, extractor: extractor, coding: .full, leads: leads
    ).ridge(
      crossed, lambda: penalty.lambda,
      factors: trial.penalty(crossed.designMatrix.layout, factor: factor).factors)
  }
}

extension TrainingSettings {
  /// Whether the fit is one in which segments can have penalties of their own.
  fileprivate var allowsSegments: Bool {
    penalty == .ridge && !isFirth && !startsFromRules && signs.isEmpty && standardizes
      && settledCoding == .full
  }
}
