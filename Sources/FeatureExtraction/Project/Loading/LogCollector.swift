internal import Tables

/// Gathers events one by one.
struct LogCollector {
  private var names: [String: Int] = [:]
  private var leads: [Int32] = []
  private var events: [EventLog.Event] = []
  private var attributes: [AttributeCollector]
  private let leadCount: Int
  /// Which events are looked at; nil for all.
  private let selection: EventSelection?
  /// Which of them make no difference; nil where all are kept.
  private let thinning: EventThinning?
  /// For each lead, whether its events are kept; nil for all.
  private let isKept: [Bool]?
  /// What somebody asked for whose events are all kept; nil when those of everybody are.
  private let interests: [EventInterest]?
  /// How many events are gathered before those are let go that make no difference.
  private var room: Int
  private let leastRoom: Int

  /// The room for the events of so many leads: below a few of each, letting go is not worth the work.
  static func room(ofLeads count: Int) -> Int { max(1 << 20, 4 * count) }

  /// A collector of all events of leads, or of those of some leads, that also keeps some columns.
  init(leadCount: Int, attributes: [String] = [], ofLeads isKept: [Bool]? = nil) {
    self.leadCount = leadCount
    self.attributes = attributes.map(AttributeCollector.init)
    self.isKept = isKept
    (selection, thinning, interests) = (nil, nil, nil)
    (room, leastRoom) = (.max, .max)
  }

  /// A collector of the events that make a difference to features at the moments of leads, and of all
  /// that somebody is interested in besides.
  ///
  /// Memory grows with the events that are kept, but for the room: it is the least number of events
  /// gathered before any is let go, nil for what suits the number of leads.
  init(
    for features: [EventFeature], at moments: LeadMoments, attributes: [String] = [],
    besides: [EventInterest] = [], room: Int? = nil
  ) {
    leadCount = moments.leadCount
    self.attributes = attributes.map(AttributeCollector.init)
    selection = EventSelection(features.flatMap(\.interests) + besides, at: moments)
    thinning = EventThinning(features, besides: EventSelection(besides, at: moments), at: moments)
    interests = besides
    isKept = nil
    let some = room ?? LogCollector.room(ofLeads: moments.leadCount)
    leastRoom = thinning == nil ? .max : some
    self.room = leastRoom
  }

  /// Adds the events of a block, each to the lead of its row; those of rows below 0 are left out.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    var known: [Int] = []
    for name in block.nameList {
      let code = names[name] ?? names.count
      names[name] = code
      known.append(code)
    }
    let reaches = selection.map { selection in block.nameList.map(selection.reach) }
    if let reaches, reaches.allSatisfy({ $0 == nil }) { return }
    var chosen: [Int32] = []
    for (index, lead) in rows.enumerated() where lead >= 0 {
      if let isKept, !isKept[Int(lead)] { continue }
      if let selection, let reaches {
        guard let reach = reaches[Int(block.names[index])],
          selection.contains(block.times[index], ofLead: lead, reach: reach)
        else { continue }
      }
      chosen.append(Int32(index))
    }
    leads += chosen.lazy.map { rows[Int($0)] }
    events += chosen.lazy.map { index in
      EventLog.Event(
        time: block.times[Int(index)], name: known[Int(block.names[Int(index)])],
        value: block.values[Int(index)])
    }
    for place in attributes.indices {
      attributes[place].append(block.attributes[place], at: chosen)
    }
    if events.count >= room { thin() }
  }

  /// The log, names sorted.
  var log: EventLog {
    let sorted = names.keys.sorted()
    var position = [Int](repeating: 0, count: sorted.count)
    for (index, name) in sorted.enumerated() { position[names[name] ?? 0] = index }
    let log = EventLog(
      names: sorted, leadCount: leadCount, leads: leads, events: events,
      attributes: attributes.map(\.attribute), codes: position, interests: interests)
    return thinning?.thinned(log) ?? log
  }

  /// Lets go of the events that make no difference, and makes room for as many more as are left.
  private mutating func thin() {
    let log = log
    names = Dictionary(uniqueKeysWithValues: log.names.enumerated().map { ($1, $0) })
    leads.removeAll(keepingCapacity: true)
    events.removeAll(keepingCapacity: true)
    for lead in 0..<leadCount {
      let own = log.events(ofLead: lead)
      leads += repeatElement(Int32(lead), count: own.count)
      events += own
    }
    for place in attributes.indices { attributes[place].restart(with: log) }
    room = max(leastRoom, 2 * events.count)
  }
}
