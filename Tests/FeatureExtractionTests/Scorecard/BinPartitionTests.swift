@testable import FeatureExtraction
import Foundation
import Testing

/// All partitions tried one by one, with the rules written out again.
private struct BruteForce {
  let prebins: [OutcomeCount]
  let rules: BinningRules

  func bestValue(_ trend: BinTrend) -> Double {
    let count = prebins.count
    var best = -Double.infinity
    for mask in 0..<(1 << (count - 1)) {
      let ends = (1...count).filter { $0 == count || mask >> ($0 - 1) & 1 == 1 }
      let bins = zip([0] + ends, ends).map { prebins[$0..<$1].reduce(.zero, +) }
      guard obeys(bins, trend) else { continue }
      best = max(best, bins.reduce(0) { $0 + value($1) })
    }
    return best == -.infinity ? value(prebins.reduce(.zero, +)) : best
  }

  private func obeys(_ bins: [OutcomeCount], _ trend: BinTrend) -> Bool {
    let rows = prebins.reduce(0) { $0 + $1.rows }
    guard bins.count <= rules.maximumBins,
      bins.allSatisfy({ $0.rows > 0 && $0.rows >= rules.minimumShare * rows })
    else { return false }
    let rates = bins.map { $0.events / $0.rows }
    let steps = zip(rates, rates.dropFirst()).map { $1 - $0 }
    guard steps.allSatisfy({ $0.magnitude >= rules.minimumRateDifference }) else { return false }
    let alike = zip(bins, bins.dropFirst()).contains { left, right in
      let pooled = (left.events + right.events) / (left.rows + right.rows)
      let error = (pooled * (1 - pooled) * (1 / left.rows + 1 / right.rows)).squareRoot()
      let z = (left.events / left.rows - right.events / right.rows).magnitude / error
      return error == 0 ? rules.maximumPValue < 1 : erfc(z / 2.0.squareRoot()) > rules.maximumPValue
    }
    guard !alike || rules.maximumPValue == 1 else { return false }
    // Equal rates are whole fractions: they differ by rounding alone.
    let signs = steps.map { $0.magnitude < 1e-12 ? 0 : $0 > 0 ? 1 : -1 }
    switch trend {
    case .free: return true
    case .ascending: return signs.allSatisfy { $0 == 1 }
    case .descending: return signs.allSatisfy { $0 == -1 }
    case .peak: return turnsOnce(signs)
    case .valley: return turnsOnce(signs.map { -$0 })
    }
  }

  /// Ups, then downs, and nothing level.
  private func turnsOnce(_ signs: [Int]) -> Bool {
    let firstFall = signs.firstIndex(of: -1) ?? signs.count
    return signs[..<firstFall].allSatisfy { $0 == 1 }
      && signs[firstFall...].allSatisfy { $0 == -1 }
  }

  private func value(_ bin: OutcomeCount) -> Double {
    let totals = prebins.reduce(.zero, +)
    switch rules.objective {
    case .logLikelihood:
      return (bin.events > 0 ? bin.events * log(bin.events / bin.rows) : 0)
        + (bin.nonevents > 0 ? bin.nonevents * log(bin.nonevents / bin.rows) : 0)
    case .informationValue:
      let isPure = bin.events == 0 || bin.nonevents == 0
      let events = (bin.events + (isPure ? 0.5 : 0)) / totals.events
      let nonevents = (bin.nonevents + (isPure ? 0.5 : 0)) / totals.nonevents
      return (events - nonevents) * log(events / nonevents)
    }
  }
}

struct BinPartitionTests {
  private static func allRules() throws -> [BinningRules] {
    var rules: [BinningRules] = []
    for objective in BinningRules.Objective.allCases {
      rules += [
        try BinningRules(maximumBins: 10, minimumShare: 0, objective: objective),
        try BinningRules(maximumBins: 3, minimumShare: 0, objective: objective),
        try BinningRules(maximumBins: 5, minimumShare: 0.15, objective: objective),
        try BinningRules(
          maximumBins: 10, minimumShare: 0, minimumRateDifference: 0.08, objective: objective),
        try BinningRules(
          maximumBins: 6, minimumShare: 0.05, maximumPValue: 0.2, objective: objective),
        try BinningRules(maximumBins: 1, objective: objective),
        try BinningRules(maximumBins: 4, minimumShare: 0.6, objective: objective),
      ]
    }
    return rules
  }

  @Test(
    "The search finds the best of all partitions under every trend and rule",
    arguments: 1..<25 as Range<UInt64>, BinTrend.allCases)
  func bruteForce(seed: UInt64, trend: BinTrend) throws {
    let prebins = [OutcomeCount](seed: seed, count: 1 + Int(seed) % 10)
    let evidence = try Evidence(totals: prebins.reduce(.zero, +))
    for rules in try Self.allRules() {
      let candidates = BinCandidates(prebins: prebins, evidence: evidence, rules: rules)
      let partition = BinPartition(candidates, trend: trend, maximumBins: rules.maximumBins)
      let expected = BruteForce(prebins: prebins, rules: rules).bestValue(trend)
      #expect(isClose(partition.value, expected, within: 1e-9))
      let starts = [0] + partition.ends.dropLast()
      let sum = zip(starts, partition.ends).reduce(0) { $0 + candidates.value($1.0, $1.1 - 1) }
      #expect(isClose(sum, partition.value, within: 1e-9))
      #expect(zip(starts, partition.ends).allSatisfy { $0 < $1 })
      #expect(partition.ends.last == prebins.count)
      #expect(partition.ends.count <= rules.maximumBins)
    }
  }

  @Test("Neighbours of equal rate stay one bin where nothing is gained by parting them")
  func ties() throws {
    let prebins = [OutcomeCount]([(1, 3), (2, 6), (5, 5), (10, 10)])
    let evidence = try Evidence(totals: prebins.reduce(.zero, +))
    let candidates = BinCandidates(
      prebins: prebins, evidence: evidence, rules: try BinningRules(minimumShare: 0))
    for trend in BinTrend.allCases where trend != .descending {
      #expect(BinPartition(candidates, trend: trend, maximumBins: 4).ends == [2, 4])
    }
    #expect(BinPartition(candidates, trend: .descending, maximumBins: 4).ends == [4])
  }
}
