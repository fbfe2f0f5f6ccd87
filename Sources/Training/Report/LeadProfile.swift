public import FeatureExtraction
import Tables

/// What the columns of labelled leads hold, and what will become of them.
public struct LeadProfile: Sendable {
  /// One column.
  public struct ColumnProfile: Sendable {
    /// Its name.
    public let name: String
    /// What it holds: numbers, categories, dates or text.
    public let values: String
    /// Where the knowledge comes from; nil when it is not used.
    public let kind: FeatureKind?
    /// The share of leads that have a value.
    public let filled: Double
    /// How many different values there are.
    public let distinct: Int
    /// What will become of it, in words.
    public let use: String
    /// Why it seems to know the outcome; nil when it does not.
    public let leak: LeakFinding?
  }

  /// The columns in the order of the table.
  public let columns: [ColumnProfile]

  /// Evidence against what is no column of its own, such as an event.
  public let otherLeaks: [LeakFinding]

  /// Looks at all columns of the leads, and at what is around them.
  public init(of leads: LabelledLeads, surroundings: LeakSurroundings = .none) {
    let findings = LeakGate().findings(in: leads, surroundings: surroundings)
    otherLeaks = findings.filter { leads.table[$0.column] == nil }
    columns = leads.table.columns.map { column in
      let declaration = leads.declarations.first { $0.column == column.name }
      let dropped = leads.dropped.first { $0.column == column.name }
      let present = (0..<column.count).filter { !column.isMissing($0) }
      return ColumnProfile(
        name: column.name, values: column.values.word, kind: declaration?.kind,
        filled: Double(present.count) / Double(max(1, column.count)),
        distinct: Set(present.map { column.text($0) }).count,
        use: declaration.map { "\($0.kind.rawValue) feature" }
          ?? dropped.map { "not used: \($0.reason)" } ?? "not used",
        leak: findings.first { $0.column == column.name })
    }
  }
}

extension ColumnValues {
  fileprivate var word: String {
    switch self {
    case .numbers: "numbers"
    case .categories: "categories"
    case .timestamps: "dates"
    case .text: "text"
    }
  }
}
