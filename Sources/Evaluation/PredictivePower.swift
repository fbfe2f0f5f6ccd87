/// Whether a ranking was shown to tell conversions from the rest better than a coin would.
public enum PredictivePower: String, Sendable, Equatable, Codable, CaseIterable {
  /// The interval of the AUC lies above 0.5.
  case shown
  /// The interval of the AUC covers 0.5: the ranking may be noise.
  case notShown
  /// The interval of the AUC lies below 0.5: the ranking puts conversions last.
  case reversed

  /// Judges a ranking by the 95 % interval of its AUC that is reported.
  public init(_ auc: AUC) {
    let interval = auc.reportedInterval
    if interval.lower > 0.5 {
      self = .shown
    } else if interval.upper < 0.5 {
      self = .reversed
    } else {
      self = .notShown
    }
  }
}
