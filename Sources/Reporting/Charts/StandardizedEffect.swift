import Evaluation
import Training

/// A coefficient on a common scale: per standard deviation of a number, or of a level.
struct StandardizedEffect {
  let feature, label: String
  let estimate, lower, upper: Double

  /// The effect of a coefficient; nil for the intercept and where there is none to draw.
  init?(_ row: CoefficientRow) {
    guard row.source != nil, row.standardizedEstimate.isFinite, row.standardizedEstimate != 0
    else { return nil }
    feature = row.feature
    label = row.level.map { "\(row.feature): \($0)" } ?? row.feature
    estimate = row.standardizedEstimate
    let scale = row.estimate == 0 ? 1 : (row.standardizedEstimate / row.estimate).magnitude
    let halfWidth = ((row.interval?.upper ?? row.estimate) - row.estimate) * scale
    lower = halfWidth.isFinite ? estimate - halfWidth : estimate
    upper = halfWidth.isFinite ? estimate + halfWidth : estimate
  }
}
