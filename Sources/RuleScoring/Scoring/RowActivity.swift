internal import FeatureExtraction
internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An activity made ready for the events of one list of leads.
struct RowActivity: Sendable {
  private let activity: Activity
  private let events: EventLog
  private let moments: [Timestamp]
  /// For each event name of the log, whether it counts.
  private let counts: [Bool]

  init(_ activity: Activity, events: EventLog, moments: [Timestamp]) {
    let names = Set(activity.events.map(\.text))
    self.activity = activity
    self.events = events
    self.moments = moments
    counts = events.names.map(names.contains)
  }

  /// Whether the events that matter happened, or did not, as asked.
  func holds(_ row: Int) -> Bool { holds(row, at: moments[row]) }

  /// Whether that is so at a later moment, if nothing more happens.
  func holds(_ row: Int, at later: Timestamp) -> Bool {
    let since = activity.window.map { later - $0 }
    let recent = events.events(ofLead: row, after: since, through: moments[row])
    guard let times = activity.times else {
      return recent.contains { counts[$0.name] } == activity.occurs
    }
    return times.contains(Double(recent.count { counts[$0.name] }))
  }

  /// How many times an event rule applies, nil when the activity does not hold.
  ///
  /// Each event, or the newest only, weighs what its decay leaves of it; an event of which nothing
  /// is left has not happened.
  func weight(_ row: Int, each: Bool, decay: PointsDecay) -> Double? {
    guard activity.occurs, activity.times == nil || holds(row) else { return holds(row) ? 1 : nil }
    var weight: Double?
    for event in recent(row, lifetime: decay.lifetime).reversed() where counts[event.name] {
      weight = (weight ?? 0) + decay.weight(atAge: moments[row] - event.time)
      if !each { break }
    }
    return weight
  }

  /// The moments at which an event of the row leaves the window; none without a window.
  func turns(_ row: Int) -> [Timestamp] {
    guard let window = activity.window else { return [] }
    return recent(row, lifetime: nil).filter { counts[$0.name] }.map { $0.time + window }
  }

  /// When a rule that applies to a row loses its points if nothing more happens.
  func expiry(_ row: Int, each: Bool, decay: PointsDecay) -> PointsExpiry {
    let life = [activity.window, decay.lifetime].compactMap(\.self).min()
    guard activity.occurs, let life else { return .never }
    let newest = recent(row, lifetime: decay.lifetime).reversed().filter { counts[$0.name] }
    // The rule holds as long as its fewest events do.
    guard newest.count >= activity.fewest, let oldest = newest.last else { return .never }
    let end = newest[activity.fewest - 1].time + life
    return PointsExpiry(firstLoss: each ? min(oldest.time + life, end) : end, end: end)
  }

  private func recent(_ row: Int, lifetime: TimeSpan?) -> ArraySlice<EventLog.Event> {
    let reach = [activity.window, lifetime].compactMap(\.self).min()
    return events.events(
      ofLead: row, after: reach.map { moments[row] - $0 }, through: moments[row])
  }
}

extension PointsDecay {
  /// What is left of the points of an event, from 1 to 0.
  fileprivate func weight(atAge age: TimeSpan) -> Double {
    switch self {
    case .none: 1
    case .halfLife(let halfLife):
      exp2(-Double(age.microseconds) / Double(halfLife.microseconds))
    case .linear(let decay): decay.weight(atAge: age)
    }
  }
}
