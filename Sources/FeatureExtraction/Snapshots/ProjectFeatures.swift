public import Tables

/// The features that a project declares, ready to be taken from any snapshot of its leads.
///
/// The same code makes the features of training and of scoring.
public struct ProjectFeatures: Sendable {
  private let entries: [FeatureEntry]

  /// The features of a project.
  public init(_ project: Project) { entries = project.features }

  /// One column per feature, named as the feature is explained, and how each is to be encoded.
  ///
  /// Events after the moment of a lead never count.
  ///
  /// - Throws: ``FeatureProblem`` when the snapshot lacks a column.
  public func table(of snapshot: LeadSnapshot) throws -> (
    table: Table, declarations: [FeatureDeclaration]
  ) {
    var columns: [Column] = []
    var declarations: [FeatureDeclaration] = []
    for entry in entries {
      for (column, kind, encoding) in try features(entry, snapshot) {
        columns.append(column)
        declarations.append(
          FeatureDeclaration(column: column.name, kind: kind, encoding: encoding))
      }
    }
    let table = Table(
      source: snapshot.table.source, columns: columns, rowCount: snapshot.table.rowCount,
      lines: snapshot.table.lines)
    return (table, declarations)
  }

  private typealias Made = (
    column: Column, kind: FeatureKind, encoding: FeatureDeclaration.Encoding
  )

  private func features(_ entry: FeatureEntry, _ snapshot: LeadSnapshot) throws -> [Made] {
    switch entry {
    case .column(let feature): try columnFeatures(feature, snapshot.table)
    case .events(let feature): eventFeatures(feature, snapshot)
    }
  }

  private func columnFeatures(_ feature: ColumnFeature, _ table: Table) throws -> [Made] {
    try feature.featureNames.map { name in
      let source = feature.parser == nil ? feature.column.name : name
      guard let column = table[source] else {
        throw FeatureProblem.missingColumn(
          name: source, source: table.source, available: table.columns.map(\.name))
      }
      return (column.named(name), feature.kind, feature.settledEncoding(of: column))
    }
  }

  private func eventFeatures(_ feature: EventFeature, _ snapshot: LeadSnapshot) -> [Made] {
    let events =
      snapshot.events
      ?? EventLog(
        names: [], leadCount: snapshot.table.rowCount, leads: [], events: [])
    return feature.measures.map { measure in
      let measurement = EventMeasurement(
        measure, of: feature.events, events: events, moments: snapshot.moments)
      let column = Column(name: feature.name(of: measure), values: .numbers(measurement.values))
      return (column, feature.kind, .numeric(feature.transform ?? measure.transform))
    }
  }
}

extension ColumnFeature {
  /// The declared encoding, or the one that suits the column.
  fileprivate func settledEncoding(of column: Column) -> FeatureDeclaration.Encoding {
    switch encoding {
    case .number(let transform): return .numeric(transform)
    case .binned(let edges): return .binned(edges: edges)
    case .category(let minimumCount): return .categorical(minimumCount: minimumCount)
    case .inferred:
      guard case .numbers = column.values else {
        return .categorical(minimumCount: FeatureDeclaration.defaultMinimumCount)
      }
      return .numeric(parser == .groupSize ? .log : .none)
    }
  }
}
