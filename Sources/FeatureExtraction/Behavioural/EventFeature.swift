public import Tables
internal import YAMLDocuments

/// Features taken from the events of some names.
public struct EventFeature: Sendable {
  /// Whose events count.
  public enum Scope: String, Sendable, CaseIterable {
    /// The lead's own.
    case lead
    /// Those of all leads of its account.
    case account
  }

  /// Where the entry starts.
  public let place: Place
  /// The name it is declared under; nil when it has none of its own.
  public let name: String?
  /// The names of the events, any of which counts; those of a sequence in their order.
  public let events: [String]
  /// Whose events count.
  public let scope: Scope
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// What is measured, one feature each.
  public let measures: [EventMeasure]
  /// The declared change of scale; nil for what suits the measure.
  public let transform: NumericTransform?
  /// The columns of the events file that measures read, besides name, time and value.
  public let columns: [ColumnReference]

  /// The name that stands for the events of all names.
  public static let anyEvent = "*"

  private static let keys = [
    "event", "sequence", "of", "count", "days", "recency", "trend", "rate", "towards", "window",
    "half_life", "linear_decay", "sum", "distinct", "sessions", "first_touch", "last_touch",
    "not_within", "within", "transform",
  ]

  init(_ entry: YAMLMapping, name: String?, kind: FeatureKind) throws(ConfigurationProblem) {
    try entry.allow(only: EventFeature.keys)
    place = entry.place
    self.name = name
    self.kind = kind
    scope = try entry.optional("of")?.choice(of: Scope.self) ?? .lead
    transform = try entry.optional("transform")?.choice(of: NumericTransform.self)
    guard let sequence = entry.optional("sequence") else {
      events = try entry.required("event").eventNames()
      (measures, columns) = try EventMeasure.read(entry)
      return
    }
    for key in EventFeature.keys where !["sequence", "of", "within", "transform"].contains(key) {
      guard let node = entry.optional(key) else { continue }
      throw node.problem(ProjectFlaw.notTogether("sequence", key))
    }
    events = try sequence.eventNames()
    guard events.count > 1, !events.contains(EventFeature.anyEvent) else {
      throw sequence.problem(ProjectFlaw.notASequence)
    }
    measures = [.sequence(within: try entry.required("within").timeSpan())]
    columns = []
  }

  /// The name of a feature: `login: count in 7 days`.
  func name(of measure: EventMeasure) -> String { measure.name(of: label) }

  private var label: String {
    if let name { return name }
    var isSequence = false
    if case .sequence = measures.first { isSequence = true }
    let shown = events.map { $0 == EventFeature.anyEvent ? "any event" : $0 }
    return shown.joined(separator: isSequence ? " then " : " + ")
      + (scope == .account ? " of the account" : "")
  }

  /// Whether events have to have values.
  var needsValue: Bool {
    measures.contains { if case .sum = $0 { true } else { false } }
  }
}
