/// What a calibration is fitted to: the outcomes as they are, or drawn in from 0 and 1.
public enum CalibrationTargets: String, Sendable, Equatable, Codable, CaseIterable {
  /// A conversion counts as 1, any other row as 0: maximum likelihood.
  case observed
  /// With n₊ conversions and n₋ other rows, a conversion counts as (n₊ + 1)/(n₊ + 2) and any other
  /// row as 1/(n₋ + 2) (Platt, "Probabilistic outputs for support vector machines", 1999).
  ///
  /// The fit exists even for scores that separate the two kinds, and no level is 0 or 1. On many
  /// rows it hardly differs from ``observed``.
  case smoothed
}

extension ScoreGroups {
  /// The same rows with their outcomes replaced by targets; weights count as rows.
  func aimed(at targets: CalibrationTargets) -> ScoreGroups {
    guard targets == .smoothed else { return self }
    let high = (positiveWeight + 1) / (positiveWeight + 2)
    let low = 1 / (negativeWeight + 2)
    return ScoreGroups(
      scores: scores,
      positives: zip(positives, negatives).map { $0 * high + $1 * low },
      negatives: zip(positives, negatives).map { $0 * (1 - high) + $1 * (1 - low) })
  }
}
