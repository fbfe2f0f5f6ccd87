public import Tables
internal import YAMLDocuments

/// Features taken from one column of a lead or its account.
public struct ColumnFeature: Sendable {
  /// How the column becomes numbers or codes.
  public enum Encoding: Sendable, Equatable {
    /// As its values suggest: standardized when all are numbers, else levels.
    case inferred
    /// A standardized number.
    case number(NumericTransform)
    /// A number cut at edges.
    case binned([Double])
    /// Levels; those of fewer leads are pooled.
    case category(minimumCount: Int)
  }

  /// Where the entry starts.
  public let place: Place
  /// The name it is declared under; nil when it has none of its own.
  public let name: String?
  /// The column: one of the lead's, `accounts.` and one of the account's, or a parsed one.
  public let column: ColumnReference
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// How the column is taken apart; nil when it is used as it is.
  public let parser: ColumnParser?
  /// How it becomes numbers or codes.
  public let encoding: Encoding
  /// Whether the value may still change, so that explanations may tell what a change would do.
  public let isChangeable: Bool

  private static let keys = [
    "column", "parse", "kind", "transform", "bins", "min_count", "changeable",
  ]

  init(_ entry: YAMLMapping, name: String?, kind: FeatureKind) throws(ConfigurationProblem) {
    try entry.allow(only: ColumnFeature.keys)
    place = entry.place
    self.name = name
    self.kind = kind
    column = try ColumnReference(try entry.required("column"))
    parser = try entry.optional("parse")?.choice(of: ColumnParser.self)
    encoding = try Encoding(entry)
    isChangeable = try entry.optional("changeable")?.bool() ?? false
    guard let parser else { return }
    for key in parser.excludedKeys {
      guard let node = entry.optional(key) else { continue }
      throw node.problem(ProjectFlaw.notTogether("parse: \(parser.rawValue)", key))
    }
  }

  /// The name that features and parsed columns go by.
  public var label: String { name ?? column.name }

  /// The names of the features.
  var featureNames: [String] {
    parser.map { parser in parser.features.map { "\(label).\($0)" } } ?? [label]
  }

  /// How the column has to be read; nil to go by its values.
  var columnKind: ColumnKind? {
    guard parser == nil else { return parser?.columnKind }
    return switch encoding {
    case .inferred: nil
    case .number, .binned: .number
    case .category: .category
    }
  }
}

extension ColumnFeature.Encoding {
  private enum ValueKind: String, CaseIterable { case number, category }

  init(_ entry: YAMLMapping) throws(ConfigurationProblem) {
    let given = ["transform", "bins", "min_count"].filter { entry.optional($0) != nil }
    let kind = try entry.optional("kind")?.choice(of: ValueKind.self)
    if given.count > 1, let node = entry.optional(given[1]) {
      throw node.problem(ProjectFlaw.notTogether(given[0], given[1]))
    }
    if let kind, let key = given.first, let node = entry.optional(key),
      (key == "min_count") != (kind == .category)
    {
      throw node.problem(ProjectFlaw.notTogether("kind: \(kind.rawValue)", key))
    }
    if let transform = entry.optional("transform") {
      self = .number(try transform.choice(of: NumericTransform.self))
    } else if let bins = entry.optional("bins") {
      self = .binned(try bins.edges())
    } else if let count = entry.optional("min_count") {
      self = .category(minimumCount: try count.integer(in: 1...Int.max))
    } else {
      switch kind {
      case .number: self = .number(.none)
      case .category: self = .category(minimumCount: FeatureDeclaration.defaultMinimumCount)
      case nil: self = .inferred
      }
    }
  }
}

extension NumericTransform: CaseIterable {
  /// All transforms.
  public static let allCases: [NumericTransform] = [.none, .log]
}

extension YAMLNode {
  fileprivate func edges() throws(ConfigurationProblem) -> [Double] {
    var edges: [Double] = []
    for element in try list() { edges.append(try element.double()) }
    guard !edges.isEmpty else { throw problem(ProjectFlaw.nothingIn("bins")) }
    guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw problem(ProjectFlaw.edgesNotIncreasing)
    }
    return edges
  }
}
