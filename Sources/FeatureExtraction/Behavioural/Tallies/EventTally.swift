internal import Tables

/// Adds events to the records of their leads, so that memory grows with leads and measures but not
/// with events.
///
/// Every lead has its moments, known beforehand, and a record for each; events after a moment add
/// nothing to it. Nothing depends on the order of the events, not even the last bit of a sum.
struct EventTally {
  private let layout: TallyLayout
  /// A record per moment; its first word is the moment.
  private var records: WordRecords
  let moments: LeadMoments

  /// Whether the first words of a record are the times of its lead, see ``EventCounter``: so where every
  /// lead has one moment.
  var holdsLeadTimes: Bool { !moments.isRepeated }

  /// A tally of features at the moments of leads; nil when none can be added up.
  init?(_ features: [EventFeature], at moments: LeadMoments, of leads: LeadRecords) {
    let head = moments.isRepeated ? 1 : EventCounter.wordCount
    guard let layout = TallyLayout(features, head: head) else { return nil }
    self.layout = layout
    self.moments = moments
    records = WordRecords(count: moments.moments.count, wordsPerRecord: layout.wordCount)
    if !moments.isRepeated {
      EventCounter.write(leads, lastLooks: moments.moments, to: &records)
    }
    let latest = layout.others.filter { $0.cell.kind == .latest }
    for (row, moment) in moments.moments.enumerated() {
      let record = records.first + row * records.stride
      records.words[record] = UInt64(bitPattern: moment.microseconds)
      for (_, half) in latest { records.words[record + half / 2] = TalliedEvents.never }
    }
  }

  /// Adds the events of a block, each to the records of its lead; those of leads below 0 are left out.
  mutating func add(_ block: EventBlock, rows leads: [Int32]) {
    let reach = layout.reach
    var (rows, events): ([Int32], [Int32]) = ([], [])
    for (event, lead) in leads.enumerated() where lead >= 0 {
      let time = block.times[event]
      for row in moments.places(ofLead: Int(lead), lookingBackOn: time, reach: reach) {
        rows.append(Int32(row))
        events.append(Int32(event))
      }
    }
    add(block, rows: rows[...], events: events) { _, _ in }
  }

  /// Adds the events of a block in the same way and counts them.
  ///
  /// - Precondition: the records hold the times of leads.
  mutating func add(_ block: EventBlock, rows: [Int32], counting counter: inout EventCounter) {
    let present = PresentRows(rows)
    var counts = counter.counts(of: block)
    add(block, rows: present.rows, events: present.events) { batch, records in
      counter.add(block, rows: batch, events: present.events, in: records, to: &counts)
    }
    counter.add(counts, of: block)
  }

  /// Adds the events at some places of a block, each to the record of its row.
  @inline(__always)
  private mutating func add(
    _ block: EventBlock, rows: ArraySlice<Int32>, events places: [Int32],
    look: (ArraySlice<Int32>, WordRecords) -> Void
  ) {
    let actions = TallyActions(layout, names: block.nameList)
    var events = [KnownEvent](repeating: KnownEvent(), count: WordRecords.batch)
    records.forEachBatch(of: rows) { records, batch in
      look(batch, records)
      let count = EventTally.known(of: block, batch, places, records, in: &events)
      var words = records.words.mutableSpan
      for place in 0..<count {
        let event = events[place]
        actions.add(
          event, name: Int(block.names[event.index]), value: block.values[event.index], to: &words)
      }
    }
  }

  /// Writes the events of a batch that were known at the moments of their leads; returns their number.
  private static func known(
    of block: EventBlock, _ batch: ArraySlice<Int32>, _ places: [Int32], _ records: WordRecords,
    in events: inout [KnownEvent]
  ) -> Int {
    var count = 0
    for place in batch.indices {
      let index = Int(places[place])
      let record = records.first + Int(batch[place]) * records.stride
      let age = Int64(bitPattern: records.words[record]) - block.times[index].microseconds
      // One that nobody knew is written over by the next.
      events[count] = KnownEvent(index: index, record: record, age: age)
      count += age >= 0 ? 1 : 0
    }
    return count
  }

  /// What was added.
  var tallied: TalliedEvents { TalliedEvents(layout, records) }
}

/// An event that was known at the moment of its lead.
struct KnownEvent {
  /// Its place in the block.
  var index = 0
  /// The first word of the record of its lead.
  var record = 0
  /// How long before the moment it happened, in microseconds.
  var age: Int64 = 0
}
