import Evaluation

/// How far two distributions over the same bins lie apart: Σ (q − p) ln(q/p).
///
/// Half a lead is added to every bin on both sides, so that an empty one is no infinity; the usual
/// clamp to 1e-4 doubles false alarms on few leads. Without a change the index is about
/// (1/n + 1/m) times chi-square with one degree of freedom less than there are bins.
public struct PopulationStabilityIndex: Sendable, Equatable {
  /// The index.
  public let value: Double
  /// How many bins there are.
  public let binCount: Int
  /// How many leads the reference and the night have.
  public let referenceCount, count: Int

  /// Compares two counts over the same bins.
  ///
  /// - Precondition: both have as many bins, at least two.
  public init(reference: [Int], current: [Int]) {
    precondition(reference.count == current.count && reference.count > 1)
    binCount = reference.count
    referenceCount = reference.reduce(0, +)
    count = current.reduce(0, +)
    let bins = Double(reference.count)
    var sum = 0.0
    for (before, now) in zip(reference, current) {
      let p = (Double(before) + 0.5) / (Double(referenceCount) + bins / 2)
      let q = (Double(now) + 0.5) / (Double(count) + bins / 2)
      sum += (q - p) * naturalLogarithm(q / p)
    }
    value = sum
  }

  private var scale: Double { 1 / Double(max(1, referenceCount)) + 1 / Double(max(1, count)) }

  /// The value that chance exceeds with a probability when nothing has changed.
  ///
  /// - Parameter probability: The probability, for instance 0.001.
  /// - Returns: The value.
  public func critical(_ probability: Double) -> Double {
    scale * ChiSquareDistribution(degreesOfFreedom: binCount - 1).upperQuantile(probability)
  }

  /// The probability of an index at least as high when nothing has changed.
  public var pValue: Double {
    ChiSquareDistribution(degreesOfFreedom: binCount - 1).survival(value / scale)
  }

  /// The fewest leads of a night for which chance stays below a threshold; nil when no number
  /// would do, because the reference has too few.
  ///
  /// - Parameters:
  ///   - threshold: The index to tell from chance.
  ///   - binCount: The number of bins.
  ///   - referenceCount: The leads of the reference.
  ///   - probability: The probability that chance exceeds it.
  /// - Returns: The number of leads.
  public static func fewest(
    threshold: Double, binCount: Int, referenceCount: Int, probability: Double
  ) -> Int? {
    let quantile = ChiSquareDistribution(degreesOfFreedom: binCount - 1)
      .upperQuantile(probability)
    let left = threshold - quantile / Double(max(1, referenceCount))
    return left > 0 ? Int((quantile / left).rounded(.up)) : nil
  }
}
