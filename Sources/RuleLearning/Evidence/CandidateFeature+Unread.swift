public import FeatureExtraction
public import RuleScoring
public import ScoringModel
public import Tables

extension CandidateFeature {
  /// The features of some leads that no rule of a book reads.
  ///
  /// A column is read by a rule about it; the events of a feature by a rule about nothing but
  /// those events.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - features: The features, one column each.
  ///   - project: What the features are declared as; nil for a flat file, whose columns they are.
  ///   - model: With a model, only features that it tells leads apart by.
  /// - Returns: One candidate per feature, in the order of the columns.
  public static func unread(
    by book: RuleBook, among features: Table, project: Project?, model: ScoringModel?
  ) -> [CandidateFeature] {
    let columns = Set(book.requiredColumns)
    let used = model.map(Self.used(by:))
    let declared = project.map(declarations(of:)) ?? [:]
    return features.columns.compactMap { column -> CandidateFeature? in
      let name = column.name
      guard !columns.contains(name), used?[name] != nil || used == nil else { return nil }
      guard project != nil else {
        return CandidateFeature(
          name: name, kind: used?[name] ?? .explicit, source: .column, column: column)
      }
      guard let declaration = declared[name] else { return nil }
      if let events = declaration.events {
        let isRead = book.eventLists.contains { Set($0).isSubset(of: events) }
        guard !isRead else { return nil }
      }
      return CandidateFeature(
        name: name, kind: declaration.kind, source: declaration.source, column: column)
    }
  }

  /// The events that rules made of a project's features look at: those that are counted in windows.
  public static func eventInterests(of project: Project) -> [EventInterest] {
    declarations(of: project).values.compactMap { declaration in
      guard case .eventCount(let events, let window) = declaration.source else { return nil }
      return EventInterest(names: events, window: window)
    }
  }

  /// The kinds of the columns that a model tells leads apart by.
  private static func used(by model: ScoringModel) -> [String: FeatureKind] {
    var kinds: [String: FeatureKind] = [:]
    let effects = FeatureEffects(of: model).effects
    for (feature, effect) in zip(model.extractor.features, effects) where effect.tellsApart {
      for column in feature.columns { kinds[column] = feature.kind }
    }
    return kinds
  }

  private struct Declaration {
    let kind: FeatureKind
    let events: Set<String>?
    let source: Source
  }

  private static func declarations(of project: Project) -> [String: Declaration] {
    var declarations: [String: Declaration] = [:]
    for entry in project.features {
      switch entry {
      case .column(let feature):
        for name in entry.featureNames {
          declarations[name] = Declaration(kind: feature.kind, events: nil, source: .column)
        }
      case .events(let feature):
        for (name, measure) in zip(entry.featureNames, feature.measures) {
          var source = Source.column
          if case .count(let window) = measure {
            source = .eventCount(feature.events, window: window)
          }
          declarations[name] = Declaration(
            kind: feature.kind, events: Set(feature.events), source: source)
        }
      }
    }
    return declarations
  }
}

extension FeatureEffects.Effect {
  /// Whether leads differ by it.
  fileprivate var tellsApart: Bool {
    switch self {
    case .numeric(let slope, let present, let missing):
      slope != 0 || (present - missing).magnitude > 1e-9
    case .codes(let effects): effects.contains { ($0 - effects[0]).magnitude > 1e-9 }
    }
  }
}
