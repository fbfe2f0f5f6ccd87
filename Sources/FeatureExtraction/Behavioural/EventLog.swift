public import Tables

/// The events of a list of leads, in time order for each lead.
///
/// Stored as one run of events per lead (compressed rows), so that a window of a lead's events is
/// two binary searches away.
public struct EventLog: Sendable {
  /// One thing a lead did.
  public struct Event: Sendable, Equatable {
    /// When it happened.
    public let time: Timestamp
    /// The index of its name in ``EventLog/names``.
    public let name: Int
    /// What it measured, for instance seconds; `nan` when nothing.
    public let value: Double

    /// An event at a time, of a name, with a measured value.
    public init(time: Timestamp, name: Int, value: Double = .nan) {
      self.time = time
      self.name = name
      self.value = value
    }
  }

  /// The distinct event names, sorted.
  public let names: [String]
  private let starts: [Int]
  private let events: [Event]

  /// The events of leads, each list in any order.
  ///
  /// - Precondition: every event's name is an index into `names`, and `names` is sorted.
  public init(names: [String], eventsByLead: [[Event]]) {
    precondition(names == names.sorted())
    self.names = names
    var starts = [0]
    var events: [Event] = []
    events.reserveCapacity(eventsByLead.reduce(0) { $0 + $1.count })
    starts.reserveCapacity(eventsByLead.count + 1)
    for list in eventsByLead {
      events += list.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
      starts.append(events.count)
    }
    self.starts = starts
    self.events = events
  }

  /// How many leads there are, with or without events.
  public var leadCount: Int { starts.count - 1 }

  /// How many events there are in all.
  public var eventCount: Int { events.count }

  /// All events of a lead in time order.
  public func events(ofLead lead: Int) -> ArraySlice<Event> {
    events[starts[lead]..<starts[lead + 1]]
  }

  /// The events of a lead in the half-open window after `start` up to and including `end`.
  ///
  /// A nil start means from the beginning.
  public func events(ofLead lead: Int, after start: Timestamp?, through end: Timestamp)
    -> ArraySlice<Event>
  {
    let all = events(ofLead: lead)
    let from = start.map { moment in all.firstIndex(after: moment) } ?? all.startIndex
    return all[from..<max(from, all.firstIndex(after: end))]
  }

  /// The index of a name, nil when no event has it.
  public func index(ofName name: String) -> Int? { names.firstIndex(of: name) }

  /// The log of the leads at the given indices, in that order.
  public func leads(_ indices: [Int]) -> EventLog {
    EventLog(names: names, eventsByLead: indices.map { Array(events(ofLead: $0)) })
  }
}

extension ArraySlice<EventLog.Event> {
  /// The first index whose event is later than the moment, by binary search.
  fileprivate func firstIndex(after moment: Timestamp) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].time <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
