import Evaluation
import FeatureExtraction
import ScoringModel
import Training

/// An effect in log odds with the ends of its 95 % interval; all equal where there is none.
struct EffectEstimate {
  let value, lower, upper: Double

  /// Whether the interval leaves out 0, so that chance alone hardly explains the effect.
  var isClear: Bool { lower < upper && (lower > 0 || upper < 0) }
}

extension EffectEstimate {
  /// The effect of a coefficient.
  init(_ row: CoefficientRow) {
    value = row.estimate
    let halfWidth = (row.interval?.upper ?? row.estimate) - row.estimate
    lower = halfWidth.isFinite ? row.estimate - halfWidth : row.estimate
    upper = halfWidth.isFinite ? row.estimate + halfWidth : row.estimate
  }
}

extension TrainingResult {
  /// The effects of a feature's levels, in their order.
  func levelEffects(ofFeature index: Int) -> [EffectEstimate] {
    zip(model.terms, coefficients.dropFirst()).filter { $0.0.feature == index }
      .map { EffectEstimate($0.1) }
  }
}
