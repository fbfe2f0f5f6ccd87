public import Tables

/// What is kept of a night for later ones: counts and verdicts, never a lead.
public struct NightRecord: Sendable, Equatable, Codable {
  /// A check as it came out.
  public struct Result: Sendable, Equatable, Codable {
    /// Which check.
    public let key: String
    /// The number that was found.
    public let value: Double?
    /// What that night alone would say, and what was said.
    public let tonight, verdict: Verdict
  }

  /// The moment of the night, RFC 3339 in UTC.
  public let asOf: String
  /// The digest of the model that scored.
  public let model: String
  /// How many leads there were.
  public let rows: Int
  /// The times of the newest event and of the newest lead, RFC 3339; nil where none is known.
  public let newestEvent, newestLead: String?
  /// The shares of events that were of no use; nil where there are none.
  public let uselessEvents: Night.UselessEvents?
  /// A digest over their contents.
  public let fingerprint: String
  /// The leads in the bins of every column.
  public let columns: [ColumnCounts]
  /// The leads in the bins of the scores.
  public let scores: ColumnCounts?
  /// The leads in each tier.
  public let tiers: [Int]
  /// What the checks said.
  public let results: [Result]

  enum CodingKeys: String, CodingKey {
    case asOf = "as_of"
    case model, rows
    case newestEvent = "newest_event"
    case newestLead = "newest_lead"
    case uselessEvents = "useless_events"
    case fingerprint, columns, scores, tiers, results
  }

  /// The moment of the night; nil when the text is none.
  public var moment: Timestamp? { TimestampFormat.iso8601.timestamp(asOf) }

  /// What was said about the whole night.
  public var verdict: Verdict { results.map(\.verdict).max() ?? .ok }
}
