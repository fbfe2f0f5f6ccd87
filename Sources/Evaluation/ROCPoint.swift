/// One point of a ROC curve: what calling every row from a score upwards catches and costs.
public struct ROCPoint: Sendable, Equatable, Codable {
  /// The lowest score called; `nil` at the start of the curve, where nobody is called.
  public let threshold: Double?
  /// The share of non-conversions called.
  public let falsePositiveRate: Double
  /// The share of conversions called.
  public let truePositiveRate: Double
}

extension RankedOutcomes {
  /// The ROC curve from (0, 0) to (1, 1), thinned for plotting.
  ///
  /// Every point is one the curve really passes through, at a distinct score; where there are
  /// more distinct scores than points, the points kept lie evenly along the curve.
  ///
  /// - Parameter maximumPoints: The largest number of points returned, at least two.
  /// - Returns: The points from the highest threshold to the lowest.
  public func rocCurve(maximumPoints: Int = 201) -> [ROCPoint] {
    precondition(maximumPoints >= 2, "\(maximumPoints) points do not make a curve")
    let steps = Double(maximumPoints - 1)
    var curve = [ROCPoint(threshold: nil, falsePositiveRate: 0, truePositiveRate: 0)]
    var reached = 0.0
    for group in groups {
      let falseRate = Double(group.negativesAbove + group.negatives) / Double(negativeCount)
      let trueRate = Double(group.positivesAbove + group.positives) / Double(positiveCount)
      let step = ((falseRate + trueRate) / 2 * steps).rounded(.down)
      guard groups.count < maximumPoints || step > reached else { continue }
      reached = step
      curve.append(
        ROCPoint(
          threshold: group.score, falsePositiveRate: falseRate, truePositiveRate: trueRate))
    }
    return curve
  }
}
