#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The chi-square distribution with a whole number of degrees of freedom.
public struct ChiSquareDistribution: Sendable, Equatable {
  /// The number of squared standard normal draws that are added up, at least one.
  public let degreesOfFreedom: Int

  /// Creates the distribution of a sum of squared standard normal draws.
  ///
  /// - Parameter degreesOfFreedom: The number of draws, at least one.
  public init(degreesOfFreedom: Int) {
    precondition(degreesOfFreedom >= 1, "\(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value above `x`: the p-value of a Wald, score or likelihood-ratio test.
  ///
  /// One for `x` ≤ 0. The sum of one closed form (one or two degrees of freedom) and one positive
  /// term for every further two (Abramowitz and Stegun 26.4.4 and 26.4.5), so nothing cancels.
  public func survival(_ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? .nan : 1 }
    guard x < .infinity else { return 0 }
    let half = x / 2
    var degrees = degreesOfFreedom.isMultiple(of: 2) ? 2 : 1
    var probability = degrees == 2 ? exp(-half) : erfc(half.squareRoot())
    // Terms are (x/2)^(k/2) e^(-x/2) / Γ(k/2 + 1); logarithms keep large `x` from underflowing.
    var logTerm = degrees == 2 ? log(half) - half : 0.5 * log(4 * half / Double.pi) - half
    while degrees < degreesOfFreedom {
      probability += exp(logTerm)
      degrees += 2
      logTerm += log(x / Double(degrees))
    }
    return min(probability, 1)
  }
}
