internal import Tables

/// Gathers blocks of events in the order of the file.
struct EventCollector {
  private let created: [Timestamp]
  private let duplicates: [LeadRecords.Duplicate]
  private var names: [String: Int] = [:]
  private var seen: Set<UInt64> = []
  private var leads: [Int32] = []
  private var events: [EventLog.Event] = []
  private var attributes: [AttributeCollector]
  private var (read, repeats, orphans, beforeCreation, beforeDuplicate) = (0, 0, 0, 0, 0)
  private var firstOrphanLine: Int?

  /// - Parameters:
  ///   - created: When each lead came into being.
  ///   - duplicates: Leads entered again; a block numbers them after the leads.
  ///   - attributes: Columns of events whose values features read.
  init(
    created: [Timestamp], duplicates: [LeadRecords.Duplicate] = [], attributes: [String] = []
  ) {
    self.created = created
    self.duplicates = duplicates
    self.attributes = attributes.map(AttributeCollector.init)
  }

  mutating func add(_ block: EventBlock) {
    var known: [Int] = []
    for name in block.nameList {
      let code = names[name] ?? names.count
      names[name] = code
      known.append(code)
    }
    let columns = attributes.indices.map { attributes[$0].codes(of: block.attributes[$0]) }
    firstOrphanLine = firstOrphanLine ?? block.firstOrphanLine
    for (index, lead) in block.leads.enumerated() where lead != EventBlock.suppressed {
      read += 1
      if !block.identifiers.isEmpty, !seen.insert(block.identifiers[index]).inserted {
        repeats += 1
      } else if lead < 0 {
        orphans += 1
      } else {
        let time = block.times[index]
        guard let owner = owner(of: Int(lead), at: time) else {
          beforeDuplicate += 1
          continue
        }
        if time < created[owner] { beforeCreation += 1 }
        leads.append(Int32(owner))
        events.append(
          EventLog.Event(
            time: time, name: known[Int(block.names[index])], value: block.values[index]))
        for (place, codes) in columns.enumerated() { attributes[place].append(codes[index]) }
      }
    }
  }

  /// The lead whose event it is; nil for one of a duplicate from before it was entered, when nobody
  /// knew whose it was.
  private func owner(of lead: Int, at time: Timestamp) -> Int? {
    guard lead >= created.count else { return lead }
    let duplicate = duplicates[lead - created.count]
    return time < duplicate.created ? nil : duplicate.original
  }

  var counts: EventCounts {
    EventCounts(
      read: read, kept: events.count, duplicates: repeats, orphans: orphans,
      beforeCreation: beforeCreation, beforeDuplicate: beforeDuplicate)
  }

  /// The log, names sorted.
  var log: EventLog {
    let sorted = names.keys.sorted()
    var position = [Int](repeating: 0, count: sorted.count)
    for (index, name) in sorted.enumerated() { position[names[name] ?? 0] = index }
    return EventLog(
      names: sorted, leadCount: created.count, leads: leads,
      events: events.map {
        EventLog.Event(time: $0.time, name: position[$0.name], value: $0.value)
      }, attributes: attributes.map(\.attribute))
  }

  /// Refuses a log most of whose events belong to nobody: the key is wrong.
  func refuseOrphans(file: String, column: String) throws {
    guard orphans * 2 > orphans + events.count, let line = firstOrphanLine else { return }
    let text =
      "\(orphans) of \(orphans + events.count) events belong to no lead; is this the wrong key?"
    throw DataProblems([
      DataProblem(
        place: Place(file: file, line: line, column: 1), column: column, kind: .custom(text))
    ])
  }
}

/// Gathers one column of the events that are kept.
private struct AttributeCollector {
  private let name: String
  private var known: [String: Int32] = [:]
  private var codes: [Int32] = []

  init(_ name: String) { self.name = name }

  /// The codes of a block's rows among the texts of all blocks.
  mutating func codes(of block: Categories) -> [Int32] {
    var recoded: [Int32] = []
    for level in 0..<block.levels.count {
      let text = block.levels[level]
      let code = known[text] ?? Int32(known.count)
      known[text] = code
      recoded.append(code)
    }
    return block.codes.map { $0 < 0 ? -1 : recoded[Int($0)] }
  }

  mutating func append(_ code: Int32) { codes.append(code) }

  /// The column, its texts sorted so that their order does not depend on that of the events.
  var attribute: EventAttribute {
    let levels = known.keys.sorted()
    var position = [Int32](repeating: 0, count: levels.count)
    for (place, text) in levels.enumerated() { position[Int(known[text] ?? 0)] = Int32(place) }
    return EventAttribute(
      name: name, levels: levels, codes: codes.map { $0 < 0 ? -1 : position[Int($0)] })
  }
}
