/// The difference between AUCs on two sets of rows, such as two periods.
///
/// A t test with Satterthwaite's degrees of freedom, as in pROC's `roc.test` for unpaired curves.
/// Scores of the same rows are compared by ``AUCDifference``, which is sharper.
public struct UnpairedAUCDifference: Sendable, Equatable, Codable {
  /// The AUC of the rows that are compared with.
  public let earlier: AUC
  /// The AUC of the rows that are put to the test.
  public let later: AUC
  /// The later AUC less the earlier.
  public let value: Double
  /// The difference in standard errors; `nil` if a variance is unknown or both are zero.
  public let t: Double?
  /// The degrees of freedom of `t`; `nil` where it is.
  public let degreesOfFreedom: Double?
  /// The two-sided p-value of no difference; `nil` where `t` is.
  public let pValue: Double?
  /// The 95 % interval of the true difference, clipped to [−1, 1]; where `t` is `nil`, the
  /// intervals of the two AUCs combined as in ``AUCDifference/interval``.
  public let interval: ConfidenceInterval

  /// Compares two rankings of different rows.
  ///
  /// - Parameters:
  ///   - earlier: The ranking that is compared with.
  ///   - later: The ranking that is put to the test.
  public init(earlier: RankedOutcomes, later: RankedOutcomes) {
    let earlierAUC = AUC(earlier)
    let laterAUC = AUC(later)
    self.earlier = earlierAUC
    self.later = laterAUC
    value = laterAUC.value - earlierAUC.value
    guard let left = earlierAUC.variance, let right = laterAUC.variance, left + right > 0 else {
      t = nil
      degreesOfFreedom = nil
      pValue = nil
      interval = AUCDifference.combinedInterval(of: laterAUC, minus: earlierAUC)
      return
    }
    let total = left + right
    let degrees =
      total * total
      / (left * left / Double(earlier.rowCount - 1) + right * right / Double(later.rowCount - 1))
    let distribution = StudentDistribution(degreesOfFreedom: degrees)
    let t = value / total.squareRoot()
    let halfWidth = distribution.twoSidedQuantile(0.05) * total.squareRoot()
    self.t = t
    degreesOfFreedom = degrees
    pValue = distribution.twoSidedPValue(t)
    interval = ConfidenceInterval(
      lower: max(-1, value - halfWidth), upper: min(1, value + halfWidth))
  }
}
