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

  /// Writes the times of a lead to the first words of its record; without a time of the last look
  /// there is no last.
  static func write(
    _ leads: LeadRecords, row: Int, lastLook: Timestamp?, to record: inout MutableSpan<UInt64>
  ) {
    var converted = Int64.max
    if case .won(let time) = leads.outcomes[row] { converted = time.microseconds }
    record[0] = UInt64(bitPattern: lastLook?.microseconds ?? .max)
    record[1] = UInt64(bitPattern: leads.created[row].microseconds)
    record[2] = UInt64(bitPattern: converted)
  }

  /// What is counted of the events of a block.
  struct BlockCounts {
    fileprivate var count = 0
    fileprivate var early = 0
    fileprivate var last = Int64.min
    fileprivate var lastKnown = Int64.min
    fileprivate let limit: Int64

    fileprivate init(limit: Int64) { self.limit = limit }

    /// Counts an event of a lead; nothing here branches on the times.
    @inline(__always)
    mutating func add(at time: Int64, created: Int64) {
      count &+= 1
      early &+= time < created ? 1 : 0
      last = max(last, time)
      lastKnown = max(lastKnown, time <= limit ? time : .min)
    }
  }

  /// Nothing counted of a block yet, neither of all events nor of each name.
  func counts(of block: EventBlock) -> (all: BlockCounts, ofNames: [EventTotals.Counts]) {
    let nothing = EventTotals.Counts()
    return (BlockCounts(limit: limit), block.nameList.map { _ in nothing })
  }

  /// Adds what was counted of a block.
  mutating func add(
    _ counts: BlockCounts, ofNames: [EventTotals.Counts], of block: EventBlock
  ) {
    kept += counts.count
    beforeCreation += counts.early
    (last, lastKnown) = (max(last, counts.last), max(lastKnown, counts.lastKnown))
    totalled.add(ofNames, of: block.nameList)
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
