public import FeatureExtraction
public import Tables

/// The points of a rule book as features of a model: one number per kind of data.
///
/// A model that starts from the rules has them beside its other features, so that a score still
/// adds up: what the rules say is one contribution per kind.
public struct RuleFeatures: Sendable {
  /// The points of each lead, one column per kind.
  public let columns: [Column]
  /// How they are encoded.
  public let declarations: [FeatureDeclaration]

  /// The features of scored leads.
  ///
  /// - Parameters:
  ///   - scores: The points of the leads.
  ///   - kinds: The kinds wanted, 0 points each where the book has no rules for one; nil for those
  ///     that it has rules for.
  public init(_ scores: RuleScores, kinds: [RuleKind]? = nil) {
    let kinds =
      kinds
      ?? RuleKind.allCases.filter { kind in scores.book.groups.contains { $0.kind == kind } }
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

  /// The kinds whose points are among some columns.
  public static func kinds(among names: some Sequence<String>) -> [RuleKind] {
    let names = Set(names)
    return RuleKind.allCases.filter { names.contains(column($0.featureKind)) }
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
