internal import Tables

/// Counts the events of leads by what is known of these: when each is looked at last, when it was
/// created and when it converted.
///
/// These times are the first words of records, one per lead, so that one look into memory finds them
/// and whatever else the record holds.
struct EventCounter {
  /// How many words of a record the times take.
  static let wordCount = 3

  /// Events of leads, and those of them that happened before their lead was created.
  private(set) var (kept, beforeCreation) = (0, 0)
  private var totalled = EventTotals()
  private var (last, lastKnown) = (Int64.min, Int64.min)
  private let limit: Int64

  /// No events yet, and the time up to which anything is known; nil for no limit.
  init(limit: Timestamp?) { self.limit = limit?.microseconds ?? .max }

  /// Writes the times of each lead to its record; without times of last looks there is no last.
  static func write(
    _ leads: LeadRecords, lastLooks: [Timestamp]?, to records: inout WordRecords
  ) {
    for (row, created) in leads.created.enumerated() {
      var converted = Int64.max
      if case .won(let time) = leads.outcomes[row] { converted = time.microseconds }
      let word = records.first + row * records.stride
      records.words[word] = UInt64(bitPattern: lastLooks?[row].microseconds ?? .max)
      records.words[word + 1] = UInt64(bitPattern: created.microseconds)
      records.words[word + 2] = UInt64(bitPattern: converted)
    }
  }

  /// The names of a block, each with what is counted of its events.
  func counts(of block: EventBlock) -> [EventTotals.Counts] {
    [EventTotals.Counts](repeating: EventTotals.Counts(), count: block.nameList.count)
  }

  /// Counts events at some places of a block, each with the record of its row.
  ///
  /// Nothing here branches on the times.
  @inline(__always)
  mutating func add(
    _ block: EventBlock, rows: ArraySlice<Int32>, events places: [Int32], in records: WordRecords,
    to counts: inout [EventTotals.Counts]
  ) {
    var (early, last, lastKnown) = (0, last, lastKnown)
    var counted = counts.mutableSpan
    for place in rows.indices {
      let event = Int(places[place])
      let time = block.times[event].microseconds
      let word = records.first + Int(rows[place]) * records.stride
      early += time < Int64(bitPattern: records.words[word + 1]) ? 1 : 0
      last = max(last, time)
      lastKnown = max(lastKnown, time <= limit ? time : .min)
      counted[Int(block.names[event])].add(
        at: time, conversion: Int64(bitPattern: records.words[word + 2]))
    }
    kept += rows.count
    beforeCreation += early
    (self.last, self.lastKnown) = (last, lastKnown)
  }

  /// Adds what was counted of a block.
  mutating func add(_ counts: [EventTotals.Counts], of block: EventBlock) {
    totalled.add(counts, of: block.nameList)
  }

  /// When the last event of a lead happened.
  var newest: Timestamp? { EventCounter.time(last) }

  /// When the last event up to the limit happened.
  var newestKnown: Timestamp? { EventCounter.time(lastKnown) }

  /// How often leads did what, before and after they converted.
  var totals: [EventTotal] { totalled.totals }

  private static func time(_ microseconds: Int64) -> Timestamp? {
    microseconds > .min ? Timestamp(microseconds: microseconds) : nil
  }
}
