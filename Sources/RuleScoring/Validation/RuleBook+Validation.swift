public import FeatureExtraction
internal import Tables
internal import YAMLDocuments

extension RuleBook {
  /// What is suspicious in the book by itself: gaps between bands, ranges of rules that overlap or
  /// leave a gap, leads in no tier.
  public var warnings: [RuleBookIssue] {
    groups.flatMap { $0.gaps + $0.rangeWarnings } + (tierWarning.map { [$0] } ?? [])
  }

  /// How the book fits leads of the given columns and events.
  ///
  /// A column that does not exist is an error; an event that nobody has done is a warning, since
  /// it may still come. With `eventNames` nil the leads have no events, and every rule about
  /// events is an error. The book's own ``warnings`` come last.
  public func validate(columns: [String], eventNames: [String]?) -> [RuleBookIssue] {
    let known = Set(columns)
    let columnIssues = columnUses.filter { !known.contains($0.text) }.map { use in
      RuleBookIssue(
        place: use.place, severity: .error,
        flaw: .unknownColumn(use.text, nearest: use.text.nearest(among: columns)))
    }
    return columnIssues + eventIssues(eventNames) + warnings
  }

  /// How the book fits the leads of a snapshot, the kinds of their columns included.
  public func validate(against snapshot: LeadSnapshot) -> [RuleBookIssue] {
    let ranges = conditions.flatMap(\.condition.allTests).filter { test in
      guard case .range = test.expected, let column = snapshot.table[test.column.text] else {
        return false
      }
      return column.holdsMoments
    }
    let issues = ranges.map { test in
      RuleBookIssue(
        place: test.column.place, severity: .error, flaw: .rangeOfMoments(test.column.text))
    }
    let columns = snapshot.table.columns.map(\.name)
    return validate(columns: columns, eventNames: snapshot.events?.names) + issues
  }

  private func eventIssues(_ names: [String]?) -> [RuleBookIssue] {
    guard let names else {
      return conditions.compactMap { description, condition in
        condition.allActivities.first?.events.first.map { event in
          RuleBookIssue(
            place: event.place, severity: .error, flaw: .eventsMissing(rule: description))
        }
      }
    }
    let known = Set(names)
    return eventUses.filter { !known.contains($0.text) }.map { use in
      RuleBookIssue(
        place: use.place, severity: .warning,
        flaw: .unknownEvent(use.text, nearest: use.text.nearest(among: names)))
    }
  }

  /// The fewest points a lead can get.
  private var minimum: Double {
    max(min(groups.reduce(0) { $0 + $1.minimum }, cap ?? .infinity), floor ?? -.infinity)
  }

  private var tierWarning: RuleBookIssue? {
    guard let last = tiers.last, minimum < last.threshold else {
      return nil
    }
    return RuleBookIssue(
      place: last.place, severity: .warning,
      flaw: .belowLastTier(last.name, threshold: last.threshold))
  }
}

extension RuleGroup {
  fileprivate var gaps: [RuleBookIssue] {
    zip(bands, bands.dropFirst()).filter { $0.range.upper < $1.range.lower }.map { lower, higher in
      RuleBookIssue(
        place: higher.place, severity: .warning,
        flaw: .gap(
          lower.key, higher.key, from: lower.range.upper, to: higher.range.lower))
    }
  }
}

extension Column {
  fileprivate var holdsMoments: Bool {
    if case .timestamps = values { true } else { false }
  }
}
