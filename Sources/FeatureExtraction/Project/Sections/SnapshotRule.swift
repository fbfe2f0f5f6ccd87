public import Tables
internal import YAMLDocuments

/// The moments as of which a lead's features are taken.
public enum SnapshotRule: Sendable, Equatable {
  /// One moment, so long after the lead was created.
  case after(TimeSpan)
  /// One moment, that in a column of the lead.
  case at(TimeColumn)
  /// Moments in equal steps while the lead is open.
  case every(RepeatedSnapshots)

  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let snapshot = try node.mapping()
    try snapshot.allow(only: ["after", "at", "every", "while", "for"])
    if let every = snapshot.optional("every") {
      if let at = snapshot.optional("at") {
        throw at.problem(ProjectFlaw.notTogether("every", "at"))
      }
      self = .every(try RepeatedSnapshots(snapshot, every: try every.timeSpan()))
      return
    }
    for key in ["while", "for"] {
      guard let node = snapshot.optional(key) else { continue }
      throw node.problem(ProjectFlaw.needs(key, beside: "every"))
    }
    guard let at = snapshot.optional("at") else {
      self = .after(try snapshot.required("after").delay())
      return
    }
    if let after = snapshot.optional("after") {
      throw after.problem(ProjectFlaw.notTogether("after", "at"))
    }
    self = .at(try TimeColumn(at))
  }

  /// Whether a lead may be seen at several moments.
  public var isRepeated: Bool {
    if case .every = self { true } else { false }
  }

  /// The moments in words: `14 days after created_at`.
  func description(created: String) -> String {
    switch self {
    case .after(let span): "\(span.words) after \(created)"
    case .at(let time): time.column.name
    case .every(let moments): moments.description(created: created)
    }
  }
}

/// Moments in equal steps from a lead's creation on, as long as the lead is open.
///
/// Each is a row of training. A lead is scored at any age, and a model of one age has not learned
/// what a lead of half a year looks like that has been silent for two months; this one has.
public struct RepeatedSnapshots: Sendable, Equatable {
  /// The step.
  public let step: TimeSpan
  /// How long after creation the first moment is; nil for the creation itself.
  public let start: TimeSpan?
  /// The age after which no more moments are taken; nil for none.
  public let limit: TimeSpan?

  private enum Condition: String, CaseIterable { case open }

  fileprivate init(_ snapshot: YAMLMapping, every step: TimeSpan) throws(ConfigurationProblem) {
    _ = try snapshot.optional("while")?.choice(of: Condition.self)
    self.step = step
    start = try snapshot.optional("after")?.timeSpan()
    limit = try snapshot.optional("for")?.timeSpan()
    if let start, let limit, limit < start, let node = snapshot.optional("for") {
      throw node.problem(ProjectFlaw.outOfRange(limit.description))
    }
  }

  /// The moments of a lead created at a time, up to and including an end and before it was settled.
  func moments(created: Timestamp, settled: Timestamp?, through end: Timestamp) -> [Timestamp] {
    let last = limit.map { min(created + $0, end) } ?? end
    var moments: [Timestamp] = []
    var moment = start.map { created + $0 } ?? created
    while moment <= last, settled.map({ moment < $0 }) ?? true {
      moments.append(moment)
      moment = moment + step
    }
    return moments
  }

  fileprivate func description(created: String) -> String {
    let from = start.map { "from \($0.words) after \(created)" } ?? "from \(created)"
    return "every \(step.words) \(from)" + (limit.map { " for \($0.words)" } ?? "")
      + " while open"
  }
}

extension YAMLNode {
  /// A span of time, or none: `0d` is the creation itself.
  fileprivate func delay() throws(ConfigurationProblem) -> TimeSpan {
    if case .scalar(let scalar) = kind, ["0", "0d", "0h", "0m", "0s", "0w"].contains(scalar.text) {
      return TimeSpan(microseconds: 0)
    }
    return try timeSpan()
  }
}
