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
  private let attributes: [EventAttribute]
  /// What the log was kept for; nil when it has every event.
  private let interests: [EventInterest]?

  /// The events of leads, each list in any order.
  ///
  /// - Precondition: every event's name is an index into `names`, and `names` is sorted.
  public init(names: [String], eventsByLead: [[Event]]) {
    self.init(
      names: names, leadCount: eventsByLead.count,
      leads: eventsByLead.indices.flatMap { lead in
        [Int32](repeating: Int32(lead), count: eventsByLead[lead].count)
      }, events: Array(eventsByLead.joined()))
  }

  /// Events in any order, each with the lead whose it is.
  ///
  /// The order of the events does not matter: those of one moment are ordered by name, value and
  /// attributes, so that sums are the same to the last bit.
  ///
  /// - Precondition: there is one lead below `leadCount` per event; every event's name is an index
  ///   into `names`, and `names` is sorted; attributes have a code per event.
  public init(
    names: [String], leadCount: Int, leads: [Int32], events unordered: [Event],
    attributes columns: [EventAttribute] = []
  ) {
    self.init(
      names: names, leadCount: leadCount, leads: leads, events: unordered, attributes: columns,
      interests: nil)
  }

  /// The same of a log that was kept for some interests; nil when it has every event.
  ///
  /// The names of events may be numbered in any way; `codes` then says which of `names` each is.
  init(
    names: [String], leadCount: Int, leads: [Int32], events unordered: [Event],
    attributes columns: [EventAttribute], codes: [Int]? = nil, interests: [EventInterest]?
  ) {
    self.interests = interests
    precondition(names == names.sorted())
    precondition(leads.count == unordered.count)
    precondition(columns.allSatisfy { $0.codes.count == unordered.count })
    var ends = [Int](repeating: 0, count: leadCount + 1)
    for lead in leads { ends[Int(lead) + 1] += 1 }
    for lead in 0..<leadCount { ends[lead + 1] += ends[lead] }
    starts = ends
    func event(_ index: Int32) -> Event {
      let event = unordered[Int(index)]
      return codes.map { Event(time: event.time, name: $0[event.name], value: event.value) }
        ?? event
    }
    var order = [Int32](repeating: 0, count: leads.count)
    for (index, lead) in leads.enumerated() {
      order[ends[Int(lead)]] = Int32(index)
      ends[Int(lead)] += 1
    }
    self.names = names
    if columns.isEmpty {
      var events = order.map(event)
      for lead in 0..<leadCount where starts[lead + 1] - starts[lead] > 1 {
        events[starts[lead]..<starts[lead + 1]].sort { $0.precedes($1) }
      }
      self.events = events
      attributes = []
      return
    }
    // Side by side, since events of one lead lie far apart where they come from.
    var placed = order.map { (event: event($0), place: Int($0)) }
    for lead in 0..<leadCount where starts[lead + 1] - starts[lead] > 1 {
      placed[starts[lead]..<starts[lead + 1]].sort { one, other in
        if one.event.time != other.event.time { return one.event.time < other.event.time }
        if one.event.precedes(other.event) { return true }
        if other.event.precedes(one.event) { return false }
        let differing = columns.first { $0.codes[one.place] != $0.codes[other.place] }
        return differing.map { $0.codes[one.place] < $0.codes[other.place] } ?? false
      }
    }
    events = placed.map(\.event)
    attributes = columns.map { $0.events(placed.lazy.map(\.place)) }
  }

  /// How many leads there are, with or without events.
  public var leadCount: Int { starts.count - 1 }

  /// How many events there are in all.
  public var eventCount: Int { events.count }

  /// Whether all events are there that an interest asks for.
  public func serves(_ interest: EventInterest) -> Bool {
    interests?.contains { $0.covers(interest) } ?? true
  }

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

  /// A column of the events; its codes stand in the order of the slices of events.
  public func attribute(_ name: String) -> EventAttribute? {
    attributes.first { $0.name == name }
  }

  /// What the columns say of the events at some places, and nothing of some more after them.
  func attributes(at places: [Int], blanks: Int = 0) -> [EventAttribute] {
    attributes.map { column in
      EventAttribute(
        name: column.name, levels: column.levels,
        codes: places.map { column.codes[$0] } + repeatElement(-1, count: blanks))
    }
  }

  /// The log of the leads at the given indices, in that order.
  public func leads(_ indices: [Int]) -> EventLog {
    guard !events.isEmpty else {
      return EventLog(
        names: names, starts: [Int](repeating: 0, count: indices.count + 1), events: [],
        attributes: attributes, interests: interests)
    }
    var starts = [0]
    var chosen: [Event] = []
    starts.reserveCapacity(indices.count + 1)
    for index in indices {
      chosen += events(ofLead: index)
      starts.append(chosen.count)
    }
    let places = indices.lazy.flatMap { self.starts[$0]..<self.starts[$0 + 1] }
    return EventLog(
      names: names, starts: starts, events: chosen,
      attributes: attributes.map { $0.events(places) }, interests: interests)
  }

  /// The log of the marked events alone, with all names and leads.
  ///
  /// - Precondition: there is a mark per event.
  func keeping(_ isKept: [Bool]) -> EventLog {
    var (starts, places): ([Int], [Int]) = ([0], [])
    for lead in 0..<leadCount {
      for index in self.starts[lead]..<self.starts[lead + 1] where isKept[index] {
        places.append(index)
      }
      starts.append(places.count)
    }
    return EventLog(
      names: names, starts: starts, events: places.map { events[$0] },
      attributes: attributes.map { $0.events(places) }, interests: interests)
  }

  /// The log of groups of leads, each with the events of all its leads in time order.
  ///
  /// - Precondition: there is one group below `count` per lead.
  func joined(_ groups: [Int], count: Int) -> EventLog {
    var owners: [Int32] = []
    owners.reserveCapacity(events.count)
    for lead in 0..<leadCount {
      owners += repeatElement(Int32(groups[lead]), count: starts[lead + 1] - starts[lead])
    }
    return EventLog(
      names: names, leadCount: count, leads: owners, events: events, attributes: attributes,
      interests: interests)
  }

  private init(
    names: [String], starts: [Int], events: [Event], attributes: [EventAttribute],
    interests: [EventInterest]?
  ) {
    self.interests = interests
    self.names = names
    self.starts = starts
    self.events = events
    self.attributes = attributes
  }
}

extension EventLog.Event {
  fileprivate func precedes(_ other: EventLog.Event) -> Bool {
    if time != other.time { return time < other.time }
    if name != other.name { return name < other.name }
    return value < other.value || (value.isNaN && !other.value.isNaN)
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
