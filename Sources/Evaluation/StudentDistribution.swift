#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Student's t distribution, of any positive number of degrees of freedom.
public struct StudentDistribution: Sendable, Equatable {
  /// The degrees of freedom, above zero and not necessarily whole.
  public let degreesOfFreedom: Double

  /// Creates the distribution.
  ///
  /// - Parameter degreesOfFreedom: The degrees of freedom, above zero.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value whose distance from zero is at least that of `t`.
  ///
  /// The regularised incomplete beta function I(ν/(ν + t²); ν/2, 1/2) by its continued fraction
  /// (Abramowitz and Stegun 26.5.8, 26.7.1); the normal distribution above 10⁷ degrees of freedom.
  public func twoSidedPValue(_ t: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : 0 }
    guard degreesOfFreedom < 1e7 else { return NormalDistribution.twoSidedPValue(t) }
    let a = degreesOfFreedom / 2
    let square = t * t
    let x = degreesOfFreedom / (degreesOfFreedom + square)
    let complement = square / (degreesOfFreedom + square)
    guard complement > 0 else { return 1 }
    let logFactor =
      lgamma(a + 0.5) - lgamma(a) - lgamma(0.5) + a * log(x) + 0.5 * log(complement)
    // Each tail has its own fraction, so that a small probability is not a difference of large ones.
    return x < (a + 1) / (a + 2.5)
      ? exp(logFactor) * Self.continuedFraction(x, a, 0.5) / a
      : 1 - exp(logFactor) * Self.continuedFraction(complement, 0.5, a) / 0.5
  }

  /// The value that a draw's distance from zero exceeds with a probability strictly between 0
  /// and 1, by bisection: 2.776 for 0.05 and 4 degrees of freedom.
  public func twoSidedQuantile(_ probability: Double) -> Double {
    var upper = 1.0
    while twoSidedPValue(upper) > probability, upper < 1e300 { upper *= 2 }
    var lower = 0.0
    while true {
      let middle = lower + (upper - lower) / 2
      guard lower < middle, middle < upper else { return upper }
      if twoSidedPValue(middle) > probability { lower = middle } else { upper = middle }
    }
  }

  /// Lentz's evaluation of the fraction of the incomplete beta function.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func awayFromZero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...20_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / awayFromZero(1 + even * d)
      c = awayFromZero(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / awayFromZero(1 + odd * d)
      c = awayFromZero(1 + odd / c)
      fraction *= d * c
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return fraction
  }
}
