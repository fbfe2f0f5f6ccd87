public import Tables

/// The features that a project declares, ready to be taken from any snapshot of its leads.
///
/// The same code makes the features of training and of scoring.
public struct ProjectFeatures: Sendable {
  private let entries: [FeatureEntry]
  private let learned: FeatureExtractor?

  /// The features of a project.
  ///
  /// What has to be learned before values can be encoded, such as the base rate that rates of few
  /// events are drawn towards, is learned from the leads of the snapshot, or was learned by a
  /// model: scoring then makes the values as training did.
  public init(_ project: Project, learned: FeatureExtractor? = nil) {
    entries = project.features
    self.learned = learned
  }

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
      for made in try features(entry, snapshot) {
        columns.append(made.column)
        declarations.append(
          FeatureDeclaration(
            column: made.column.name, kind: made.kind, encoding: made.encoding,
            baseRate: made.baseRate, listedField: made.listedField))
      }
    }
    let table = Table(
      source: snapshot.table.source, columns: columns, rowCount: snapshot.table.rowCount,
      lines: snapshot.table.lines)
    return (table, declarations)
  }

  /// Whether the features of a lead depend on that lead alone.
  ///
  /// A base rate, and which values of a list are frequent, are learned from all leads, unless a model
  /// has learned them.
  var areOfEachLead: Bool {
    guard learned == nil else { return true }
    return entries.allSatisfy { entry in
      switch entry {
      case .column(let feature): if case .list = feature.encoding { false } else { true }
      case .events(let feature):
        !feature.measures.contains { if case .shrunkRate = $0 { true } else { false } }
      }
    }
  }

  /// The features that are rates drawn towards a base rate, with their counts.
  public func rates(of snapshot: LeadSnapshot) -> [CountedRate] {
    entries.flatMap { entry -> [CountedRate] in
      guard case .events(let feature) = entry else { return [] }
      return feature.measures.compactMap { measure in
        guard case .shrunkRate = measure else { return nil }
        let counts =
          snapshot.tallied(of: feature.scope).map { $0.counts(measure, of: feature.events) }
          ?? EventMeasurement(
            measure, of: feature.events, in: snapshot.history(of: feature.scope)
          ).counts
        return counts.map { CountedRate(column: feature.name(of: measure), counts: $0) }
      }
    }
  }

  private struct Made {
    let column: Column
    let kind: FeatureKind
    let encoding: FeatureDeclaration.Encoding
    var baseRate: BaseRate?
    var listedField: FeatureDeclaration.ListedField?
  }

  private func features(_ entry: FeatureEntry, _ snapshot: LeadSnapshot) throws -> [Made] {
    switch entry {
    case .column(let feature): try columnFeatures(feature, snapshot.table)
    case .events(let feature): eventFeatures(feature, snapshot)
    }
  }

  private func columnFeatures(_ feature: ColumnFeature, _ table: Table) throws -> [Made] {
    try feature.featureNames.flatMap { name -> [Made] in
      let source = feature.parser == nil ? feature.column.name : name
      guard let column = table[source] else {
        throw FeatureProblem.missingColumn(
          name: source, source: table.source, available: table.columns.map(\.name))
      }
      if case .list(let separator, let minimum) = feature.encoding {
        return listFeatures(
          ListedValues(column, separator: separator), of: feature, minimumCount: minimum)
      }
      let named = feature.encoding == .flag ? column.flags(in: feature.flagWords) : column
      return [
        Made(
          column: named.named(name), kind: feature.kind,
          encoding: feature.settledEncoding(of: column))
      ]
    }
  }

  /// A feature for each frequent value, or for each that the model knows, and one for whether there
  /// are any.
  private func listFeatures(
    _ listed: ListedValues, of feature: ColumnFeature, minimumCount: Int
  ) -> [Made] {
    let prefix = "\(feature.label): "
    let values =
      learned.map { model in
        model.columnNames.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      } ?? listed.frequent(minimumCount: minimumCount)
    let encoding = FeatureDeclaration.Encoding.categorical(minimumCount: 1)
    // All say whose they are: one that is the same for all leads is left out later.
    let field = FeatureDeclaration.ListedField(name: feature.label, alike: listed.alike)
    let columns =
      values.map { listed.column(of: $0, named: prefix + $0) }
      + [listed.given(named: "\(feature.label).given")]
    return columns.map {
      Made(column: $0, kind: feature.kind, encoding: encoding, listedField: field)
    }
  }

  private func eventFeatures(_ feature: EventFeature, _ snapshot: LeadSnapshot) -> [Made] {
    let history = snapshot.history(of: feature.scope)
    return feature.measures.map { measure in
      if let tallied = snapshot.tallied(of: feature.scope), feature.isTallied(measure) {
        return talliedFeature(measure, of: feature, tallied)
      }
      let measurement = EventMeasurement(measure, of: feature.events, in: history)
      let name = feature.name(of: measure)
      guard let transform = measure.transform else {
        let column = Column(name: name, values: .categories(Categories(measurement.texts)))
        let minimum = FeatureDeclaration.defaultMinimumCount
        return Made(
          column: column, kind: feature.kind, encoding: .categorical(minimumCount: minimum))
      }
      let base = baseRate(measurement.counts, name)
      let values = measurement.values(towards: base ?? .unknown)
      return Made(
        column: Column(name: name, values: .numbers(values)), kind: feature.kind,
        encoding: .numeric(feature.transform ?? transform), baseRate: base)
    }
  }

  private func talliedFeature(
    _ measure: EventMeasure, of feature: EventFeature, _ tallied: TalliedEvents
  ) -> Made {
    let name = feature.name(of: measure)
    let base = baseRate(tallied.counts(measure, of: feature.events), name)
    let values = tallied.values(measure, of: feature.events, towards: base ?? .unknown)
    return Made(
      column: Column(name: name, values: .numbers(values)), kind: feature.kind,
      encoding: .numeric(feature.transform ?? measure.transform ?? .none), baseRate: base)
  }

  /// The base rate of a measure that is drawn towards one; nil for any other.
  private func baseRate(_ counts: [(events: Int, others: Int)]?, _ name: String) -> BaseRate? {
    guard let counts else { return nil }
    guard let learned else { return BaseRate(fitting: counts) }
    return learned.baseRates[name] ?? .unknown
  }
}

