internal import Tables

/// Adds events to the records of their leads, so that memory grows with leads and measures but not
/// with events.
///
/// Every lead has one moment, known beforehand; events after it add nothing. Nothing depends on the
/// order of the events, not even the last bit of a sum.
struct EventTally {
  private let layout: TallyLayout
  /// A record per lead; its first word is the lead's moment.
  private var records: WordRecords

  init(_ layout: TallyLayout, moments: [Timestamp]) {
    self.layout = layout
    records = WordRecords(count: moments.count, wordsPerRecord: layout.wordCount)
    let latest = layout.others.filter { $0.cell.kind == .latest }
    for (row, moment) in moments.enumerated() {
      let record = records.first + row * records.stride
      records.words[record] = UInt64(bitPattern: moment.microseconds)
      for (_, word) in latest { records.words[record + word] = TalliedEvents.never }
    }
  }

  /// How many events are taken together.
  private static let batch = 64

  /// Adds the events of a block, each to the record of its row; those of rows below 0 are left out.
  ///
  /// Records lie anywhere in memory: those of a batch are fetched while the batch before is added.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    let actions = TallyActions(layout, names: block.nameList)
    var events = [KnownEvent](repeating: KnownEvent(), count: EventTally.batch)
    var batch = rows.prefix(EventTally.batch)
    records.fetch(batch)
    while !batch.isEmpty {
      let next = rows[batch.endIndex...].prefix(EventTally.batch)
      records.fetch(next)
      let count = known(of: block, batch, in: &events)
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
    of block: EventBlock, _ batch: ArraySlice<Int32>, in events: inout [KnownEvent]
  ) -> Int {
    var count = 0
    for index in batch.indices where batch[index] >= 0 {
      let record = records.first + Int(batch[index]) * records.stride
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
