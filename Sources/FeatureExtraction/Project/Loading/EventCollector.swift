internal import Tables

/// Gathers blocks of events in the order of the file.
struct EventCollector {
  private let created: [Timestamp]
  private let duplicates: [LeadRecords.Duplicate]
  private var names: [String: Int] = [:]
  private var seen: Set<UInt64> = []
  private var leads: [Int32] = []
  private var events: [EventLog.Event] = []
  private var (read, repeats, orphans, beforeCreation, beforeDuplicate) = (0, 0, 0, 0, 0)
  private var firstOrphanLine: Int?

  /// - Parameters:
  ///   - created: When each lead came into being.
  ///   - duplicates: Leads entered again; a block numbers them after the leads.
  init(created: [Timestamp], duplicates: [LeadRecords.Duplicate]) {
    self.created = created
    self.duplicates = duplicates
  }

  mutating func add(_ block: EventBlock) {
    var known: [Int] = []
    for name in block.nameList {
      let code = names[name] ?? names.count
      names[name] = code
      known.append(code)
    }
    firstOrphanLine = firstOrphanLine ?? block.firstOrphanLine
    read += block.leads.count
    for (index, lead) in block.leads.enumerated() {
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
      })
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
