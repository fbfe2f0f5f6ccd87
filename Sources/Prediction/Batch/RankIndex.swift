import Tables

/// The ranks of any number of leads, found in constant memory and given in the order of the leads.
///
/// A rank is one more than the number of better leads; leads with equal log odds share one.
final class RankIndex {
  private let runs: SortedRuns
  private let scratch: ScratchBytes
  /// The log odds of the last lead that ``finish(bestCount:places:)`` was asked for; the worst's when
  /// there are fewer, infinite when none was asked for.
  private(set) var lowestOfBest = Double.infinity
  /// The ranks of the places that ``finish(bestCount:places:)`` was asked for.
  private var ranksOfPlaces: [Int: UInt32] = [:]
  /// The ranks of the run that is being read, and how many of them were given.
  private var window: [UInt32] = []
  private var given = 0
  private var nextRun = 0

  init(runLength: Int = 1 << 17) throws {
    runs = try SortedRuns(runLength: runLength)
    scratch = try ScratchBytes()
  }

  /// How many leads there are.
  var count: Int { runs.count }

  /// Adds the log odds of the next leads.
  func append(_ logOdds: [Double]) throws {
    for value in logOdds { try runs.append(RankIndex.key(value)) }
  }

  /// The rank of the lead at a place counted from the best, 1; nil beyond the last lead.
  func rank(ofPlace place: Int) -> UInt32? { ranksOfPlaces[place] }

  /// Ranks what has arrived, and finds the log odds of the last of so many best leads and the ranks at
  /// some places.
  func finish(bestCount: Int, places: [Int] = []) throws {
    try runs.finish()
    let places = Set(places)
    var pending = [[UInt32]](repeating: [], count: runs.runCount)
    var (seen, rank, last) = (0, 0, UInt64.max)
    let wanted = min(bestCount, count)
    try runs.merge { key, run, place in
      seen += 1
      if key != last || seen == 1 { (rank, last) = (seen, key) }
      if places.contains(seen) { ranksOfPlaces[seen] = UInt32(truncatingIfNeeded: rank) }
      if seen == wanted { lowestOfBest = RankIndex.logOdds(key) }
      pending[run].append(UInt32(truncatingIfNeeded: rank))
      if pending[run].count == 4096 || place + 1 == runs.length(ofRun: run) {
        try scratch.write(pending[run], at: offset(run, place + 1 - pending[run].count))
        pending[run].removeAll(keepingCapacity: true)
      }
    }
  }

  /// The ranks of the next leads, in the order in which they were added.
  func next(_ count: Int) throws -> [UInt32] {
    var ranks: [UInt32] = []
    ranks.reserveCapacity(count)
    while ranks.count < count {
      if given == window.count { try readWindow() }
      let part = window[given..<min(window.count, given + count - ranks.count)]
      ranks += part
      given += part.count
    }
    return ranks
  }

  private func readWindow() throws {
    precondition(nextRun < runs.runCount, "more ranks than the \(count) leads that were added")
    let rows = try runs.rows(ofRun: nextRun)
    let sorted = try scratch.read(UInt32.self, at: offset(nextRun, 0), count: rows.count)
    window = [UInt32](repeating: 0, count: rows.count)
    for (row, rank) in zip(rows, sorted) { window[Int(row)] = rank }
    given = 0
    nextRun += 1
  }

  private func offset(_ run: Int, _ place: Int) -> Int { 4 * (run * runs.runLength + place) }

  /// A key that falls as log odds rise, the same for 0 and -0.
  @inline(__always)
  private static func key(_ logOdds: Double) -> UInt64 {
    let bits = (logOdds == 0 ? 0 : logOdds).bitPattern
    return bits >> 63 == 1 ? bits : ~bits & ~(1 << 63)
  }

  private static func logOdds(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key : ~key & ~(1 << 63))
  }
}
