public import Tables

/// What a feature of a project is about: the column or the events it is read from.
public struct FeatureMeaning: Sendable, Equatable {
  /// The name under which the feature is explained.
  public let feature: String
  /// The column of the lead or its account, or the names of the events.
  public let source: String
  /// What is measured, for features of events; nil for those of columns.
  public let measure: EventMeasure?
  /// The names of the events that count; empty for features of columns.
  public let events: [String]

  init(feature: String, source: String, measure: EventMeasure? = nil, events: [String] = []) {
    self.feature = feature
    self.source = source
    self.measure = measure
    self.events = events
  }
}

extension Project {
  /// What each feature is about, in the order of the features.
  public var featureMeanings: [FeatureMeaning] {
    features.flatMap { entry -> [FeatureMeaning] in
      switch entry {
      case .column(let column):
        column.featureNames.map { FeatureMeaning(feature: $0, source: column.column.name) }
      case .events(let feature):
        feature.measures.map { measure in
          FeatureMeaning(
            feature: feature.name(of: measure),
            source: feature.events.joined(separator: " + "), measure: measure,
            events: feature.events)
        }
      }
    }
  }
}

extension Project {
  /// The features of columns that the project declares changeable.
  public var changeableFeatures: [String] {
    features.flatMap { entry -> [String] in
      guard case .column(let column) = entry, column.isChangeable else { return [] }
      return column.featureNames
    }
  }
}

extension LeadSnapshot {
  /// The facts of an earlier snapshot of the same leads, taken at the moments of this one.
  ///
  /// Columns and events are those that were known at the earlier moments; what is counted back
  /// from the moment, such as windows and days since, is counted from the later one.
  ///
  /// - Precondition: the leads are the same, row by row.
  public func knowingOnly(_ earlier: LeadSnapshot) -> LeadSnapshot {
    precondition(earlier.table.rowCount == table.rowCount)
    return LeadSnapshot(
      table: earlier.table, moments: moments,
      events: earlier.events?.through(earlier.moments),
      accountEvents: earlier.accountEvents?.through(earlier.moments))
  }
}

extension EventLog {
  /// The events of each lead up to and including its moment.
  ///
  /// - Precondition: there is one moment per lead.
  public func through(_ moments: [Timestamp]) -> EventLog {
    precondition(moments.count == leadCount)
    let known = moments.indices.map { events(ofLead: $0, after: nil, through: moments[$0]) }
    return EventLog(
      names: names, leadCount: leadCount, leads: EventLog.owners(of: known.map(\.count)),
      events: Array(known.joined()), attributes: attributes(at: known.flatMap(\.indices)))
  }

  /// The events of each lead with more of them, of which other columns say nothing.
  ///
  /// - Precondition: there is one list per lead, with names from ``names``.
  public func adding(_ more: [[Event]]) -> EventLog {
    precondition(more.count == leadCount)
    let own = more.indices.map { events(ofLead: $0) }
    return EventLog(
      names: names, leadCount: leadCount,
      leads: EventLog.owners(of: own.map(\.count)) + EventLog.owners(of: more.map(\.count)),
      events: Array(own.joined()) + Array(more.joined()),
      attributes: attributes(at: own.flatMap(\.indices), blanks: more.reduce(0) { $0 + $1.count }))
  }

  /// The lead of each event, of leads with so many events.
  private static func owners(of counts: [Int]) -> [Int32] {
    counts.enumerated().flatMap { repeatElement(Int32($0), count: $1) }
  }
}
