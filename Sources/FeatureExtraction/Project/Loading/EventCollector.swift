internal import Tables

/// Gathers blocks of events in the order of the file.
struct EventCollector {
  /// The times of each lead, where its tally does not hold them.
  private let leads: WordRecords?
  private let leadCount: Int
  private let duplicates: [LeadRecords.Duplicate]
  private var seen = HashSet64()
  private var gathered: EventGathering
  private var counter: EventCounter
  private var (read, repeats, orphans, beforeDuplicate) = (0, 0, 0, 0)
  private var firstOrphanLine: Int?

  /// - Parameters:
  ///   - records: The leads; a block numbers those that were entered again after the others.
  ///   - gathering: What is made of events.
  ///   - limit: The time up to which anything is known; nil for no limit.
  init(of records: LeadRecords, gathering: EventGathering, limit: Timestamp? = nil) {
    leadCount = records.created.count
    if gathering.holdsLeadTimes {
      leads = nil
    } else {
      let lastLooks = gathering.lastLooks
      leads = WordRecords(count: leadCount, wordsPerRecord: EventCounter.wordCount) { row, record in
        EventCounter.write(records, row: row, lastLook: lastLooks?[row], to: &record)
      }
    }
    duplicates = records.duplicates
    gathered = gathering
    counter = EventCounter(limit: limit)
  }

  mutating func add(_ block: EventBlock) {
    firstOrphanLine = firstOrphanLine ?? block.firstOrphanLine
    let rows = owners(of: block)
    if let leads {
      gathered.add(block, rows: counted(block, rows, leads))
    } else {
      gathered.add(block, rows: rows, counting: &counter)
    }
  }

  /// To be called when all events were added.
  mutating func finish() { gathered.finish() }

  /// When the last event of a lead happened.
  var newest: Timestamp? { counter.newest }

  /// When the last event up to the limit happened.
  var newestKnown: Timestamp? { counter.newestKnown }

  /// The lead that each event is added to; negative for events that are not kept.
  private mutating func owners(of block: EventBlock) -> [Int32] {
    if block.identifiers.isEmpty && duplicates.isEmpty {
      let none = block.leads.count { $0 < 0 }
      let suppressed = none == 0 ? 0 : block.leads.count { $0 == EventBlock.suppressed }
      read += block.leads.count - suppressed
      orphans += none - suppressed
      return block.leads
    }
    var rows = block.leads
    for (index, lead) in block.leads.enumerated() where lead != EventBlock.suppressed {
      read += 1
      if !block.identifiers.isEmpty, !seen.insert(block.identifiers[index]) {
        repeats += 1
        rows[index] = -1
      } else if lead < 0 {
        orphans += 1
      } else if Int(lead) >= leadCount {
        let owner = owner(of: duplicates[Int(lead) - leadCount], at: block.times[index])
        if owner < 0 { beforeDuplicate += 1 }
        rows[index] = owner
      }
    }
    return rows
  }

  /// Counts the events that are kept; returns the rows of those that somebody looks back on, others -1.
  private mutating func counted(_ block: EventBlock, _ rows: [Int32], _ leads: WordRecords)
    -> [Int32]
  {
    var seen = rows
    let present = PresentRows(rows)
    var (counts, ofNames) = counter.counts(of: block)
    leads.forEachBatch(of: present.rows) { batch in
      for place in batch.indices {
        let event = Int(present.events[place])
        let record = leads.first + Int(batch[place]) * leads.stride
        let time = block.times[event].microseconds
        counts.add(at: time, created: Int64(bitPattern: leads.words[record + 1]))
        ofNames[Int(block.names[event])].add(
          at: time, conversion: Int64(bitPattern: leads.words[record + 2]))
        if time > Int64(bitPattern: leads.words[record]) { seen[event] = -1 }
      }
    }
    counter.add(counts, ofNames: ofNames, of: block)
    return seen
  }

  /// The lead whose event it is; -1 for one from before the duplicate was entered, when nobody knew
  /// whose it was.
  private func owner(of duplicate: LeadRecords.Duplicate, at time: Timestamp) -> Int32 {
    time < duplicate.created ? -1 : Int32(duplicate.original)
  }

  var counts: EventCounts {
    EventCounts(
      read: read, kept: counter.kept, duplicates: repeats, orphans: orphans,
      beforeCreation: counter.beforeCreation, beforeDuplicate: beforeDuplicate)
  }

  /// How often leads did what, before and after they converted.
  var totals: [EventTotal] { counter.totals }

  /// The events that are kept one by one; nil for none.
  var log: EventLog? { gathered.log }

  /// The events of accounts that are kept one by one; nil for none.
  var accountEvents: AccountEvents? { gathered.accountEvents }

  /// The mean of what the events of a name measured; nil where nobody asked.
  var meanValues: [String: Double]? { gathered.meanValues }

  /// What the events add up to; nil where nothing is added up.
  var tallied: TalliedSnapshots? { gathered.tallied }

  /// What the events of accounts add up to; nil where nothing is added up of them.
  var talliedAccounts: TalliedSnapshots? { gathered.talliedAccounts }

  /// Refuses a log most of whose events belong to nobody: the key is wrong.
  func refuseOrphans(file: String, column: String) throws {
    guard orphans * 2 > orphans + counter.kept, let line = firstOrphanLine else { return }
    let text =
      "\(orphans) of \(orphans + counter.kept) events belong to no lead; is this the wrong key?"
    throw DataProblems([
      DataProblem(
        place: Place(file: file, line: line, column: 1), column: column, kind: .custom(text))
    ])
  }
}
