internal import Tables

/// Adds events to the records of their leads, so that memory grows with leads and measures but not
/// with events.
///
/// Every lead has its moments, known beforehand, and a record for each; events after a moment add
/// nothing to it. Nothing depends on the order of the events, not even the last bit of a sum. What is
/// said of leads here holds for accounts as well (``AccountGathering``).
struct EventTally {
  private let layout: TallyLayout
  /// A record per moment; its first word is the moment.
  private var records: WordRecords
  let moments: LeadMoments

  /// Whether the first words of a record are the times of its lead, see ``EventCounter``: so where every
  /// lead has one moment.
  var holdsLeadTimes: Bool { !moments.isRepeated }

  /// A tally of features at the moments of leads, its records made ready by several threads; nil when
  /// no feature can be added up.
  init?(
    _ features: [EventFeature], at moments: LeadMoments, of leads: LeadRecords, threads: Int = 1
  ) {
    let head = moments.isRepeated ? 1 : EventCounter.wordCount
    guard let layout = TallyLayout(features, head: head) else { return nil }
    self.layout = layout
    self.moments = moments
    let latest = layout.latestWords
    records = WordRecords(
      count: moments.moments.count, wordsPerRecord: layout.wordCount, threads: threads
    ) { row, record in
      let moment = moments.moments[row]
      if moments.isRepeated {
        record[0] = UInt64(bitPattern: moment.microseconds)
      } else {
        EventCounter.write(leads, row: row, lastLook: moment, to: &record)
      }
      for word in latest { record[word] = TalliedEvents.never }
    }
  }

  /// How many records are added to at once where events are added to several.
  private static let recordsAtOnce = 1 << 16

  /// Adds the events of a block, each to the records of its lead; those of leads below 0 are left out.
  mutating func add(_ block: EventBlock, rows leads: [Int32]) {
    let reach = layout.reach
    var (rows, events): ([Int32], [Int32]) = ([], [])
    for (event, lead) in leads.enumerated() where lead >= 0 {
      let time = block.times[event]
      var places = moments.places(ofLead: Int(lead), lookingBackOn: time, reach: reach)
      if places.isEmpty, moments.places(ofLead: Int(lead)).contains(places.lowerBound) {
        places = places.lowerBound..<places.lowerBound + 1
      }
      for row in places {
        rows.append(Int32(row))
        events.append(Int32(event))
      }
      // An account may have thousands of moments.
      if rows.count >= EventTally.recordsAtOnce {
        unsafe add(block, rows: rows[...], events: events) { _, _, _, _ in }
        rows.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
      }
    }
    unsafe add(block, rows: rows[...], events: events) { _, _, _, _ in }
  }

  /// Adds the events of a block in the same way and counts them.
  ///
  /// - Precondition: the records hold the times of leads.
  mutating func add(_ block: EventBlock, rows: [Int32], counting counter: inout EventCounter) {
    let present = PresentRows(rows)
    var (counts, ofNames) = counter.counts(of: block)
    unsafe ofNames.withUnsafeMutableBufferPointer { ofNames in
      unsafe add(block, rows: present.rows, events: present.events) { words, record, time, name in
        unsafe counts.add(at: time, created: Int64(bitPattern: words[record &+ 1]))
        unsafe ofNames[name].add(at: time, conversion: Int64(bitPattern: words[record &+ 2]))
      }
    }
    counter.add(counts, ofNames: ofNames, of: block)
  }

  /// Adds the events at some places of a block, each to the record of its row, after a look at it:
  /// the words, the first of its record, the time and the name of the event.
  @inline(__always)
  private mutating func add(
    _ block: EventBlock, rows: ArraySlice<Int32>, events places: [Int32],
    look: (UnsafeMutableBufferPointer<UInt64>, Int, Int64, Int) -> Void
  ) {
    let actions = TallyActions(layout, names: block.nameList)
    let nothing = [KnownEvent](repeating: KnownEvent(), count: WordRecords.batch)
    var (known, some) = (nothing, nothing)
    records.forEachBatch(of: rows) { records, batch in
      let (first, stride) = (records.first, records.stride)
      unsafe known.withUnsafeMutableBufferPointer { known in
        unsafe some.withUnsafeMutableBufferPointer { some in
          unsafe records.words.withUnsafeMutableBufferPointer { words in
            var count = 0
            for place in batch.indices {
              let (index, record) = (Int(places[place]), first &+ Int(batch[place]) &* stride)
              let time = block.times[index].microseconds
              let name = Int(block.names[index])
              unsafe look(words, record, time, name)
              let age = unsafe Int64(bitPattern: words[record]) &- time
              // One that nobody knew at the moment of the lead is written over by the next.
              unsafe known[count] = KnownEvent(
                record: record, age: age, value: block.values[index], name: name)
              count &+= Int(1 &+ (age >> 63))
            }
            unsafe actions.add(
              UnsafeBufferPointer(rebasing: known[..<count]), to: words, room: some)
          }
        }
      }
    }
  }

  /// Tells the last event before a moment to all later moments of the same lead.
  ///
  /// To be called when all events were added: an event is the last one at many moments, and was told
  /// to the first of them.
  mutating func finish() {
    guard moments.isRepeated else { return }
    for lead in 0..<moments.leadCount {
      for place in moments.places(ofLead: lead).dropFirst() {
        let record = records.first + place * records.stride
        for word in layout.latestWords {
          let before = Int64(bitPattern: records.words[record - records.stride + word])
          let own = Int64(bitPattern: records.words[record + word])
          records.words[record + word] = UInt64(bitPattern: max(before, own))
        }
      }
    }
  }

  /// What was added.
  var tallied: TalliedEvents { TalliedEvents(layout, records) }
}
