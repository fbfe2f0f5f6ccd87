public import Evaluation
public import FeatureExtraction
public import ScoringModel
public import Tables

/// Scores as they were stored when people worked by them, one per lead: its first.
public struct ScoreHistory: Sendable {
  /// A stored score.
  public struct Entry: Sendable, Equatable {
    /// When the lead was scored.
    public let asOf: Timestamp
    /// The tier it was put into.
    public let tier: String
    /// The 0–100 score.
    public let score: Double
    /// The probability; nil when it was not stored.
    public let probability: Double?
  }

  /// The first stored score of each lead.
  public let first: [String: Entry]
  /// How many scores were read.
  public let count: Int

  /// What a history needs of each stored score.
  public static let fields: Set<StoredScores.Field> = [.score, .tier]

  /// The first score of each lead among stored ones; those without a score or a tier are left out.
  public init(_ stored: StoredScores) {
    var first: [String: Entry] = [:]
    var nights: Set<Timestamp> = []
    for row in stored.rows {
      guard let score = row.score, let tier = row.tier else { continue }
      nights.insert(row.asOf)
      if let earlier = first[row.lead], earlier.asOf <= row.asOf { continue }
      first[row.lead] = Entry(
        asOf: row.asOf, tier: tier, score: score, probability: row.probability)
    }
    self.first = first
    self.nights = nights.sorted()
    count = stored.rows.count
  }

  /// The times of all scores, each once, in order.
  private let nights: [Timestamp]

  /// What became of the leads of a project, with the scores they had; nothing is scored again.
  ///
  /// A lead has won when it converted after its score and within the project's horizon, is lost when
  /// it was lost or its horizon is over, and open until then. Leads that had converted or were lost
  /// before they were scored are left out, as are leads created after `now`. A lead without a score
  /// counts from the first night that could have scored it; one that had ended by then, or that no
  /// night could have scored, is left out, or quick conversions would flatter the unscored.
  ///
  /// - Parameters:
  ///   - tables: The data of the project.
  ///   - now: The time up to which outcomes are known.
  /// - Returns: One element per lead.
  public func outcomes(in tables: ProjectTables, asOf now: Timestamp) -> [ScoredOutcome] {
    (0..<tables.leadCount).compactMap { row in
      let entry = first[tables.identifiers[row]].flatMap { $0.asOf <= now ? $0 : nil }
      guard let start = entry?.asOf ?? nights.first(where: { $0 >= tables.created[row] }),
        start <= now, let end = tables.end(ofLead: row, since: start, now: now)
      else { return nil }
      if entry == nil, tables.isOver(row, by: start) { return nil }
      return ScoredOutcome(
        month: String(start.description.prefix(7)), tier: entry?.tier, score: entry?.score,
        probability: entry?.probability, end: end)
    }
  }
}

extension ProjectTables {
  /// How a lead ended; nil when it had ended before it was scored.
  fileprivate func end(
    ofLead row: Int, since start: Timestamp, now: Timestamp
  ) -> ScoredOutcome.End? {
    let moment = snapshotMoment(ofLead: row) ?? start
    let deadline = project.outcome.horizon.map { moment + $0 }
    switch outcome(ofLead: row, asOf: now) {
    case .won(let time) where time <= now && time <= deadline ?? now:
      guard time > start else { return nil }
      let amount = amounts.map { $0[row] }
      return .won(revenue: amount.flatMap { $0.isNaN ? nil : $0 })
    case .lost(let time) where time ?? now <= now:
      if let time, time <= start { return nil }
      return .lost
    default: return deadline.map { $0 <= now } ?? false ? .lost : .open
    }
  }

  /// Whether a lead's time was over at a moment.
  fileprivate func isOver(_ row: Int, by moment: Timestamp) -> Bool {
    guard let horizon = project.outcome.horizon, let snapshot = snapshotMoment(ofLead: row) else {
      return false
    }
    return snapshot + horizon <= moment
  }
}
