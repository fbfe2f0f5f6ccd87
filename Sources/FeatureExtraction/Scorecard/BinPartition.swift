/// The best cut of a row of prebins into contiguous bins, by an exact dynamic programme.
///
/// The best partition that ends with a given bin extends the best one that ends with the bin before
/// it, so all partitions are searched in O(m³ · bins) steps: milliseconds for 64 prebins, where
/// other tools call a constraint solver.
struct BinPartition: Equatable {
  /// For each bin, the index after its last prebin.
  let ends: [Int]
  /// The sum of the bins' values.
  let value: Double

  init(_ candidates: BinCandidates, trend: BinTrend, maximumBins: Int) {
    let search = BinSearch(candidates, trend: trend, maximumBins: maximumBins)
    self = search.best() ?? candidates.singleBin
  }

  init(ends: [Int], value: Double) {
    self.ends = ends
    self.value = value
  }
}

/// The table of the search: for every last bin, number of bins and phase of the trend, the best value.
private struct BinSearch {
  private let candidates: BinCandidates
  private let trend: BinTrend
  private let count: Int
  private let depth: Int
  /// Indexed by phase, first prebin, end prebin and number of bins less one.
  private var values: [Double]
  /// The first prebin and the phase of the bin before, packed; −1 at the first bin.
  private var origins: [Int32]

  init(_ candidates: BinCandidates, trend: BinTrend, maximumBins: Int) {
    self.candidates = candidates
    self.trend = trend
    count = candidates.count
    depth = min(maximumBins, candidates.count)
    let size = trend.phaseCount * count * count * depth
    values = [Double](repeating: -.infinity, count: size)
    origins = [Int32](repeating: -1, count: size)
    for last in 0..<count {
      for first in 0...last where candidates.isLargeEnough(first, last) {
        extend(to: first, last)
      }
    }
  }

  private func index(_ phase: Int, _ first: Int, _ last: Int) -> Int {
    ((phase * count + first) * count + last) * depth
  }

  private mutating func extend(to first: Int, _ last: Int) {
    let value = candidates.value(first, last)
    guard first > 0 else {
      values[index(0, 0, last)] = value
      return
    }
    for before in 0..<first where candidates.isLargeEnough(before, first - 1) {
      guard let step = candidates.step(before, first, last) else { continue }
      for phase in 0..<trend.phaseCount {
        guard let next = trend.phase(after: phase, step: step) else { continue }
        let source = index(phase, before, first - 1)
        let target = index(next, first, last)
        for bins in 1..<max(depth, 1)
        where values[source + bins - 1] + value > values[target + bins] {
          values[target + bins] = values[source + bins - 1] + value
          origins[target + bins] = Int32(before * 2 + phase)
        }
      }
    }
  }

  /// The partition of greatest value, of the fewest bins where values tie; `nil` if none obeys.
  func best() -> BinPartition? {
    var best: (value: Double, first: Int, phase: Int, bins: Int)?
    for bins in 0..<depth {
      for phase in 0..<trend.phaseCount {
        for first in 0..<count {
          let value = values[index(phase, first, count - 1) + bins]
          let bar = best.map { $0.value + 1e-12 * max(1, $0.value.magnitude) } ?? -.infinity
          if value > bar { best = (value, first, phase, bins) }
        }
      }
    }
    guard let best else { return nil }
    return BinPartition(
      ends: ends(endingWith: best.first, phase: best.phase, bins: best.bins), value: best.value)
  }

  private func ends(endingWith first: Int, phase: Int, bins: Int) -> [Int] {
    var ends = [count]
    var first = first
    var phase = phase
    var bins = bins
    while bins > 0 {
      let origin = Int(origins[index(phase, first, ends[ends.count - 1] - 1) + bins])
      ends.append(first)
      first = origin / 2
      phase = origin % 2
      bins -= 1
    }
    return ends.reversed()
  }
}
