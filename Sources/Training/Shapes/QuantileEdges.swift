extension [Double] {
  /// The inner edges of at most some bins of about equal counts; missing values (`nan`) are ignored.
  ///
  /// With no more distinct values than bins every value has a bin of its own. A value that holds more
  /// than a bin's worth of rows gets one too, so that codes such as -1 or 999 stand alone. Every edge
  /// is a value of the list, the lowest of its bin.
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
    for run in runs {
      // The rows that the open bin should hold, if those left are shared out evenly.
      let target = Double(left) / Double(count - edges.count)
      let filled = Double(held + run.count)
      let isBetterWithout = filled - target > target - Double(held) || Double(run.count) >= target
      if held > 0, edges.count < count - 1, filled > target, isBetterWithout {
        edges.append(run.value)
        left -= held
        held = 0
      }
      held += run.count
    }
    return edges
  }
}
