public import Evaluation
public import FeatureExtraction
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

  /// The columns that a history needs beside the lead's identifier.
  public static let columns = ["as_of", "tier", "score"]

  /// Reads stored scores: `lead_id, as_of, model, score, tier, probability`, a row per score.
  ///
  /// - Parameters:
  ///   - table: The scores; `as_of` holds moments, `score` and `probability` numbers.
  ///   - identifier: The column of the lead's identifier.
  ///   - scoredAt: When all of them were made, for a table without `as_of`.
  /// - Throws: `DataProblems` with the places of rows without a score, a tier or a moment.
  public init(_ table: Table, identifier: String, scoredAt: Timestamp? = nil) throws {
    var first: [String: Entry] = [:]
    var nights: Set<Timestamp> = []
    var problems: [DataProblem] = []
    for row in 0..<table.rowCount {
      let moment = table["as_of"].map { $0.moment(row) } ?? scoredAt
      guard let id = table[identifier]?.text(row), let moment,
        let score = table["score"]?.number(row), let tier = table["tier"]?.text(row)
      else {
        problems.append(
          DataProblem(
            place: table.place(ofRow: row), column: nil,
            kind: .custom("a stored score needs \(identifier.displayed()), as_of, score and tier")))
        continue
      }
      nights.insert(moment)
      let entry = Entry(
        asOf: moment, tier: tier, score: score, probability: table["probability"]?.number(row))
      if let earlier = first[id], earlier.asOf <= moment { continue }
      first[id] = entry
    }
    try DataProblems(problems).throwIfAny()
    self.first = first
    self.nights = nights.sorted()
    count = table.rowCount
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
    switch outcomes[row] {
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

extension Column {
  fileprivate func number(_ row: Int) -> Double? {
    guard case .numbers(let numbers) = values, !numbers[row].isNaN else { return nil }
    return numbers[row]
  }

  fileprivate func moment(_ row: Int) -> Timestamp? {
    guard case .timestamps(let moments) = values else { return nil }
    return moments[row]
  }
}
