internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A measure made ready for the events of one list of leads.
struct EventMeasurement {
  private let measure: EventMeasure
  private let events: EventLog
  private let moments: [Timestamp]
  /// For each event name of the log, whether it is measured.
  private let isMeasured: [Bool]
  /// For each event name of the log, whether the rate is per events of this name.
  private let isBase: [Bool]

  init(_ measure: EventMeasure, of names: [String], events: EventLog, moments: [Timestamp]) {
    self.measure = measure
    self.events = events
    self.moments = moments
    isMeasured = events.names.map(names.contains)
    if case .rate(let others, _) = measure {
      isBase = events.names.map(others.contains)
    } else {
      isBase = []
    }
  }

  /// The number for every lead; `nan` is missing.
  var values: [Double] { moments.indices.map(value) }

  private func value(_ lead: Int) -> Double {
    switch measure {
    case .count(let window): return Double(count(lead, window, isMeasured))
    case .activeDays(let window):
      var (days, last) = (0, Int.min)
      for event in recent(lead, window) where isMeasured[event.name] && event.time.day != last {
        days += 1
        last = event.time.day
      }
      return Double(days)
    case .recency:
      return recent(lead, nil).last { isMeasured[$0.name] }.map { (moments[lead] - $0.time).days }
        ?? .nan
    case .trend(let short, let long):
      let expected = Double(count(lead, short, isMeasured)) * (long.days / short.days)
      return log((expected + 1) / (Double(count(lead, long, isMeasured)) + 1))
    case .rate(_, let window):
      let base = count(lead, window, isBase)
      guard base > 0 else { return .nan }
      return (Double(count(lead, window, isMeasured)) + 0.5) / (Double(base) + 1)
    case .decayed(let halfLife):
      var sum = 0.0
      for event in recent(lead, nil) where isMeasured[event.name] {
        sum += exp2(-(moments[lead] - event.time).days / halfLife.days)
      }
      return sum
    case .sum(let window):
      var sum = 0.0
      for event in recent(lead, window) where isMeasured[event.name] && !event.value.isNaN {
        sum += event.value
      }
      return sum
    }
  }

  private func count(_ lead: Int, _ window: TimeSpan, _ counts: [Bool]) -> Int {
    recent(lead, window).count { counts[$0.name] }
  }

  private func recent(_ lead: Int, _ window: TimeSpan?) -> ArraySlice<EventLog.Event> {
    events.events(
      ofLead: lead, after: window.map { moments[lead] - $0 }, through: moments[lead])
  }
}
