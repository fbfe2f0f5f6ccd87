public import Tables
internal import YAMLDocuments

/// A column as a project file names it, with the place of the name.
public struct ColumnReference: Sendable, Equatable {
  /// The name of the column.
  public let name: String
  /// Where the project file names it.
  public let place: Place

  /// A column named at a place.
  public init(name: String, place: Place) {
    self.name = name
    self.place = place
  }

  /// The column that a text names.
  ///
  /// - Throws: a problem for anything but a text.
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    self.init(name: try node.string(), place: node.place)
  }

  /// The problem that the source has no such column.
  func missing(from source: String, among columns: [String]) -> ConfigurationProblem {
    let flaw = ProjectFlaw.noColumn(
      name, source: source, nearest: name.nearest(among: columns))
    return ConfigurationProblem(.specific(flaw), at: place)
  }
}
