public import Tables
internal import YAMLDocuments

/// A column of moments and how they are written.
public struct TimeColumn: Sendable, Equatable {
  /// The column.
  public let column: ColumnReference
  /// How its moments are written, and the zone of those that carry no offset.
  public let format: TimestampFormat

  /// A column written as a name alone, or as `{column:, format:, timezone:}`.
  ///
  /// - Throws: a problem for other keys, for a pattern that names no day and for a time zone that
  ///   the IANA database does not know: neither is ever replaced by UTC or a guess.
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    guard case .mapping(let mapping) = node.kind else {
      column = try ColumnReference(node)
      format = .iso8601
      return
    }
    try mapping.allow(only: ["column", "format", "timezone"])
    column = try ColumnReference(try mapping.required("column"))
    format = try TimeColumn.format(mapping)
  }

  /// The form that the keys `format` and `timezone` of a mapping name; ISO 8601 in UTC without.
  static func format(_ mapping: YAMLMapping) throws(ConfigurationProblem) -> TimestampFormat {
    var zone = CivilTimeZone.utc
    if let named = mapping.optional("timezone") {
      let identifier = try named.string()
      guard let known = CivilTimeZone(identifier) else {
        throw named.problem(ProjectFlaw.unknownTimeZone(identifier))
      }
      zone = known
    }
    guard let written = mapping.optional("format") else {
      return TimestampFormat(style: .iso8601, zone: zone)
    }
    let pattern = try written.string()
    guard let known = TimestampFormat(pattern, zone: zone) else {
      throw written.problem(ProjectFlaw.notATimeFormat(pattern))
    }
    return known
  }
}
