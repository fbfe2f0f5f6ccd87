import FeatureExtraction
import LinearAlgebra

/// Collects compact features with the parameters and penalties that belong to them.
struct CompactBuilder {
  var features: [Feature] = []
  private var parameters: [Double]
  private var diagonal: [Double]
  private var contrasts: [QuadraticPenalty.Contrast] = []
  private let ridge: Double

  /// A builder that begins with the intercept and the numbers that stay numbers.
  init(dense: [Double], denseStrength: Double, intercept: Double, ridge: Double) {
    parameters = [intercept] + dense
    diagonal = [0] + dense.map { _ in denseStrength + ridge }
    self.ridge = ridge
  }

  /// Adds a feature; the bins of a number are merged.
  mutating func add(_ feature: Feature, effects: [Double], information: [Double], strength: Double)
  {
    if case .categorical(let levels) = feature.encoding, levels.isOrdered {
      add(feature, orderedLevels: levels.levels.count, effects: effects, strength: strength)
      return
    }
    guard case .binned(let binned) = feature.encoding else {
      features.append(feature)
      parameters += effects
      diagonal += effects.map { _ in strength + ridge }
      return
    }
    let count = binned.edges.count + 1
    let bins = (effects: Array(effects[..<count]), weights: Array(information[..<count]))
    let partition = ChainPartition(
      bins.effects, weights: bins.weights, tolerance: tolerance(bins.effects, bins.weights),
      counts: 2...CompactShapes.binLimit)
    let coarse = binned.merging(firsts: partition.firsts)
    features.append(
      Feature(
        name: feature.name, column: feature.columns[0], kind: feature.kind,
        encoding: .binned(coarse.encoding), baseRate: feature.baseRate))
    let start = parameters.count
    parameters += means(effects, information, groups: coarse.codes)
    let runs = [0] + partition.firsts + [count]
    diagonal += runs.dropLast().map { _ in ridge }
    for run in 1..<max(1, runs.count - 1) {
      // Between the middles of two runs lie half the bins of both.
      let distance = Double(runs[run + 1] - runs[run - 1]) / 2
      contrasts.append(
        .difference(start + run - 1, start + run, weight: strength / distance))
    }
    if binned.hasMissing { diagonal.append(strength + ridge) }
  }

  /// Adds a category whose levels are alike where they are neighbours.
  private mutating func add(
    _ feature: Feature, orderedLevels count: Int, effects: [Double], strength: Double
  ) {
    features.append(feature)
    let start = parameters.count
    parameters += effects
    diagonal += effects.indices.map { $0 < count ? ridge : strength + ridge }
    for level in 1..<max(1, count) {
      contrasts.append(.difference(start + level - 1, start + level, weight: strength))
    }
  }

  /// Adds a pair; cells of about one effect share a level.
  mutating func add(
    _ chosen: ChosenPair, effects: [Double], names: [Feature], information: [Double],
    strength: Double
  ) {
    let pair = chosen.candidate
    let order = effects.indices.sorted { (effects[$0], $0) < (effects[$1], $1) }
    let sorted = (effects: order.map { effects[$0] }, weights: order.map { information[$0] })
    let partition = ChainPartition(
      sorted.effects, weights: sorted.weights,
      tolerance: tolerance(sorted.effects, sorted.weights),
      counts: 2...CompactShapes.pairLevelLimit)
    var levels = [Int](repeating: 0, count: effects.count)
    let firsts = Set(partition.firsts)
    var level = 0
    for (place, cell) in order.enumerated() {
      if firsts.contains(place) { level += 1 }
      levels[cell] = level
    }
    let crossed = CrossedEncoding(
      pair.first.part, pair.second.part, levels: levels, shares: chosen.shares)
    let sides = [names[pair.first.feature], names[pair.second.feature]]
    features.append(
      Feature(
        name: sides.map(\.name).joined(separator: " × "),
        kind: sides.contains { $0.kind == .behavioural } ? .behavioural : sides[0].kind,
        crossing: crossed))
    let start = parameters.count
    parameters += means(effects, information, groups: levels)
    var ridges = [Double](repeating: ridge, count: level + 1)
    for (level, share) in zip(levels, chosen.parameterShares) {
      ridges[level] += strength * share
    }
    diagonal += ridges
    addDifferences(chosen, levels: levels, start: start, strength: strength)
  }

  private mutating func addDifferences(
    _ pair: ChosenPair, levels: [Int], start: Int, strength: Double
  ) {
    let count = (levels.max() ?? 0) + 1
    var counts = [Int](repeating: 0, count: count * count)
    for cells in pair.neighbours {
      let (a, b) = (levels[cells.first], levels[cells.second])
      counts[max(a, b) * count + min(a, b)] += 1
    }
    for a in 0..<count {
      for b in 0..<a where counts[a * count + b] > 0 {
        contrasts.append(
          .difference(start + a, start + b, weight: strength * Double(counts[a * count + b])))
      }
    }
  }

  /// What was collected.
  func shapes(totalWeight: Double) -> CompactShapes {
    CompactShapes(
      extractor: FeatureExtractor(features: features), start: parameters,
      penalty: QuadraticPenalty(diagonal: diagonal, contrasts: contrasts)
        .scaled(by: 1 / totalWeight))
  }

  private func tolerance(_ values: [Double], _ weights: [Double]) -> Double {
    let total = weights.reduce(0, +)
    guard total > 0 else { return 0 }
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    return CompactShapes.tolerance
      * zip(values, weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
  }

  /// The weighted mean of each group's values, the plain mean where there is no weight.
  private func means(_ values: [Double], _ weights: [Double], groups: [Int]) -> [Double] {
    let count = (groups.max() ?? -1) + 1
    var sums = [Double](repeating: 0, count: count)
    var totals = sums
    for (group, (value, weight)) in zip(groups, zip(values, weights)) {
      sums[group] += (weight + 1e-9) * value
      totals[group] += weight + 1e-9
    }
    return zip(sums, totals).map { $0 / $1 }
  }
}
