internal import Tables

/// Gathers blocks of events in the order of the file.
struct EventCollector {
  /// When each lead was created, when it converted and when it is looked at last, side by side so that one
  /// look finds all.
  private let leads: WordRecords
  private let duplicates: [LeadRecords.Duplicate]
  private var seen = HashSet64()
  private var gathered: EventGathering
  private var (read, kept, repeats, orphans, beforeCreation, beforeDuplicate) = (0, 0, 0, 0, 0, 0)
  private var firstOrphanLine: Int?
  private var totalled = EventTotals()
  private let limit: Timestamp?
  /// When the last event of a lead happened, and when the last one up to the limit.
  private(set) var newest, newestKnown: Timestamp?

  /// - Parameters:
  ///   - records: The leads; a block numbers those that were entered again after the others.
  ///   - gathering: What is made of events.
  ///   - limit: The time up to which anything is known; nil for no limit.
  init(of records: LeadRecords, gathering: EventGathering, limit: Timestamp? = nil) {
    var leads = WordRecords(count: records.created.count, wordsPerRecord: 3)
    for (row, created) in records.created.enumerated() {
      var converted = Int64.max
      if case .won(let time) = records.outcomes[row] { converted = time.microseconds }
      let word = leads.first + row * leads.stride
      leads.words[word] = UInt64(bitPattern: created.microseconds)
      leads.words[word + 1] = UInt64(bitPattern: converted)
      let last = gathering.lastLooks?[row].microseconds ?? .max
      leads.words[word + 2] = UInt64(bitPattern: last)
    }
    self.leads = leads
    duplicates = records.duplicates
    gathered = gathering
    self.limit = limit
  }

  mutating func add(_ block: EventBlock) {
    firstOrphanLine = firstOrphanLine ?? block.firstOrphanLine
    gathered.add(block, rows: counted(block, owners(of: block)))
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
      } else if Int(lead) >= leads.count {
        let owner = owner(of: duplicates[Int(lead) - leads.count], at: block.times[index])
        if owner < 0 { beforeDuplicate += 1 }
        rows[index] = owner
      }
    }
    return rows
  }

  /// Counts the events that are kept; returns the rows of those that somebody looks back on, others -1.
  ///
  /// When a lead was created comes from anywhere in memory: the times of a batch are fetched while the
  /// batch before is counted, and nothing here branches on them.
  private mutating func counted(_ block: EventBlock, _ rows: [Int32]) -> [Int32] {
    var (count, early) = (0, 0)
    var (last, lastKnown) = (Int64.min, Int64.min)
    let limit = limit?.microseconds ?? .max
    let places = totalled.places(of: block.nameList)
    var seen = rows
    var batch = rows.prefix(EventCollector.batch)
    leads.fetch(batch)
    while !batch.isEmpty {
      let next = rows[batch.endIndex...].prefix(EventCollector.batch)
      leads.fetch(next)
      for index in batch.indices where batch[index] >= 0 {
        let time = block.times[index].microseconds
        let word = leads.first + Int(batch[index]) * leads.stride
        count += 1
        early += time < Int64(bitPattern: leads.words[word]) ? 1 : 0
        last = max(last, time)
        lastKnown = max(lastKnown, time <= limit ? time : .min)
        totalled.add(
          at: time, conversion: Int64(bitPattern: leads.words[word + 1]),
          place: places[Int(block.names[index])])
        let isSeen = time <= Int64(bitPattern: leads.words[word + 2])
        seen[index] = isSeen ? batch[index] : -1
      }
      batch = next
    }
    kept += count
    beforeCreation += early
    newest = EventCollector.later(newest, last)
    newestKnown = EventCollector.later(newestKnown, lastKnown)
    return seen
  }

  /// How many events are counted together.
  private static let batch = 64

  private static func later(_ time: Timestamp?, _ microseconds: Int64) -> Timestamp? {
    guard microseconds > .min else { return time }
    let other = Timestamp(microseconds: microseconds)
    return time.map { max($0, other) } ?? other
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

  /// How often leads did what, before and after they converted.
  var totals: [EventTotal] { totalled.totals }

  /// The events that are kept one by one; nil for none.
  var log: EventLog? { gathered.log(leadCount: leads.count) }

  /// What the events add up to, and at which moments; nil where nothing is added up.
  var tallied: (events: TalliedEvents, moments: LeadMoments)? { gathered.tallied }

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
