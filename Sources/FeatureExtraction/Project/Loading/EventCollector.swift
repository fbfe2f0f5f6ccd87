internal import Tables

/// Gathers blocks of events in the order of the file.
struct EventCollector {
  private let created: [Timestamp]
  private let duplicates: [LeadRecords.Duplicate]
  private var seen = HashSet64()
  private var gathered: EventGathering
  private var (read, kept, repeats, orphans, beforeCreation, beforeDuplicate) = (0, 0, 0, 0, 0, 0)
  private var firstOrphanLine: Int?
  /// When the last event of a lead happened.
  private(set) var newest: Timestamp?

  /// - Parameters:
  ///   - created: When each lead came into being.
  ///   - duplicates: Leads entered again; a block numbers them after the leads.
  ///   - gathering: How events are kept.
  init(
    created: [Timestamp], duplicates: [LeadRecords.Duplicate] = [], gathering: EventGathering
  ) {
    self.created = created
    self.duplicates = duplicates
    gathered = gathering
  }

  mutating func add(_ block: EventBlock) {
    firstOrphanLine = firstOrphanLine ?? block.firstOrphanLine
    var rows = block.leads
    var last = newest ?? Timestamp(microseconds: .min)
    for (index, lead) in block.leads.enumerated() where lead != EventBlock.suppressed {
      read += 1
      let time = block.times[index]
      if !block.identifiers.isEmpty, !seen.insert(block.identifiers[index]) {
        repeats += 1
        rows[index] = -1
      } else if lead < 0 {
        orphans += 1
      } else if let owner = owner(of: Int(lead), at: time) {
        kept += 1
        rows[index] = Int32(owner)
        if time < created[owner] { beforeCreation += 1 }
        last = max(last, time)
      } else {
        beforeDuplicate += 1
        rows[index] = -1
      }
    }
    if kept > 0 { newest = last }
    gathered.add(block, rows: rows)
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
      read: read, kept: kept, duplicates: repeats, orphans: orphans,
      beforeCreation: beforeCreation, beforeDuplicate: beforeDuplicate)
  }

  /// What the events were gathered into.
  var events: (log: EventLog?, tallied: TalliedEvents?) {
    switch gathered {
    case .log(let collector): (collector.log(leadCount: created.count), nil)
    case .tally(let tally): (nil, tally.tallied)
    }
  }

  /// Refuses a log most of whose events belong to nobody: the key is wrong.
  func refuseOrphans(file: String, column: String) throws {
    guard orphans * 2 > orphans + kept, let line = firstOrphanLine else { return }
    let text =
      "\(orphans) of \(orphans + kept) events belong to no lead; is this the wrong key?"
    throw DataProblems([
      DataProblem(
        place: Place(file: file, line: line, column: 1), column: column, kind: .custom(text))
    ])
  }
}

/// How events are kept while they are read.
enum EventGathering {
  /// Each of them.
  case log(LogCollector)
  /// Added to what their lead's add up to.
  case tally(EventTally)

  fileprivate mutating func add(_ block: EventBlock, rows: [Int32]) {
    // The case is left empty meanwhile, so that nothing is copied.
    switch self {
    case .log(var collector):
      self = .log(LogCollector())
      collector.add(block, rows: rows)
      self = .log(collector)
    case .tally(var tally):
      self = .log(LogCollector())
      tally.add(block, rows: rows)
      self = .tally(tally)
    }
  }
}
