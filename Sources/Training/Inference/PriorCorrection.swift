#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What to add to the intercept of a model whose rows were sampled by their outcome.
///
/// Sampling by outcome leaves all other coefficients consistent (Prentice and Pyke 1979), so the
/// shift of King and Zeng (2001) is all that a fit to down-sampled leads needs.
public struct PriorCorrection: Sendable, Equatable {
  /// The number to add to the intercept, and so to every log odds.
  public let shift: Double

  /// The correction for negatives that were kept with some probability, all positives being kept.
  ///
  /// A kept share `s` multiplies the odds by `1/s`, so the shift is `log s`: `p` becomes
  /// `s·p/(1 - p + s·p)`.
  ///
  /// - Parameter negativesKept: The share of the negatives in the sample, above 0 and at most 1.
  public init(negativesKept: Double) {
    precondition(negativesKept > 0 && negativesKept <= 1, "a share of \(negativesKept)")
    shift = log(negativesKept)
  }

  /// The correction for a known share of events in the population.
  ///
  /// It is `-log(((1 - τ)/τ)·(y/(1 - y)))`.
  ///
  /// - Parameters:
  ///   - populationShare: The share `τ` of events among all leads, between 0 and 1.
  ///   - sampleShare: Their share `y` among those fitted, between 0 and 1.
  public init(populationShare: Double, sampleShare: Double) {
    precondition(populationShare > 0 && populationShare < 1, "a share of \(populationShare)")
    precondition(sampleShare > 0 && sampleShare < 1, "a share of \(sampleShare)")
    shift =
      log(populationShare) - log1p(-populationShare) - log(sampleShare) + log1p(-sampleShare)
  }

  /// Coefficients with the intercept corrected.
  ///
  /// - Parameter coefficients: Coefficients with the intercept first.
  /// - Returns: As many coefficients.
  public func corrected(_ coefficients: [Double]) -> [Double] {
    guard let intercept = coefficients.first else { return [] }
    return [intercept + shift] + coefficients.dropFirst()
  }

  /// A probability corrected for the sampling.
  public func corrected(probability: Double) -> Double {
    let factor = exp(shift)
    return factor * probability / (1 - probability + factor * probability)
  }
}
