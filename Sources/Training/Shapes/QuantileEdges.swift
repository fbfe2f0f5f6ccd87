#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension [Double] {
  /// The inner edges of at most some bins of about equal counts; missing values (`nan`) are ignored.
  ///
  /// With no more distinct values than bins every value has a bin of its own. A value that holds more
  /// than a bin's worth of rows gets one too, so that codes such as -1 or 999 stand alone. Edges are
  /// rounded to few digits where that moves only a few rows to the bin above.
  func quantileEdges(count: Int) -> [Double] {
    let sorted = filter { !$0.isNaN }.sorted()
    var runs: [(value: Double, count: Int)] = []
    for value in sorted {
      if runs.last?.value == value {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    guard runs.count > count else { return runs.dropFirst().map(\.value) }
    var edges: [Double] = []
    var (left, held) = (sorted.count, 0)
    for (index, run) in runs.enumerated() {
      // The rows that the open bin should hold, if those left are shared out evenly.
      let target = Double(left) / Double(count - edges.count)
      let filled = Double(held + run.count)
      let isBetterWithout = filled - target > target - Double(held) || Double(run.count) >= target
      if held > 0, edges.count < count - 1, filled > target, isBetterWithout {
        let below = runs[index - 1]
        // A value with a bin of its own is named as it is.
        edges.append(
          Double(run.count) >= target
            ? run.value
            : run.value.rounded(
              above: below.value, by: run.value - (edges.last ?? runs[0].value),
              isStrict: below.count * 1000 > sorted.count))
        left -= held
        held = 0
      }
      held += run.count
    }
    return edges
  }
}

extension Double {
  /// The number of fewest digits that may stand for this one as an edge of a bin.
  ///
  /// - Parameters:
  ///   - neighbour: The value below, which should stay below the edge.
  ///   - width: The width of the bin below; a twentieth of it may be given up.
  ///   - isStrict: Whether the neighbour must stay below, as many rows have it.
  /// - Returns: A number of at most this one, above this one less a twentieth of the width.
  fileprivate func rounded(above neighbour: Double, by width: Double, isStrict: Bool) -> Double {
    guard width > 0, width.isFinite else { return self }
    var digits = -Int(log10(width).rounded(.down))
    for _ in 0..<8 {
      let rounded = roundedDown(digits: digits)
      let isClose = self - rounded <= width / 20
      if rounded > neighbour || (isClose && !isStrict) { return rounded }
      digits += 1
    }
    return self
  }

  /// The largest number of so many decimals, negative ones for tens and hundreds, that is not larger.
  private func roundedDown(digits: Int) -> Double {
    guard digits < 0 else {
      let unit = pow(10, Double(digits))
      return (self * unit).rounded(.down) / unit
    }
    let unit = pow(10, Double(-digits))
    return (self / unit).rounded(.down) * unit
  }
}