extension LeadSnapshot {
  /// What the events that the rows look back on add up to; nil where they are looked at one by one.
  fileprivate func tallied(of scope: EventFeature.Scope) -> TalliedEvents? {
    switch scope {
    case .lead: talliedEvents
    case .account: talliedAccountEvents
    }
  }

  /// The events that the rows look back on; none when the project has no events.
  fileprivate func history(of scope: EventFeature.Scope) -> EventHistory {
    if scope == .account, let accountEvents {
      return EventHistory(accountEvents.log, leads: accountEvents.accounts, moments: moments)
    }
    let none = { EventLog(names: [], leadCount: table.rowCount, leads: [], events: []) }
    return EventHistory(events ?? none(), moments: moments)
  }
}

extension ColumnFeature {
  /// The declared encoding, or the one that suits the column.
  fileprivate func settledEncoding(of column: Column) -> FeatureDeclaration.Encoding {
    switch encoding {
    case .number(let transform): return .numeric(transform)
    case .binned(let edges): return .binned(edges: edges)
    case .category(let minimumCount): return .categorical(minimumCount: minimumCount)
    case .ordered(let levels, let minimumCount):
      return .ordered(levels, minimumCount: minimumCount)
    case .flag: return .categorical(minimumCount: 1)
    case .inferred, .list:
      guard case .numbers = column.values else {
        return .categorical(minimumCount: FeatureDeclaration.defaultMinimumCount)
      }
      return .numeric(parser?.transform ?? .none)
    }
  }
}

extension Column {
  /// The same column with `yes` and `no` for all that means them.
  fileprivate func flags(in flagWords: BooleanWords) -> Column {
    let words = (0..<count).map { row in
      text(row).flatMap(flagWords.value).map(BooleanWords.word)
    }
    return Column(name: name, values: .categories(Categories(words)))
  }
}
