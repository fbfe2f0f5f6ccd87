/// A range that covers the true value in about 95 % of repetitions of the data.
public struct ConfidenceInterval: Sendable, Equatable, Codable {
  /// The lower limit, included.
  public let lower: Double
  /// The upper limit, included.
  public let upper: Double

  /// Creates the interval between two limits.
  ///
  /// - Parameters:
  ///   - lower: The lower limit.
  ///   - upper: The upper limit, not below `lower`.
  public init(lower: Double, upper: Double) {
    precondition(lower <= upper, "interval limits \(lower) and \(upper) are out of order")
    self.lower = lower
    self.upper = upper
  }

  /// Whether the value lies between the limits, or on one of them.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }
}

extension ConfidenceInterval {
  /// The standard normal deviate that 2.5 % of draws exceed.
  static let normalDeviate = NormalDistribution.quantile(0.975)

  /// The estimate plus and minus 1.96 standard errors, cut off at the limits of the parameter.
  init(estimate: Double, standardError: Double, clippedTo range: ClosedRange<Double>) {
    let halfWidth = Self.normalDeviate * standardError
    self.init(
      lower: min(max(estimate - halfWidth, range.lowerBound), range.upperBound),
      upper: min(max(estimate + halfWidth, range.lowerBound), range.upperBound))
  }

  /// The 2.5 % and 97.5 % quantiles of at least one bootstrap replicate.
  init(percentilesOf replicates: [Double]) {
    let sorted = replicates.sorted()
    self.init(lower: sorted.quantile(0.025), upper: sorted.quantile(0.975))
  }
}

extension [Double] {
  /// A quantile of at least one number in ascending order, interpolated between neighbours (Hyndman
  /// and Fan's type 7).
  func quantile(_ share: Double) -> Double {
    let position = share * Double(count - 1)
    let below = Int(position)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (position - Double(below)) * (self[above] - self[below])
  }
}
