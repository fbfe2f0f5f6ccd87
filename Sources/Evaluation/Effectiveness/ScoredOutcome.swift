/// A lead in use: what its stored score was, and what became of it.
public struct ScoredOutcome: Sendable, Equatable {
  /// How a lead ended, as far as that is known.
  public enum End: Sendable, Equatable {
    /// It converted, and was worth so much where that is known.
    case won(revenue: Double?)
    /// It was lost, or its time is over.
    case lost
    /// Its time is not over yet.
    case open
  }

  /// The month of its first score, or in which it could first have been scored: `2026-03`.
  public let month: String
  /// The tier it was stored with; nil when it was never scored.
  public let tier: String?
  /// The 0–100 score it was stored with; nil when it was never scored.
  public let score: Double?
  /// The probability it was stored with; nil when that was not stored.
  public let probability: Double?
  /// How it ended.
  public let end: End

  /// A lead with its score and its end.
  public init(month: String, tier: String?, score: Double?, probability: Double?, end: End) {
    self.month = month
    self.tier = tier
    self.score = score
    self.probability = probability
    self.end = end
  }
}
