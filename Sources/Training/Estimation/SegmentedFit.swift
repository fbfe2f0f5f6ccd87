import Evaluation
import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables

/// A ridge fit in which segments deviate from all leads: each by an intercept and, where it pays, by
/// effects of its own.
///
/// Deviations are parameters beside the effects of all leads, held to 0 by ridges of their own whose
/// strengths predict held-out folds best; so the log odds stay a sum of contributions. Effects of
/// segments stay only if they lower the log loss of held-out leads by more than a standard error.
struct SegmentedFit {
  let extractor: FeatureExtractor
  let encoded: EncodedLeads
  let estimate: Estimate
  let choice: SegmentChoice

  /// How much harder than other effects those of segments may be held to 0.
  private static let effectFactors = [1.0, 3, 10, 30, 100]

  /// - Returns: nil when the settings name no segment, or one that is no feature of levels here.
  /// - Throws: ``FitError``, and what ``Estimator`` throws.
  init?(
    _ plain: FeatureExtractor, leads: LabelledLeads, rows: [Int], _ settings: TrainingSettings,
    lambda: Double?
  ) throws {
    guard let segment = settings.segment, settings.allowsSegments else { return nil }
    let trial = SegmentTrial(leads: leads, rows: rows, settings: settings)
    let shifts = try trial.side(plain)
    guard let penalty = try shifts.estimator.segmentPenalty(segment, shifts.encoded, lambda) else {
      return nil
    }
    let crossings = try SegmentCrossings(segment, plain, leads.table.rows(rows)).features
    var effects: (side: SegmentTrial.Side, factors: [Double], factor: Double)?
    if !crossings.isEmpty {
      let side = try trial.side(FeatureExtractor(features: plain.features + crossings))
      let best = try trial.bestFactors(
        side, beyond: penalty.factors, among: Self.effectFactors, lambda: penalty.lambda)
      effects = (side, best.factors, best.factor)
    }
    let gain = try effects.flatMap { effects in
      try trial.gain(
        of: (effects.side, effects.factors), over: (shifts, penalty.factors),
        lambda: penalty.lambda)
    }
    choice = SegmentChoice(
      column: segment, interceptFactor: penalty.factor, effectFactor: effects?.factor, gain: gain)
    let kept = choice.keepsEffects ? effects : nil
    let side = kept?.side ?? shifts
    (extractor, encoded) = (side.estimator.extractor, side.encoded)
    estimate = try side.estimator.ridge(
      side.encoded, lambda: penalty.lambda, factors: kept?.factors ?? penalty.factors)
  }
}

extension TrainingSettings {
  /// Whether the fit is one in which segments can have penalties of their own.
  fileprivate var allowsSegments: Bool {
    penalty == .ridge && !isFirth && !startsFromRules && signs.isEmpty && standardizes
      && settledCoding == .full
  }
}

/// Fits with and without effects of segments, judged by folds that they have not seen.
struct SegmentTrial {
  let leads: LabelledLeads
  let rows: [Int]
  let settings: TrainingSettings

  /// One way to build the model.
  struct Side {
    let estimator: Estimator
    let encoded: EncodedLeads
  }

  func side(_ extractor: FeatureExtractor) throws -> Side {
    Side(
      estimator: Estimator(
        settings: settings, extractor: extractor, coding: .full, leads: leads),
      encoded: try EncodedLeads(leads, rows: rows, extractor: extractor, coding: .full))
  }

  /// The factor for further parameters with which fits to other folds predict best.
  func bestFactors(
    _ side: Side, beyond known: [Double], among candidates: [Double], lambda: Double
  ) throws -> (factors: [Double], factor: Double) {
    let folds = try side.estimator.folds(of: side.encoded)
    let further = side.encoded.designMatrix.layout.count - known.count
    var best: (factors: [Double], factor: Double, loss: Double)?
    for factor in candidates {
      let factors = known + [Double](repeating: factor, count: further)
      let validation = try RidgeCrossValidation(
        side.encoded.designMatrix, outcomes: side.encoded.outcomes, weights: side.encoded.weights,
        penaltyFactors: factors, folds: folds.ofRows, foldCount: folds.count,
        scheme: folds.scheme, lambdas: [lambda], threads: settings.threads)
      let loss = validation.points[0].meanLoss
      if loss < best?.loss ?? .infinity { best = (factors, factor, loss) }
    }
    let strongest = candidates[candidates.count - 1]
    return best.map { ($0.factors, $0.factor) }
      ?? (known + [Double](repeating: strongest, count: further), strongest)
  }

  /// What one way gains over another on folds that neither has seen; nil where a fold cannot be
  /// fitted.
  func gain(
    of challenger: (side: Side, factors: [Double]), over reference: (side: Side, factors: [Double]),
    lambda: Double
  ) throws -> LossDifference? {
    let folds = try reference.side.estimator.folds(of: reference.side.encoded)
    var judged: [Int] = []
    var probabilities: (reference: [Double], challenger: [Double]) = ([], [])
    for fold in 0..<folds.count {
      let held = leads.judgeable(rows.indices.filter { folds.ofRows[$0] == fold }.map { rows[$0] })
      let known = rows.indices.filter { row in
        switch folds.scheme {
        case .otherFolds: folds.ofRows[row] != fold
        case .earlierFolds: folds.ofRows[row] < fold
        }
      }.map { rows[$0] }
      guard !held.isEmpty, !known.isEmpty else { continue }
      guard let old = try? Self.probabilities(reference, known, held, leads, lambda, settings),
        let new = try? Self.probabilities(challenger, known, held, leads, lambda, settings)
      else { return nil }
      judged += held
      probabilities.reference += old
      probabilities.challenger += new
    }
    return try? LossDifference(
      reference: probabilities.reference, challenger: probabilities.challenger,
      outcomes: judged.map { leads.outcomes[$0] },
      weights: leads.weights.map { weights in judged.map { weights[$0] } })
  }

  /// What a fit to some rows makes of others.
  private static func probabilities(
    _ model: (side: Side, factors: [Double]), _ known: [Int], _ held: [Int],
    _ leads: LabelledLeads, _ lambda: Double, _ settings: TrainingSettings
  ) throws -> [Double] {
    let extractor = model.side.estimator.extractor
    let fitted = try EncodedLeads(leads, rows: known, extractor: extractor, coding: .full)
    let coefficients = try LogisticRegression.fit(
      fitted.designMatrix, outcomes: fitted.outcomes, weights: fitted.weights,
      penalty: RidgePenalty(lambda: lambda, factors: model.factors), threads: settings.threads
    ).coefficients
    let judged = try EncodedLeads(leads, rows: held, extractor: extractor, coding: .full)
    return judged.designMatrix.linearPredictor(coefficients, threads: settings.threads)
      .map(logistic)
  }
}
