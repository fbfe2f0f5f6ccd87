public import Tables
internal import YAMLDocuments

/// One entry of a project's list of features, which may stand for several features.
public enum FeatureEntry: Sendable {
  /// Features of a column.
  case column(ColumnFeature)
  /// Features of events.
  case events(EventFeature)

  /// The entries under `explicit`, `implicit` and `behavioural`, in this order.
  static func read(_ node: YAMLNode?, problems: inout ConfigurationProblems) -> [FeatureEntry] {
    guard let node, let kinds = problems.gather(try node.mapping()) else { return [] }
    problems.append(kinds.unknownKeys(besides: FeatureKind.allCases.map(\.rawValue)))
    var entries: [FeatureEntry] = []
    for kind in FeatureKind.allCases {
      guard let section = kinds.optional(kind.rawValue),
        let list = problems.gather(try section.list())
      else { continue }
      for element in list {
        if let entry = problems.gather(try FeatureEntry(element, kind: kind)) {
          entries.append(entry)
        }
      }
    }
    problems.append(duplicates(among: entries))
    return entries
  }

  /// An entry `{column: …}`, `{event: …}`, or one of these under a name.
  private init(_ node: YAMLNode, kind: FeatureKind) throws(ConfigurationProblem) {
    var entry = try node.mapping()
    var name: String?
    if entry.entries.count == 1, case .mapping(let named) = entry.entries[0].value.kind {
      name = entry.entries[0].key
      entry = named
    }
    if let column = entry.optional("column") {
      for key in ["event", "sequence"] where entry.optional(key) != nil {
        throw column.problem(ProjectFlaw.notTogether("column", key))
      }
      self = .column(try ColumnFeature(entry, name: name, kind: kind))
    } else if entry.optional("event") != nil || entry.optional("sequence") != nil {
      self = .events(try EventFeature(entry, name: name, kind: kind))
    } else {
      throw node.problem(ProjectFlaw.noFeature)
    }
  }

  /// The names of the features that the entry stands for.
  public var featureNames: [String] {
    switch self {
    case .column(let feature): feature.featureNames
    case .events(let feature): feature.measures.map(feature.name)
    }
  }

  private static func duplicates(among entries: [FeatureEntry]) -> [ConfigurationProblem] {
    var lines: [String: Int] = [:]
    var problems: [ConfigurationProblem] = []
    for entry in entries {
      for name in entry.featureNames {
        if let line = lines[name] {
          let flaw = ProjectFlaw.duplicateFeature(name, firstLine: line)
          problems.append(ConfigurationProblem(.specific(flaw), at: entry.place))
        }
        lines[name] = lines[name] ?? entry.place.line
      }
    }
    return problems
  }
}

extension FeatureEntry {
  /// Where the entry starts.
  public var place: Place {
    switch self {
    case .column(let feature): feature.place
    case .events(let feature): feature.place
    }
  }
}
