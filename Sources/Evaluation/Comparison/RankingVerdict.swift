/// What a comparison of two rankings on the same rows settles.
public enum RankingVerdict: String, Sendable, Equatable, Codable, CaseIterable {
  /// The challenger was shown to rank better.
  case challengerWins
  /// The reference was shown to rank better.
  case referenceWins
  /// Neither was shown to rank better: prefer what is in use.
  case noDifferenceShown
  /// The challenger was not shown to rank better than chance: do not use it, whatever the
  /// reference is worth.
  case challengerHasNoPower

  /// Decides by 95 % intervals: the first of these rules that applies.
  ///
  /// 1. The interval of the challenger's AUC does not lie above 0.5: ``challengerHasNoPower``.
  /// 2. The interval of the paired difference lies above 0: ``challengerWins``.
  /// 3. It lies below 0: ``referenceWins``.
  /// 4. It covers 0: ``noDifferenceShown``.
  ///
  /// Two identical rankings with power end at rule 4, two that are noise at rule 1.
  public init(_ difference: AUCDifference) {
    if PredictivePower(difference.challenger) != .shown {
      self = .challengerHasNoPower
    } else if difference.interval.lower > 0 {
      self = .challengerWins
    } else if difference.interval.upper < 0 {
      self = .referenceWins
    } else {
      self = .noDifferenceShown
    }
  }
}
