public import FeatureExtraction
public import RuleScoring
public import Tables

/// The points of a rule book as features of a model: one number per kind of data.
///
/// A model that starts from the rules has them beside its other features, so that a score still
/// adds up: what the rules say is one contribution per kind.
public struct RuleFeatures: Sendable {
  /// The points of each lead, one column per kind that the book has rules for.
  public let columns: [Column]
  /// How they are encoded.
  public let declarations: [FeatureDeclaration]

  /// The features of scored leads.
  public init(_ scores: RuleScores) {
    let kinds = RuleKind.allCases.filter { kind in
      scores.book.groups.contains { $0.kind == kind }
    }
    columns = kinds.map { kind in
      Column(
        name: Self.column(kind.featureKind),
        values: .numbers((0..<scores.count).map { scores.points($0, of: kind) }))
    }
    declarations = kinds.map { kind in
      FeatureDeclaration(
        column: Self.column(kind.featureKind), kind: kind.featureKind, encoding: .numeric(.none))
    }
  }

  /// The name of the column with the points of a kind: `rules: explicit points`.
  public static func column(_ kind: FeatureKind) -> String { "rules: \(kind.rawValue) points" }

  /// The names of all such columns.
  public static let columnNames = FeatureKind.allCases.map(column)

  /// Whether any of some columns holds points, so that a model of them needs the rules to score.
  public static func areAmong(_ names: some Sequence<String>) -> Bool {
    names.contains(where: columnNames.contains)
  }
}

extension RuleKind {
  /// The same kind of data as features have it.
  var featureKind: FeatureKind {
    switch self {
    case .explicit: .explicit
    case .implicit: .implicit
    case .behavioural: .behavioural
    }
  }
}

extension LabelledLeads {
  /// The same leads with points as features; kinds in which all leads have the same are dropped.
  public func adding(_ rules: RuleFeatures) -> LabelledLeads {
    var declarations = declarations
    var dropped = dropped
    for (column, declaration) in zip(rules.columns, rules.declarations) {
      guard case .numbers(let points) = column.values else { continue }
      if Set(points).count > 1 {
        declarations.append(declaration)
      } else {
        dropped.append(
          DroppedColumn(column: column.name, reason: .constant(value: column.text(0))))
      }
    }
    return LabelledLeads(
      subject: subject, table: table.adding(rules.columns), declarations: declarations,
      dropped: dropped, outcomes: outcomes, keys: keys, groups: groups, order: order,
      weights: weights, sourceRows: sourceRows)
  }
}
