/// The values of a number among the training leads: bins, quantiles, range, never a lead.
public struct NumberReference: Sendable, Equatable, Codable {
  /// How many leads there were, those without a value included.
  public let rows: Int
  /// How many of them had no value.
  public let missing: Int
  /// The lowest and the highest value; 0 when there was none.
  public let minimum, maximum: Double
  /// How many different values there were.
  public let distinct: Int
  /// The 0 %, 1 %, … 100 % quantiles, empty when there was no value.
  public let quantiles: [Double]
  /// The upper ends of all bins but the last, each within its bin, increasing.
  ///
  /// Bins hold about a tenth of the values each. A value of its own tenth, such as 0, is a bin
  /// of its own: the number just below it ends the bin before.
  public let edges: [Double]
  /// How many values each bin held.
  public let counts: [Int]

  private static let binCount = 10

  /// Sums up values, `nan` where there is none.
  public init(_ values: [Double]) {
    let sorted = values.filter { !$0.isNaN }.sorted()
    rows = values.count
    missing = values.count - sorted.count
    minimum = sorted.first ?? 0
    maximum = sorted.last ?? 0
    distinct = sorted.isEmpty ? 0 : 1 + zip(sorted, sorted.dropFirst()).count { $0 != $1 }
    quantiles = sorted.isEmpty ? [] : (0...100).map { sorted[$0 * (sorted.count - 1) / 100] }
    edges = NumberReference.edges(of: sorted)
    counts = NumberReference.counts(sorted, edges: edges)
  }

  private static func edges(of sorted: [Double]) -> [Double] {
    guard let last = sorted.last else { return [] }
    let tenth = max(1, (sorted.count + binCount - 1) / binCount)
    var candidates = (1..<binCount).map {
      sorted[min($0 * sorted.count / binCount, sorted.count - 1)]
    }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      if end - start >= tenth { candidates += [sorted[start].nextDown, sorted[start]] }
      start = end
    }
    var edges: [Double] = []
    for edge in candidates.sorted() where edge < last && edge > (edges.last ?? -.infinity) {
      edges.append(edge)
    }
    // A bin without a value says nothing: its edge goes.
    let counts = counts(sorted, edges: edges)
    return zip(edges, counts).filter { $1 > 0 }.map(\.0)
  }

  /// The bin of a value.
  public func bin(of value: Double) -> Int { NumberReference.bin(of: value, edges: edges) }

  private static func bin(of value: Double, edges: [Double]) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many of some values each bin holds; missing ones are not counted.
  public func counts(of values: [Double]) -> [Int] {
    NumberReference.counts(values.filter { !$0.isNaN }, edges: edges)
  }

  private static func counts(_ values: [Double], edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count + 1)
    for value in values { counts[bin(of: value, edges: edges)] += 1 }
    return counts
  }

  /// The share of the training values up to one, from the quantiles, straight between them.
  public func share(upTo value: Double) -> Double {
    guard let first = quantiles.first, let last = quantiles.last else { return 0 }
    if value < first { return 0 }
    if value >= last { return 1 }
    // The last quantile not above the value: all of its equals lie at or below it.
    var (low, high) = (0, quantiles.count)
    while low < high {
      let middle = (low + high) / 2
      if quantiles[middle] <= value { low = middle + 1 } else { high = middle }
    }
    let below = quantiles[low - 1]
    let above = quantiles[low]
    return (Double(low - 1) + (value - below) / (above - below)) / 100
  }

  /// Reads what was written and checks it.
  ///
  /// - Throws: a decoding error when edges or quantiles do not increase, or counts do not add up.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    missing = try container.decode(Int.self, forKey: .missing)
    minimum = try container.decode(Double.self, forKey: .minimum)
    maximum = try container.decode(Double.self, forKey: .maximum)
    distinct = try container.decode(Int.self, forKey: .distinct)
    quantiles = try container.decode([Double].self, forKey: .quantiles)
    edges = try container.decode([Double].self, forKey: .edges)
    counts = try container.decode([Int].self, forKey: .counts)
    let isSorted =
      zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }
      && zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 }
    let present = counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    guard isSorted, counts.count == edges.count + 1, counts.allSatisfy({ $0 >= 0 }),
      quantiles.isEmpty || quantiles.count == 101, 0...rows ~= missing, present == rows - missing
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "bins and counts do not fit together")
    }
  }
}
