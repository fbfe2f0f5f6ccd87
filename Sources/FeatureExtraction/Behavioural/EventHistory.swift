internal import Tables

/// The events that rows of leads look back on, each from its moment.
struct EventHistory {
  let log: EventLog
  let moments: [Timestamp]
  /// The lead of the log whose events each row sees; nil when it is the row itself.
  private let leads: [Int]?

  /// Rows that see the events of the leads of a log in its order, or of the leads named.
  init(_ log: EventLog, leads: [Int]? = nil, moments: [Timestamp]) {
    self.log = log
    self.leads = leads
    self.moments = moments
  }

  /// The events of a row in the window up to its moment, in time order; all of them for nil.
  func recent(_ row: Int, _ window: TimeSpan?) -> ArraySlice<EventLog.Event> {
    log.events(
      ofLead: leads?[row] ?? row, after: window.map { moments[row] - $0 }, through: moments[row])
  }
}
