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

  init(_ layout: TallyLayout, at moments: LeadMoments) {
    self.layout = layout
    self.moments = moments
    records = WordRecords(count: moments.moments.count, wordsPerRecord: layout.wordCount)
    let latest = layout.others.filter { $0.cell.kind == .latest }
    for (row, moment) in moments.moments.enumerated() {
      let record = records.first + row * records.stride
      records.words[record] = UInt64(bitPattern: moment.microseconds)
      for (_, word) in latest { records.words[record + word] = TalliedEvents.never }
    }
  }

  /// How many events are taken together.
  private static let batch = 64

  /// Adds the events of a block, each to the records of its lead; those of leads below 0 are left out.
  mutating func add(_ block: EventBlock, rows leads: [Int32]) {
    guard moments.isRepeated else {
      let (rows, events) = EventTally.present(leads)
      add(block, rows: rows, events: events)
      return
    }
    let reach = layout.reach
    var (rows, events): ([Int32], [Int32]) = ([], [])
    for (event, lead) in leads.enumerated() where lead >= 0 {
      let time = block.times[event]
      for row in moments.places(ofLead: Int(lead), lookingBackOn: time, reach: reach) {
        rows.append(Int32(row))
        events.append(Int32(event))
      }
    }
    add(block, rows: rows[...], events: events)
  }

  /// The leads that are none below 0, and where they were; the end of the second list means nothing.
  ///
  /// Written without branches: whether an event is looked at is a matter of chance.
  private static func present(_ leads: [Int32]) -> (rows: ArraySlice<Int32>, events: [Int32]) {
    var rows = [Int32](repeating: 0, count: leads.count + 1)
    var events = rows
    var count = 0
    for (event, lead) in leads.enumerated() {
      rows[count] = lead
      events[count] = Int32(truncatingIfNeeded: event)
      count += lead >= 0 ? 1 : 0
    }
    return (rows[..<count], events)
  }

  /// Adds the events at some places of a block, each to the record of its row.
  ///
  /// Records lie anywhere in memory: those of a batch are fetched while the batch before is added.
  private mutating func add(_ block: EventBlock, rows: ArraySlice<Int32>, events places: [Int32]) {
    let actions = TallyActions(layout, names: block.nameList)
    var events = [KnownEvent](repeating: KnownEvent(), count: EventTally.batch)
    var batch = rows.prefix(EventTally.batch)
    records.fetch(batch)
    while !batch.isEmpty {
      let next = rows[batch.endIndex...].prefix(EventTally.batch)
      records.fetch(next)
      let count = known(of: block, batch, places, in: &events)
      var words = records.words.mutableSpan
      for place in 0..<count {
        let event = events[place]
        actions.add(
          event, name: Int(block.names[event.index]), value: block.values[event.index], to: &words)
      }
      batch = next
    }
  }

  /// Writes the events of a batch that were known at the moments of their leads; returns their number.
  private func known(
    of block: EventBlock, _ batch: ArraySlice<Int32>, _ places: [Int32],
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
