public import Tables

/// Where scores go.
public struct ScoreOutputs {
  /// The records of `scores.csv`; nil for nowhere.
  public let scores: AtomicFile?
  /// The long table of contributions; nil for nowhere.
  public let contributions: AtomicFile?
  /// The rows of a table of ``ScoreRecords/layout``; nil for nowhere.
  public let records: TableCopy?
  /// Whether the summary tells the tier of every lead.
  public let keepsTiers: Bool

  /// Some outputs.
  public init(
    scores: AtomicFile? = nil, contributions: AtomicFile? = nil, records: TableCopy? = nil,
    keepsTiers: Bool = false
  ) {
    self.scores = scores
    self.contributions = contributions
    self.records = records
    self.keepsTiers = keepsTiers
  }
}
