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
    /// Levels in the order given, so that neighbours are alike.
    case ordered([String], minimumCount: Int)
    /// Yes or no.
    case flag
    /// Several values in a field, each a feature of its own when so many leads have it.
    case list(separator: String, minimumCount: Int)
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
  /// How the texts to be parsed are written.
  let settings: ParserSettings
  /// What means yes and no where the feature is a flag.
  let flagWords: BooleanWords
  /// Where the numbers of the column lie; nil for anywhere.
  let range: ValueRange?
  /// Whether the value may still change, so that explanations may tell what a change would do.
  public let isChangeable: Bool

  private static let keys =
    ["column", "parse", "changeable", "yes", "no"] + ValueRange.keys + Encoding.keys
    + ParserSettings.keyNames

  init(_ entry: YAMLMapping, name: String?, kind: FeatureKind) throws(ConfigurationProblem) {
    try entry.allow(only: ColumnFeature.keys)
    place = entry.place
    self.name = name
    self.kind = kind
    column = try ColumnReference(try entry.required("column"))
    parser = try entry.optional("parse")?.choice(of: ColumnParser.self)
    range = try ValueRange(entry)
    let encoding = try Encoding(entry)
    self.encoding = range != nil && encoding == .inferred ? .number(.none) : encoding
    flagWords = try BooleanWords(entry)
    if encoding != .flag, let yes = entry.optional("yes") {
      throw yes.problem(ProjectFlaw.needs("yes", beside: "kind: boolean"))
    }
    settings = try ParserSettings(entry, for: parser)
    isChangeable = try entry.optional("changeable")?.bool() ?? false
    try ValueRange.refuse(entry, unless: parser == nil && columnKind == .number)
    guard let parser else { return }
    for key in Encoding.keys where !parser.encodingKeys.contains(key) {
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
    switch parser {
    case .jobTitle, .emailDomain, .presence: return nil
    case .groupSize, .accountHistory, .money: return .category
    case .date: return .timestamp(settings.dates)
    case nil: break
    }
    return switch encoding {
    case .inferred: nil
    case .number, .binned: .number
    case .category, .ordered, .flag, .list: .category
    }
  }
}

extension ColumnFeature.Encoding {
  fileprivate enum ValueKind: String, CaseIterable { case number, category, boolean }

  /// The keys of an entry that say how values become numbers or codes.
  static let keys = ["kind"] + specificKeys

  private static let specificKeys = ["transform", "bins", "min_count", "ordered", "multi"]

  init(_ entry: YAMLMapping) throws(ConfigurationProblem) {
    let given = ColumnFeature.Encoding.specificKeys.filter { entry.optional($0) != nil }
    let kind = try entry.optional("kind")?.choice(of: ValueKind.self)
    for (first, second) in zip(given, given.dropFirst()) where first != "min_count" {
      guard let node = entry.optional(second) else { continue }
      throw node.problem(ProjectFlaw.notTogether(first, second))
    }
    if given.contains("ordered"), let node = entry.optional("multi") {
      throw node.problem(ProjectFlaw.notTogether("ordered", "multi"))
    }
    for key in given {
      guard let kind, let node = entry.optional(key), kind.excludes(key) else { continue }
      throw node.problem(ProjectFlaw.notTogether("kind: \(kind.rawValue)", key))
    }
    let minimum =
      try entry.optional("min_count")?.integer(in: 1...Int.max)
      ?? FeatureDeclaration.defaultMinimumCount
    if let transform = entry.optional("transform") {
      self = .number(try transform.choice(of: NumericTransform.self))
    } else if let bins = entry.optional("bins") {
      self = .binned(try bins.edges())
    } else if let levels = entry.optional("ordered") {
      self = .ordered(try levels.levels(), minimumCount: minimum)
    } else if let separator = entry.optional("multi") {
      self = .list(separator: try separator.separator(), minimumCount: minimum)
    } else if given == ["min_count"] {
      self = .category(minimumCount: minimum)
    } else {
      switch kind {
      case .number: self = .number(.none)
      case .category: self = .category(minimumCount: minimum)
      case .boolean: self = .flag
      case nil: self = .inferred
      }
    }
  }
}

extension ColumnFeature.Encoding.ValueKind {
  /// Whether a key means something else than this kind of values.
  fileprivate func excludes(_ key: String) -> Bool {
    switch self {
    case .number: ["min_count", "ordered", "multi"].contains(key)
    case .category: ["transform", "bins"].contains(key)
    case .boolean: true
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

  /// Two levels at least, each once.
  fileprivate func levels() throws(ConfigurationProblem) -> [String] {
    var levels: [String] = []
    for element in try list() {
      let level = try element.string()
      guard !levels.contains(level) else { throw element.problem(ProjectFlaw.repeated(level)) }
      levels.append(level)
    }
    guard levels.count > 1 else { throw problem(ProjectFlaw.notAnOrder) }
    return levels
  }

  /// What parts the values of a field.
  fileprivate func separator() throws(ConfigurationProblem) -> String {
    let text = try string()
    guard !text.isEmpty else { throw problem(ProjectFlaw.nothingIn(key ?? "multi")) }
    return text
  }
}
