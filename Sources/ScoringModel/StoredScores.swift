public import Tables

/// Scores read back from where they were stored: what people worked by.
///
/// The one reader of files that `score` or people have written and of tables of scores, whose rows
/// are a lead at a moment.
public struct StoredScores: Sendable {
  /// What may be stored of a score.
  public enum Field: String, Sendable, CaseIterable {
    /// The probability of a conversion, from 0 to 1.
    case probability
    /// The 0–100 score.
    case score
    /// The tier.
    case tier
    /// The points that the rules gave.
    case points
  }

  /// A score of a lead at a moment.
  public struct Row: Sendable, Equatable {
    /// The lead.
    public let lead: String
    /// When it was scored.
    public let asOf: Timestamp
    /// The probability of a conversion; nil where it was not stored.
    public let probability: Double?
    /// The 0–100 score; nil where it was not stored.
    public let score: Double?
    /// The tier; nil where it was not stored.
    public let tier: String?
    /// The points that the rules gave; nil where they were not stored.
    public let points: Double?
  }

  /// The scores in the order of the file.
  public let rows: [Row]

  /// The usual name of the column that names a lead.
  public static let identifier = "lead_id"
  private static let moment = "as_of"

  /// Reads scores.
  ///
  /// - Parameters:
  ///   - file: The scores, a row each, with the columns `lead_id`, `as_of` and those of the fields.
  ///   - needed: The fields that every row must have.
  ///   - optional: The fields that are read where there is a column of them.
  ///   - identifier: What the column of leads may be called too, as the leads of a project call it.
  ///   - scoredAt: When all of them were made, in place of `as_of`.
  ///   - threads: How many threads read; the result does not depend on it.
  /// - Throws: `DataProblems` with the places of what is missing or wrong.
  public init(
    _ file: CSVFile, needing needed: Set<Field>, reading optional: Set<Field> = [],
    identifier: String = StoredScores.identifier, scoredAt: Timestamp? = nil, threads: Int
  ) throws {
    let lead = file.names.contains(identifier) ? identifier : StoredScores.identifier
    var kinds: [String: ColumnKind] = [lead: .text]
    if scoredAt == nil { kinds[StoredScores.moment] = .timestamp(.iso8601) }
    for field in Field.allCases {
      let isThere = optional.contains(field) && file.names.contains(field.rawValue)
      if needed.contains(field) || isThere { kinds[field.rawValue] = field.kind }
    }
    try file.require(kinds.keys.sorted())
    let table = try file.read(kinds: kinds, only: Set(kinds.keys), threads: threads)
    rows = try StoredScores.rows(of: table, lead: lead, needed: needed, scoredAt: scoredAt)
  }

  private static func rows(
    of table: Table, lead: String, needed: Set<Field>, scoredAt: Timestamp?
  ) throws -> [Row] {
    let columns = (
      lead: table[lead], moment: table[moment], probability: table[Field.probability.rawValue],
      score: table[Field.score.rawValue], tier: table[Field.tier.rawValue],
      points: table[Field.points.rawValue]
    )
    var problems: [DataProblem] = []
    func refuse(_ row: Int, _ column: String, _ text: String) {
      problems.append(
        DataProblem(place: table.place(ofRow: row), column: column, kind: .custom(text)))
    }
    let rows = (0..<table.rowCount).map { row in
      Row(
        lead: columns.lead?.text(row) ?? "",
        asOf: scoredAt ?? columns.moment?.moment(row) ?? Timestamp(microseconds: 0),
        probability: columns.probability?.number(row), score: columns.score?.number(row),
        tier: columns.tier?.text(row), points: columns.points?.number(row))
    }
    for (index, row) in rows.enumerated() {
      if row.lead.isEmpty { refuse(index, lead, "a stored score names no lead") }
      if scoredAt == nil, columns.moment?.moment(index) == nil {
        refuse(index, moment, "a stored score has no moment")
      }
      for field in Field.allCases where needed.contains(field) && !row.has(field) {
        refuse(index, field.rawValue, "a stored score has no \(field.rawValue)")
      }
      if let probability = row.probability, !(0...1 ~= probability) {
        refuse(
          index, Field.probability.rawValue, "\(probability) is no probability from 0 to 1")
      }
    }
    try DataProblems(problems).throwIfAny()
    return rows
  }
}

extension StoredScores.Field {
  /// How the column is read.
  fileprivate var kind: ColumnKind {
    switch self {
    case .probability, .score, .points: .number
    case .tier: .category
    }
  }
}

extension StoredScores.Row {
  fileprivate func has(_ field: StoredScores.Field) -> Bool {
    switch field {
    case .probability: probability != nil
    case .score: score != nil
    case .tier: tier != nil
    case .points: points != nil
    }
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
