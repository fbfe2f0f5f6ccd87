import Tables

/// The ranks of any number of leads, found without holding their scores in memory.
///
/// Log odds are counted in narrow cells while they arrive, then put cell by cell into a scratch
/// file and sorted there. A rank is the leads in better cells and those that are better in the same
/// one, so it is exact; leads with equal log odds share a rank.
final class RankIndex: @unchecked Sendable {
  // Filled by one thread; read by many only after `finish`.
  private static let cellCount = 1 << 20
  private static let range = 32.0
  private var starts = [UInt32](repeating: 0, count: cellCount + 1)
  private let arrived: ScratchNumbers
  private var sorted: ScratchNumbers?

  init() throws { arrived = try ScratchNumbers() }

  var count: Int { arrived.count }

  /// The cell of some log odds; better leads have lower cells.
  @inline(__always)
  private static func cell(_ logOdds: Double) -> Int {
    let position = (range - logOdds) * (Double(cellCount) / (2 * range))
    return Int(min(max(position, 0), Double(cellCount - 1)))
  }

  func append(_ logOdds: [Double]) throws {
    for value in logOdds { starts[RankIndex.cell(value) + 1] += 1 }
    try arrived.append(logOdds)
  }

  /// Sorts what has arrived; from now on ranks can be asked for.
  func finish() throws {
    for cell in 0..<RankIndex.cellCount { starts[cell + 1] += starts[cell] }
    let sorted = try ScratchNumbers(zeros: count)
    var next = starts
    try arrived.forEachRun { run in
      for value in run {
        let cell = RankIndex.cell(value)
        sorted[Int(next[cell])] = value
        next[cell] += 1
      }
    }
    for cell in 0..<RankIndex.cellCount where starts[cell + 1] > starts[cell] + 1 {
      sorted.sort(Int(starts[cell])..<Int(starts[cell + 1]))
    }
    self.sorted = sorted
  }

  /// One more than the number of leads with higher log odds.
  @inline(__always)
  func rank(_ logOdds: Double) -> Int {
    guard let sorted else { preconditionFailure("ranks asked for before the scores are sorted") }
    let cell = RankIndex.cell(logOdds)
    let end = Int(starts[cell + 1])
    // Cells fall, values within a cell rise: skip those not above.
    var (low, high) = (Int(starts[cell]), end)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= logOdds { low = middle + 1 } else { high = middle }
    }
    return Int(starts[cell]) + (end - low) + 1
  }

  /// The log odds of the lead in a place of the ranking, counted from 1; the last's beyond the end.
  func logOdds(atPlace place: Int) -> Double {
    guard let sorted, count > 0 else { return -.infinity }
    let wanted = min(max(place, 1), count)
    var cell = 0
    while Int(starts[cell + 1]) < wanted { cell += 1 }
    // Within a cell values rise, so the best is last.
    return sorted[Int(starts[cell + 1]) - (wanted - Int(starts[cell]))]
  }

  /// Lets pages of the scratch file leave memory.
  func release() { sorted?.release() }
}
