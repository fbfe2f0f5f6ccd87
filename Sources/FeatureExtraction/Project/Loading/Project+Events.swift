internal import Tables

extension Project {
  /// Reads the events of leads and keeps of them what is asked for.
  ///
  /// What features need depends on the time that they are taken at. Where it is to be the newest moment in
  /// the data, the events are read once more before, only to find it.
  ///
  /// - Parameters:
  ///   - file: The events.
  ///   - source: What its columns are.
  ///   - leads: The leads.
  ///   - identifiers: The identifiers of the leads.
  ///   - suppressed: Leads whose events are passed over.
  ///   - retention: What is kept.
  ///   - newest: The newest moment that is known besides those of leads and events.
  ///   - threads: How many threads read.
  /// - Returns: What was counted and kept.
  /// - Throws: `DataProblems`; see ``EventsSource``.
  func collect(
    _ file: CSVFile, of source: EventsSource, leads: LeadRecords, identifiers: PackedStrings,
    suppressed: Set<String>, keeping retention: EventRetention, newest: Timestamp?, threads: Int
  ) throws -> EventCollector {
    // Positions are rows of leads, then of duplicates; suppressed leads come after both.
    var names = identifiers
    for duplicate in leads.duplicates { names.append(duplicate.identifier) }
    let leadCount = names.count
    for identifier in suppressed.sorted() { names.append(identifier) }
    let known = names.count == leads.identifiers.count ? leads.index : nil
    let index = known ?? TextIndex(names)
    let columns = eventColumns.map(\.name)
    func read(
      _ source: EventsSource, _ attributes: [String], _ empty: consuming EventCollector
    ) throws -> EventCollector {
      try source.read(
        file, attributes: attributes, leads: index, leadCount: leadCount, into: empty,
        threads: threads)
    }
    func newestMoment() -> Timestamp? {
      // What is wrong with the file is said when all of it is read.
      let counted = try? read(
        source.timesOnly, [], EventCollector(of: leads, gathering: EventGathering()))
      return [counted?.newest, leads.newest, newest].compactMap(\.self).max()
    }
    switch retention {
    case .none:
      return try read(source, [], EventCollector(of: leads, gathering: EventGathering()))
    case .lead(let identifier, let asOf):
      let now = asOf ?? newestMoment() ?? Timestamp(microseconds: 0)
      let gathering = gathering(ofLead: identifier, among: leads, asOf: now)
      return try read(source, columns, EventCollector(of: leads, gathering: gathering))
    case .every:
      let log = LogCollector(leadCount: leads.identifiers.count, attributes: columns)
      return try read(
        source, columns, EventCollector(of: leads, gathering: EventGathering(log: log)))
    case .needed(let asOf, let interests):
      let now = asOf ?? newestMoment() ?? Timestamp(microseconds: 0)
      return try read(
        source, columns,
        EventCollector(
          of: leads,
          gathering: gathering(of: leads, asOf: now, interests: interests, threads: threads),
          limit: asOf))
    }
  }

  /// What is made of events as of a time: features that can be added up are, the others look at
  /// events one by one.
  private func gathering(
    of leads: LeadRecords, asOf now: Timestamp, interests: [EventInterest], threads: Int
  ) -> EventGathering {
    let moments = LeadMoments(leads, by: snapshot, asOf: now)
    let columns = eventColumns.map(\.name)
    let ofLeads = eventFeatures.filter { $0.scope == .lead }
    let ofAccounts = eventFeatures.filter { $0.scope == .account }
    return EventGathering(
      log: LogCollector(for: ofLeads, at: moments, attributes: columns, besides: interests),
      tally: EventTally(ofLeads, at: moments, of: leads, threads: threads),
      ofAccounts: AccountGathering(
        ofAccounts, at: moments, of: leads, attributes: columns, threads: threads),
      lastLooks: ofAccounts.isEmpty ? moments.lasts : nil)
  }

  /// Every event that the features of one lead look at, and the mean values of all leads that are scored
  /// as of a time.
  private func gathering(
    ofLead identifier: String, among leads: LeadRecords, asOf now: Timestamp
  ) -> EventGathering {
    let row = leads.identifiers.firstIndex(of: identifier)
    let looksAtAccounts = eventFeatures.contains { $0.scope == .account }
    let account = looksAtAccounts ? row.flatMap { leads.accountKeys[$0] } : nil
    let isKept = leads.identifiers.indices.map { lead in
      lead == row || account != nil && leads.accountKeys[lead] == account
    }
    let times = ScoringTimes(leads, of: self)
    let isScored = isKept.indices.map { times.skipReason(ofLead: $0, asOf: now) == nil }
    return EventGathering(
      log: LogCollector(
        leadCount: isKept.count, attributes: eventColumns.map(\.name), ofLeads: isKept),
      values: EventValues(ofLeads: isScored))
  }
}
