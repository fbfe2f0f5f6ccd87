public import Tables

/// What was known of each lead at its moment: the facts that features and rules are read from.
public struct LeadSnapshot: Sendable {
  /// One row per lead: its own columns, account columns as `accounts.employees`, parsed columns
  /// as `title.seniority`.
  public let table: Table
  /// The moment of each row; empty when the table was exported flat, already as of some moment.
  public let moments: [Timestamp]
  /// The events of each row that are kept, known up to its moment and later; readers cut at the moment.
  public let events: EventLog?
  /// What the events of each row add up to; nil where all are in the log.
  public let talliedEvents: TalliedEvents?
  /// The events of each row's account; nil where no feature needs them one by one.
  public let accountEvents: AccountEvents?
  /// What the events of each row's account add up to; nil where all are in the log.
  public let talliedAccountEvents: TalliedEvents?

  /// Facts of leads at their moments.
  ///
  /// - Precondition: `moments` is empty or has one element per row; with events there are
  ///   moments, and the log has one lead per row.
  public init(
    table: Table, moments: [Timestamp] = [], events: EventLog? = nil,
    talliedEvents: TalliedEvents? = nil, accountEvents: AccountEvents? = nil,
    talliedAccountEvents: TalliedEvents? = nil
  ) {
    precondition(moments.isEmpty || moments.count == table.rowCount)
    precondition(
      events == nil || (events?.leadCount == table.rowCount && moments.count == table.rowCount))
    self.table = table
    self.moments = moments
    self.events = events
    self.talliedEvents = talliedEvents
    self.accountEvents = accountEvents
    self.talliedAccountEvents = talliedAccountEvents
  }

  /// The same leads with further columns; those whose names are taken are left out.
  public func adding(_ columns: [Column]) -> LeadSnapshot {
    LeadSnapshot(
      table: table.adding(columns.filter { table[$0.name] == nil }), moments: moments,
      events: events, talliedEvents: talliedEvents, accountEvents: accountEvents,
      talliedAccountEvents: talliedAccountEvents)
  }

  /// The leads at the given rows, in that order.
  public func rows(_ indices: [Int]) -> LeadSnapshot {
    LeadSnapshot(
      table: table.rows(indices), moments: moments.isEmpty ? [] : indices.map { moments[$0] },
      events: events?.leads(indices), talliedEvents: talliedEvents?.rows(indices),
      accountEvents: accountEvents?.rows(indices),
      talliedAccountEvents: talliedAccountEvents?.rows(indices))
  }
}
