internal import FeatureExtraction
internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An activity made ready for the events of one list of leads.
struct RowActivity {
  private let occurs: Bool
  private let window: TimeSpan?
  private let events: EventLog
  private let moments: [Timestamp]
  /// For each event name of the log, whether it counts.
  private let counts: [Bool]

  init(_ activity: Activity, events: EventLog, moments: [Timestamp]) {
    let names = Set(activity.events.map(\.text))
    occurs = activity.occurs
    window = activity.window
    self.events = events
    self.moments = moments
    counts = events.names.map(names.contains)
  }

  /// Whether the events that matter happened, or did not, as asked.
  func holds(_ row: Int) -> Bool {
    recent(row).contains { counts[$0.name] } == occurs
  }

  /// How many times an event rule applies, nil when the activity does not hold.
  ///
  /// Each event, or the newest only, weighs 2^(−age ÷ half-life).
  func weight(_ row: Int, each: Bool, halfLife: TimeSpan?) -> Double? {
    guard occurs else { return holds(row) ? 1 : nil }
    var weight: Double?
    for event in recent(row).reversed() where counts[event.name] {
      weight = (weight ?? 0) + decay(of: moments[row] - event.time, halfLife: halfLife)
      if !each { break }
    }
    return weight
  }

  private func recent(_ row: Int) -> ArraySlice<EventLog.Event> {
    events.events(ofLead: row, after: window.map { moments[row] - $0 }, through: moments[row])
  }

  private func decay(of age: TimeSpan, halfLife: TimeSpan?) -> Double {
    guard let halfLife else { return 1 }
    return exp2(-Double(age.microseconds) / Double(halfLife.microseconds))
  }
}
