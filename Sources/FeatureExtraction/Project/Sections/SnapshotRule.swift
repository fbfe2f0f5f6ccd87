public import Tables
internal import YAMLDocuments

/// The moment as of which a lead's features are taken.
public enum SnapshotRule: Sendable, Equatable {
  /// So long after the lead was created.
  case after(TimeSpan)
  /// The moment in a column of the lead.
  case at(TimeColumn)

  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let snapshot = try node.mapping()
    try snapshot.allow(only: ["after", "at", "every", "while"])
    for key in ["every", "while"] {
      if let node = snapshot.optional(key) {
        throw node.problem(ProjectFlaw.snapshotNotAvailable(key))
      }
    }
    guard let at = snapshot.optional("at") else {
      self = .after(try snapshot.required("after").timeSpan())
      return
    }
    if let after = snapshot.optional("after") {
      throw after.problem(ProjectFlaw.notTogether("after", "at"))
    }
    self = .at(try TimeColumn(at))
  }

  /// The moment in words: `14 days after created_at`.
  func description(created: String) -> String {
    switch self {
    case .after(let span): "\(span.words) after \(created)"
    case .at(let time): time.column.name
    }
  }
}
