public import ScoringModel

/// The widest gap between the distribution of a number and that of the training leads.
public struct KolmogorovSmirnovTest: Sendable, Equatable {
  /// The gap D, 0...1.
  public let value: Double
  /// How many values the reference and the night have.
  public let referenceCount, count: Int

  /// A gap found before.
  public init(value: Double, referenceCount: Int, count: Int) {
    self.value = value
    self.referenceCount = referenceCount
    self.count = count
  }

  /// Compares values with the quantiles that a reference keeps; missing ones are left out.
  ///
  /// Between two quantiles the reference rises in a straight line, so D is known to within a
  /// hundredth or so.
  public init(reference: NumberReference, values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    var widest = 0.0
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      let upTo = reference.share(upTo: sorted[start])
      let below = reference.share(upTo: sorted[start].nextDown)
      widest = max(
        widest, (Double(end) / Double(sorted.count) - upTo).magnitude,
        (Double(start) / Double(sorted.count) - below).magnitude)
      start = end
    }
    value = widest
    referenceCount = reference.rows - reference.missing
    count = sorted.count
  }

  private var effectiveCount: Double {
    Double(referenceCount) * Double(count) / Double(max(1, referenceCount + count))
  }

  /// The asymptotic probability of a gap at least as wide when nothing has changed.
  ///
  /// With the correction for small samples of Stephens (1970); with ties it errs on the side of no
  /// change.
  public var pValue: Double {
    let root = effectiveCount.squareRoot()
    guard root > 0 else { return 1 }
    let lambda = (root + 0.12 + 0.11 / root) * value
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    var sign = 1.0
    for k in 1...100 {
      let term = exponential(-2 * Double(k * k) * lambda * lambda)
      sum += sign * term
      sign = -sign
      if term < 1e-17 { break }
    }
    return min(max(2 * sum, 0), 1)
  }

  /// The gap that chance exceeds with a probability, √(−ln(α/2)/2) over the root of the effective
  /// number of leads.
  ///
  /// - Parameter probability: The probability α.
  /// - Returns: The gap.
  public func critical(_ probability: Double) -> Double {
    (-naturalLogarithm(probability / 2) / 2).squareRoot() / effectiveCount.squareRoot()
  }
}
