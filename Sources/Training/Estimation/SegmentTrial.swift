import Evaluation
import FeatureExtraction
import LinearAlgebra
import ScoringModel

/// Fits with and without effects of segments, judged by folds that they have not seen.
struct SegmentTrial {
  let leads: LabelledLeads
  let settings: TrainingSettings
  let estimator: Estimator
  /// The leads without effects of segments.
  let encoded: EncodedLeads
  /// The tables that effects of segments could stand in.
  let crossings: SegmentCrossings
  /// How hard parameters are held to 0 without effects of segments.
  let penalty: RidgePenalty
  /// The coefficients of all leads with it.
  let coefficients: [Double]

  /// How much harder than other effects those of segments may be held to 0, the hardest first.
  private static let effectFactors = [100.0, 30, 10, 3, 1]

  /// The tables in which all of the leads show effects of segments.
  var telling: [Int] { telling(Array(encoded.rows.indices), encoded, coefficients) }

  /// The leads with tables beside their features.
  func crossed(_ tables: [Int]) -> EncodedLeads {
    encoded.adding(tables.map { crossings.crossings[$0].factor })
  }

  /// The penalty with one of its own for the cells of tables.
  func penalty(_ layout: ParameterLayout, factor: Double) -> RidgePenalty {
    let known = penalty.factors ?? coefficients.map { _ in 1 }
    let further = layout.count - known.count
    return RidgePenalty(
      lambda: penalty.lambda, factors: known + [Double](repeating: factor, count: further))
  }

  /// The factor for effects of segments with which fits to other folds predict best: the first from
  /// the hardest on that the next does not better.
  func bestFactor(_ crossed: EncodedLeads) throws -> Double {
    let folds = try estimator.folds(of: crossed)
    var best = (factor: Self.effectFactors[0], loss: Double.infinity)
    for factor in Self.effectFactors {
      let validation = try RidgeCrossValidation(
        crossed.designMatrix, outcomes: crossed.outcomes, weights: crossed.weights,
        penaltyFactors: penalty(crossed.designMatrix.layout, factor: factor).factors,
        folds: folds.ofRows, foldCount: folds.count, scheme: folds.scheme,
        lambdas: [penalty.lambda], threads: settings.threads)
      let loss = validation.points[0].meanLoss
      guard loss < best.loss else { break }
      best = (factor, loss)
    }
    return best.factor
  }

  /// What effects of segments change on folds that fits have not seen; nil where a fold cannot be
  /// fitted.
  ///
  /// Every fit looks for the tables itself: the way is judged, not its tables.
  func gain(factor: Double) throws -> LossDifference? {
    let folds = try estimator.folds(of: encoded)
    let judgeable = Set(leads.judgeable(encoded.rows))
    var judged: [Int] = []
    var logOdds: (reference: [Double], challenger: [Double]) = ([], [])
    for fold in 0..<folds.count {
      let held = encoded.rows.indices.filter {
        folds.ofRows[$0] == fold && judgeable.contains(encoded.rows[$0])
      }
      let known = encoded.rows.indices.filter { row in
        switch folds.scheme {
        case .otherFolds: folds.ofRows[row] != fold
        case .earlierFolds: folds.ofRows[row] < fold
        }
      }
      guard !held.isEmpty, !known.isEmpty else { continue }
      guard let sides = try? self.logOdds(of: held, byFitsTo: known, factor: factor) else {
        return nil
      }
      judged += held.map { encoded.rows[$0] }
      logOdds.reference += sides.reference
      logOdds.challenger += sides.challenger
    }
    return try? LossDifference(
      reference: logOdds.reference.map(logistic), challenger: logOdds.challenger.map(logistic),
      outcomes: judged.map { leads.outcomes[$0] },
      weights: leads.weights.map { weights in judged.map { weights[$0] } })
  }

  /// What fits to some leads, without effects of segments and with them, make of others.
  private func logOdds(
    of held: [Int], byFitsTo known: [Int], factor: Double
  ) throws -> (reference: [Double], challenger: [Double]) {
    let fitted = encoded.places(known)
    let old = try fit(fitted, penalty, start: coefficients)
    let reference = linearPredictor(encoded.places(held), old)
    let tables = telling(known, fitted, old)
    guard !tables.isEmpty else { return (reference, reference) }
    let crossed = crossed(tables)
    let penalty = penalty(crossed.designMatrix.layout, factor: factor)
    let further = crossed.designMatrix.layout.count - old.count
    let new = try fit(
      crossed.places(known), penalty, start: old + [Double](repeating: 0, count: further))
    return (reference, linearPredictor(crossed.places(held), new))
  }

  private func fit(
    _ encoded: EncodedLeads, _ penalty: RidgePenalty, start: [Double]
  ) throws -> [Double] {
    try LogisticRegression.fit(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      penalty: penalty, start: start, threads: settings.threads
    ).coefficients
  }

  private func linearPredictor(_ encoded: EncodedLeads, _ coefficients: [Double]) -> [Double] {
    encoded.designMatrix.linearPredictor(coefficients, threads: settings.threads)
  }

  /// The tables in which leads show effects of segments beyond a fit to them.
  private func telling(_ places: [Int], _ fitted: EncodedLeads, _ coefficients: [Double]) -> [Int] {
    var (residuals, weights) = ([Double](), [Double]())
    for (row, value) in linearPredictor(fitted, coefficients).enumerated() {
      let (weight, probability) = (fitted.weights?[row] ?? 1, logistic(value))
      residuals.append(weight * (fitted.outcomes[row] - probability))
      weights.append(weight * probability * (1 - probability))
    }
    return crossings.telling(
      at: places, residuals: residuals, weights: weights, threads: settings.threads)
  }
}
