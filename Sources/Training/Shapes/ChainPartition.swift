/// The fewest runs of neighbours on a chain whose means stand for its values well enough.
struct ChainPartition {
  /// The places where a run begins, without the first.
  let firsts: [Int]

  /// Divides a chain by an exact dynamic programme.
  ///
  /// - Parameters:
  ///   - values: The values on the chain.
  ///   - weights: A weight of at least 0 per value.
  ///   - tolerance: The weighted sum of squares within runs that does not matter.
  ///   - counts: The fewest and the most runs; the most win over the tolerance.
  init(_ values: [Double], weights: [Double], tolerance: Double, counts: ClosedRange<Int>) {
    let n = values.count
    let most = min(counts.upperBound, n)
    var (weight, sum, square) = ([0.0], [0.0], [0.0])
    for (value, w) in zip(values, weights) {
      weight.append(weight[weight.count - 1] + w)
      sum.append(sum[sum.count - 1] + w * value)
      square.append(square[square.count - 1] + w * value * value)
    }
    func cost(_ from: Int, _ to: Int) -> Double {
      let w = weight[to] - weight[from]
      guard w > 0 else { return 0 }
      let s = sum[to] - sum[from]
      return max(0, square[to] - square[from] - s * s / w)
    }
    var costs = [(0...n).map { cost(0, $0) }]
    var starts = [[Int](repeating: 0, count: n + 1)]
    while costs.count < most,
      costs.count < counts.lowerBound || costs[costs.count - 1][n] > tolerance
    {
      let runs = costs.count
      var next = [Double](repeating: .infinity, count: n + 1)
      var start = [Int](repeating: 0, count: n + 1)
      for end in (runs + 1)..<(n + 1) {
        for from in runs..<end {
          let candidate = costs[runs - 1][from] + cost(from, end)
          if candidate < next[end] { (next[end], start[end]) = (candidate, from) }
        }
      }
      costs.append(next)
      starts.append(start)
    }
    var firsts: [Int] = []
    var end = n
    for runs in (1..<max(1, costs.count)).reversed() {
      end = starts[runs][end]
      firsts.append(end)
    }
    self.firsts = firsts.reversed()
  }
}
