internal import YAMLDocuments

/// Where earlier values of slowly changing fields come from: one row per change of a field.
public struct HistorySource: Sendable {
  /// The file.
  public let source: DataSource
  /// Whose field changed.
  public let lead: ColumnReference
  /// Which field: the name of a column of the leads.
  public let field: ColumnReference
  /// What it changed to; empty where it was cleared.
  public let value: ColumnReference
  /// What it was before; nil when the history does not say.
  public let previous: ColumnReference?
  /// When it changed.
  public let validFrom: TimeColumn

  init(_ node: YAMLNode, folder: ProjectFolder) throws(ConfigurationProblem) {
    let history = try node.mapping()
    try history.allow(
      only: DataSource.keys + ["lead", "field", "value", "previous", "valid_from"])
    source = try DataSource(history, folder: folder)
    lead = try ColumnReference(try history.required("lead"))
    field = try ColumnReference(try history.required("field"))
    value = try ColumnReference(try history.required("value"))
    previous = try history.column("previous")
    validFrom = try TimeColumn(try history.required("valid_from"))
  }

  /// The columns that are read.
  var columns: [ColumnReference] {
    [lead, field, value, validFrom.column] + [previous].compactMap { $0 }
  }
}
