public import FeatureExtraction
public import Tables
public import YAMLDocuments

/// A group of rules made by a program, to be read as if somebody had written it.
public struct RuleGroupDraft: Sendable {
  /// What a drafted rule asks of a lead.
  public indirect enum Condition: Sendable {
    /// The column holds one of some texts.
    case values(column: String, [String])
    /// The column holds one of some texts, letter by letter.
    case exactly(column: String, [String])
    /// The column holds nothing.
    case missing(column: String)
    /// The column holds a number of at least the limit; any number where there is none.
    case number(column: String, min: Double?)
    /// Some events happened at least so often, in the window up to the moment.
    case event([String], times: Int, window: TimeSpan?)
    /// None of some events happened in the window.
    case noEvent([String], within: TimeSpan?)
    /// All of some conditions.
    case all([Condition])
  }

  let name: String
  let kind: FeatureKind
  let lines: [String]

  /// A group whose first rule that applies gives the points.
  public init(
    name: String, kind: FeatureKind, rules: [(condition: Condition, points: Double)]
  ) {
    self.name = name
    self.kind = kind
    lines =
      ["first_match: true", "rules:"]
      + rules.map { rule in
        "  - " + (rule.condition.entries + ["points: \(rule.points.shortText)"]).yamlMapping
      }
  }

  /// A group of bands of a column: one more than edges, from the lowest to the highest.
  ///
  /// A band holds its lower edge.
  ///
  /// - Precondition: edges increase, and there is one more element of `points`.
  public init(
    name: String, kind: FeatureKind, column: String, edges: [Double], points: [Double],
    missing: Double?
  ) {
    precondition(points.count == edges.count + 1)
    guard !edges.isEmpty, edges.allSatisfy(\.isWrittenWithoutExponent) else {
      let bands = zip(points.indices, points).reversed().map { index, points in
        (Condition.number(column: column, min: index > 0 ? edges[index - 1] : nil), points)
      }
      let rest = missing.map { [(Condition.missing(column: column), $0)] } ?? []
      self.init(name: name, kind: kind, rules: rest + bands)
      return
    }
    let entries = zip(edges.bandKeys, points).map { "\($0.yamlName): \($1.shortText)" }
    self.init(
      name: name, kind: kind,
      lines: ["column: " + column.yaml, "bands: " + entries.yamlMapping]
        + (missing.map { ["missing: " + $0.shortText] } ?? []))
  }

  /// A group of bands whose keys are written already.
  init(
    name: String, kind: FeatureKind, column: String, bands: [(key: String, points: Double)]
  ) {
    let entries = bands.map { "\($0.key.yamlName): \($0.points.shortText)" }
    self.init(
      name: name, kind: kind,
      lines: ["column: " + column.yaml, "bands: " + entries.yamlMapping])
  }

  fileprivate var yaml: [String] {
    ["  - name: " + name.yaml, "    kind: " + kind.rawValue] + lines.map { "    " + $0 }
  }
}

extension RuleBook {
  /// A book of drafted groups.
  ///
  /// - Parameters:
  ///   - name: The name of the book.
  ///   - groups: Its groups; those of a name that is taken get a number.
  ///   - tiers: Names and thresholds from the highest; `-infinity` takes the rest.
  /// - Throws: what reading the book throws, for instance for points beyond a million.
  public init(
    name: String, groups: [RuleGroupDraft], tiers: [(name: String, threshold: Double)] = []
  ) throws(ConfigurationProblems) {
    var lines = ["name: " + name.yaml, "groups:"]
    var taken: Set<String> = []
    for group in groups {
      var (name, copy) = (group.name, 2)
      while !taken.insert(name).inserted { (name, copy) = ("\(group.name) \(copy)", copy + 1) }
      lines += group.named(name).yaml
    }
    if !tiers.isEmpty {
      lines.append(
        "tiers: "
          + tiers.map { tier in
            let threshold = tier.threshold == -.infinity ? "rest" : tier.threshold.shortText
            return "\(tier.name.yamlName): \(threshold)"
          }.yamlMapping)
    }
    let document: YAMLDocument
    do {
      document = try YAMLDocument(text: lines.joined(separator: "\n") + "\n", file: "rules.yaml")
    } catch {
      throw ConfigurationProblems([error])
    }
    try self.init(document: document)
  }
}

extension RuleGroupDraft {
  private init(name: String, kind: FeatureKind, lines: [String]) {
    self.name = name
    self.kind = kind
    self.lines = lines
  }

  fileprivate func named(_ name: String) -> RuleGroupDraft {
    RuleGroupDraft(name: name, kind: kind, lines: lines)
  }
}

extension RuleGroupDraft.Condition {
  fileprivate var entries: [String] {
    switch self {
    case .values(let column, let values):
      ["when: {\(column.yamlName): \(values.map(\.yaml).yamlList)}"]
    case .exactly(let column, let values):
      ["when: {\(column.yamlName): {exact: \(values.map(\.yaml).yamlList)}}"]
    case .missing(let column): ["when: {\(column.yamlName): missing}"]
    case .number(let column, let min?):
      ["when: {\(column.yamlName): {min: \(min.shortText)}}"]
    case .number(let column, nil): ["when: {\(column.yamlName): present}"]
    case .event(let events, let times, let window):
      ["event: " + events.map(\.yaml).yamlList]
        + (times > 1 ? ["times: {min: \(times)}"] : [])
        + (window.map { ["window: \($0)"] } ?? [])
    case .noEvent(let events, let window):
      ["no_event: " + events.map(\.yaml).yamlList] + (window.map { ["within: \($0)"] } ?? [])
    case .all(let conditions):
      ["all: [" + conditions.map(\.entries.yamlMapping).joined(separator: ", ") + "]"]
    }
  }
}

extension [Double] {
  /// The keys of the bands that these edges cut: `<50`, `50-99`, `100+`, or with decimals.
  fileprivate var bandKeys: [String] {
    let areWhole = allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
    func text(_ edge: Double) -> String {
      let text = edge.shortText
      return areWhole || text.contains(".") ? text : text + ".0"
    }
    let inner = zip(self, dropFirst()).map { lower, upper in
      guard areWhole else { return text(lower) + "-" + text(upper) }
      return upper == lower + 1 ? text(lower) : text(lower) + "-" + text(upper - 1)
    }
    return (first.map { ["<" + text($0)] } ?? []) + inner + (last.map { [text($0) + "+"] } ?? [])
  }
}

extension Double {
  /// Whether the shortest text of the number has no exponent, which bands could not read.
  fileprivate var isWrittenWithoutExponent: Bool { !shortText.contains("e") }
}
