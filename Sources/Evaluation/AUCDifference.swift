/// The difference between the AUCs of two rankings of the same rows, by the paired DeLong test.
public struct AUCDifference: Sendable, Equatable, Codable {
  /// The AUC of the ranking that is compared with.
  public let reference: AUC
  /// The AUC of the ranking that is put to the test.
  public let challenger: AUC
  /// The challenger's AUC less the reference's.
  public let value: Double
  /// DeLong's variance of the difference; `nil` if there is only one conversion or only one
  /// non-conversion.
  public let variance: Double?
  /// The 95 % interval of the true difference, clipped to [−1, 1].
  ///
  /// [0, 0] if the two rankings treat every pair of rows alike. If the variance is unknown, or
  /// zero although the rankings differ, the interval combines those of the two AUCs as if they
  /// were independent (Zou and Donner, Statistics in Medicine 27, 2008).
  public let interval: ConfidenceInterval
  /// The difference in standard errors, zero for rankings that agree on all pairs; `nil` where
  /// the variance is unknown, or zero although the rankings differ.
  public let z: Double?
  /// The two-sided p-value of no difference; `nil` where `z` is.
  public let pValue: Double?

  /// Compares two vectors of scores on the same outcomes.
  ///
  /// - Parameters:
  ///   - reference: The scores that are compared with, one for each row, on any scale.
  ///   - challenger: The scores that are put to the test, one for each row, on any scale.
  ///   - outcomes: Whether each row converted.
  /// - Throws: ``EvaluationError`` as ``RankedOutcomes/init(scores:outcomes:)`` does.
  public init(
    reference: [Double], challenger: [Double], outcomes: [Bool]
  ) throws(EvaluationError) {
    self.init(
      reference: try RankedOutcomes(scores: reference, outcomes: outcomes),
      challenger: try RankedOutcomes(scores: challenger, outcomes: outcomes))
  }

  /// Compares two rankings of the same rows, passed in the same order.
  init(reference: RankedOutcomes, challenger: RankedOutcomes) {
    let referenceWins = PairWins(reference)
    let challengerWins = PairWins(challenger)
    let excess = PairWins(challengerWins, minus: referenceWins)
    self.reference = AUC(referenceWins)
    self.challenger = AUC(challengerWins)
    value = excess.share
    variance = excess.variance
    if excess.areAllZero {
      interval = ConfidenceInterval(lower: 0, upper: 0)
      z = 0
    } else if let variance = excess.variance, variance > 0 {
      interval = ConfidenceInterval(
        estimate: value, standardError: variance.squareRoot(), clippedTo: -1...1)
      z = value / variance.squareRoot()
    } else {
      interval = Self.combinedInterval(of: self.challenger, minus: self.reference)
      z = nil
    }
    pValue = z.map(NormalDistribution.twoSidedPValue)
  }

  /// A difference that was estimated otherwise, with the normal interval of its variance.
  init(reference: AUC, challenger: AUC, variance: Double) {
    self.reference = reference
    self.challenger = challenger
    self.variance = variance
    value = challenger.value - reference.value
    interval = ConfidenceInterval(
      estimate: value, standardError: variance.squareRoot(), clippedTo: -1...1)
    z = variance > 0 ? value / variance.squareRoot() : nil
    pValue = z.map(NormalDistribution.twoSidedPValue)
  }

  /// Zou and Donner's interval of a difference from the intervals of its two parts.
  static func combinedInterval(of left: AUC, minus right: AUC) -> ConfidenceInterval {
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let difference = left.value - right.value
    let below = length(left.value - left.interval.lower, right.interval.upper - right.value)
    let above = length(left.interval.upper - left.value, right.value - right.interval.lower)
    return ConfidenceInterval(
      lower: max(-1, difference - below), upper: min(1, difference + above))
  }
}
