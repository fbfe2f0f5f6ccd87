#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ProbabilityCalibration {
  /// The lowest log odds whose calibrated probability is at least the one given, strictly between 0
  /// and 1; infinite where all reach it (negative) or none does (positive).
  public func lowestLogOdds(reaching probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "\(probability) has no log odds")
    return switch self {
    case .line(let line):
      (log(probability) - log1p(-probability) - line.intercept) / line.slope
    case .isotonic(let curve): curve.lowestLogOdds(reaching: probability)
    }
  }
}

extension IsotonicCalibration {
  fileprivate func lowestLogOdds(reaching probability: Double) -> Double {
    guard let index = levels.firstIndex(where: { $0.probability >= probability }) else {
      return .infinity
    }
    guard index > 0 else { return -.infinity }
    guard interpolation == .linear else { return levels[index].lowest }
    let (below, level) = (levels[index - 1], levels[index])
    let fraction =
      (probability - below.probability) / (level.probability - below.probability)
    return min(below.highest + fraction * (level.lowest - below.highest), level.lowest)
  }
}
