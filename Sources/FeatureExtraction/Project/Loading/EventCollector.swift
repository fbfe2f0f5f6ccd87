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
    let rows = owners(of: block)
    count(block, rows)
    gathered.add(block, rows: rows)
  }

  /// The lead that each event is added to; negative for events that are not kept.
  private mutating func owners(of block: EventBlock) -> [Int32] {
    var rows = block.leads
    for (index, lead) in block.leads.enumerated() where lead != EventBlock.suppressed {
      read += 1
      if !block.identifiers.isEmpty, !seen.insert(block.identifiers[index]) {
        repeats += 1
        rows[index] = -1
      } else if lead < 0 {
        orphans += 1
      } else if Int(lead) >= created.count {
        let owner = owner(of: duplicates[Int(lead) - created.count], at: block.times[index])
        if owner < 0 { beforeDuplicate += 1 }
        rows[index] = owner
      }
    }
    return rows
  }

  /// Counts the events that are kept.
  ///
  /// When a lead was created comes from anywhere in memory: nothing here branches on it, so that the
  /// processor need not wait for one lead before it asks for the next.
  private mutating func count(_ block: EventBlock, _ rows: [Int32]) {
    var (count, early) = (0, 0)
    var last = newest ?? Timestamp(microseconds: .min)
    for (index, row) in rows.enumerated() where row >= 0 {
      let time = block.times[index]
      count += 1
      early += time < created[Int(row)] ? 1 : 0
      last = max(last, time)
    }
    kept += count
    beforeCreation += early
    if count > 0 { newest = last }
  }

  /// The lead whose event it is; -1 for one from before the duplicate was entered, when nobody knew
  /// whose it was.
  private func owner(of duplicate: LeadRecords.Duplicate, at time: Timestamp) -> Int32 {
    time < duplicate.created ? -1 : Int32(duplicate.original)
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
