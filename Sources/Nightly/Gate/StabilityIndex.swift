#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The population stability index between two counts of the same bins.
///
/// `Σ (q − p) ln(q / p)` with shares of counts that have half a lead added, so that an empty bin has
/// a share. Without a change it is about `(1/n + 1/m) χ²` with one degree of freedom less than bins.
public struct StabilityIndex: Sendable, Equatable {
  /// The index.
  public let value: Double
  /// The value that is exceeded once in a thousand times when nothing changed; for ten bins.
  public let critical: Double

  /// The 99.9 % point of χ² with nine degrees of freedom (R: `qchisq(0.999, 9)`).
  private static let quantile = 27.877164871256568

  /// The index of two counts.
  ///
  /// - Precondition: both have the same number of bins.
  public init(_ before: [Int], _ now: [Int]) {
    precondition(before.count == now.count, "\(before.count) and \(now.count) bins")
    let (n, m) = (Double(before.reduce(0, +)), Double(now.reduce(0, +)))
    let half = Double(before.count) / 2
    value = zip(before, now).reduce(0) { sum, counts in
      let p = (Double(counts.0) + 0.5) / (n + half)
      let q = (Double(counts.1) + 0.5) / (m + half)
      return sum + (q - p) * log(q / p)
    }
    critical = n > 0 && m > 0 ? (1 / n + 1 / m) * StabilityIndex.quantile : .infinity
  }
}
