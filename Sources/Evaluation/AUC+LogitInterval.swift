#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AUC {
  /// The 95 % interval found on the scale of ln(AUC / (1 − AUC)) and turned back.
  ///
  /// It never leaves [0, 1] and is longer towards 0.5, as it should be for an AUC near 1 (Pepe, "The
  /// Statistical Evaluation of Medical Tests", 2003, 5.2). ``interval`` where the AUC is 0 or 1 or
  /// its variance unknown.
  public var logitInterval: ConfidenceInterval {
    guard let standardError, value > 0, value < 1 else { return interval }
    let logit = log(value) - log1p(-value)
    let halfWidth = ConfidenceInterval.normalDeviate * standardError / (value * (1 - value))
    func rate(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
    return ConfidenceInterval(lower: rate(logit - halfWidth), upper: rate(logit + halfWidth))
  }
}
