/// The best rising step function through weighted rates: neighbours that fall are pooled.
///
/// Ayer, Brunk, Ewing, Reid and Silverman (Annals of Mathematical Statistics 26, 1955), in time
/// proportional to the number of groups. It minimises squared error and log loss alike.
struct IsotonicBlocks: Sendable, Equatable {
  /// For each block, the index after its last group.
  private(set) var ends: [Int] = []
  /// For each block, the weight of its conversions.
  private(set) var positives: [Double] = []
  /// For each block, the weight of its rows.
  private(set) var weights: [Double] = []
  /// For each block, the share of its weight that converted, rising strictly.
  private(set) var rates: [Double] = []

  /// The number of blocks.
  var count: Int { ends.count }

  /// Pools groups of ascending score, each of positive weight.
  init(positives: [Double], negatives: [Double]) {
    for (group, (converted, other)) in zip(positives, negatives).enumerated() {
      append(group: group, positives: converted, weight: converted + other)
    }
  }

  init() {}

  /// Empties the blocks and keeps their memory.
  mutating func removeAll() {
    ends.removeAll(keepingCapacity: true)
    positives.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    rates.removeAll(keepingCapacity: true)
  }

  /// Adds the group of the next score and pools what falls.
  mutating func append(group: Int, positives added: Double, weight addedWeight: Double) {
    var converted = added
    var weight = addedWeight
    var rate = converted / weight
    while let lastRate = rates.last, lastRate >= rate {
      converted += positives.removeLast()
      weight += weights.removeLast()
      rate = converted / weight
      rates.removeLast()
      ends.removeLast()
    }
    positives.append(converted)
    weights.append(weight)
    rates.append(rate)
    ends.append(group + 1)
  }
}
