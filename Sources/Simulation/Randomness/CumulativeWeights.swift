/// Weights summed up once, so that an index can be drawn with a binary search.
struct CumulativeWeights: Sendable {
  private let sums: [Double]

  /// Sums up `weights`, which hold at least one positive number and none below zero.
  init(_ weights: [Double]) {
    var total = 0.0
    sums = weights.map { weight in
      total += weight
      return total
    }
    precondition(total > 0, "weights sum to \(total)")
  }

  /// The index whose share of the total holds the next number of `stream`.
  func index(from stream: inout RandomStream) -> Int {
    let target = stream.uniform() * sums[sums.count - 1]
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
