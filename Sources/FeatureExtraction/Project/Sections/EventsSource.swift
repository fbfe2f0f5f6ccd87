internal import YAMLDocuments

/// Where the log of what leads did comes from.
public struct EventsSource: Sendable {
  /// How an event says what happened.
  public enum Name: Sendable, Equatable {
    /// By the value of a column.
    case column(ColumnReference)
    /// Not at all: the log holds one kind of event only.
    case constant(String)
  }

  /// The file.
  public let source: DataSource
  /// The identifier of an event, by which one delivered twice counts once; nil when there is none.
  public let identifier: ColumnReference?
  /// Whose event it is.
  public let lead: ColumnReference
  /// When it happened.
  public let time: TimeColumn
  /// What happened.
  public let name: Name
  /// What was measured, such as seconds; nil when nothing was.
  public let value: ColumnReference?

  init(_ node: YAMLNode, folder: ProjectFolder) throws(ConfigurationProblem) {
    let events = try node.mapping()
    try events.allow(only: DataSource.keys + ["id", "lead", "time", "name", "value"])
    source = try DataSource(events, folder: folder)
    identifier = try events.column("id")
    lead = try ColumnReference(try events.required("lead"))
    time = try TimeColumn(try events.required("time"))
    name = try Name(try events.required("name"))
    value = try events.column("value")
  }

  /// The same events, of which only is read whose they are and when they happened.
  var timesOnly: EventsSource { EventsSource(timesOf: self) }

  private init(timesOf other: EventsSource) {
    source = other.source
    identifier = other.identifier
    lead = other.lead
    time = other.time
    name = .constant("")
    value = nil
  }

  /// The columns that are read.
  var columns: [ColumnReference] {
    var columns = [lead, time.column]
    if case .column(let column) = name { columns.append(column) }
    return columns + [identifier, value].compactMap { $0 }
  }
}

extension EventsSource.Name {
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    guard case .mapping(let mapping) = node.kind else {
      self = .column(try ColumnReference(node))
      return
    }
    try mapping.allow(only: ["constant"])
    self = .constant(try mapping.required("constant").string())
  }
}

extension YAMLMapping {
  /// The column under a key, nil when the key is not there.
  func column(_ key: String) throws(ConfigurationProblem) -> ColumnReference? {
    guard let node = optional(key) else { return nil }
    return try ColumnReference(node)
  }
}
