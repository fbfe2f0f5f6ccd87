import ScoringModel
import TestSupport
import Testing

@testable import Prediction

@Suite("tiers of so many leads of a batch")
struct BatchTiersTests {
  private static let tiers = [
    Tier(name: "hot", lowestLogOdds: 1, capacity: 3),
    Tier(name: "warm", lowestLogOdds: 0, capacity: 6), Tier(name: "cold", lowestLogOdds: nil),
  ]

  private static func indices(
    _ logOdds: [Double], tiers: [Tier] = tiers, runs: Int = 1
  ) throws -> [Int] {
    let index = try RankIndex(runLength: 4)
    try index.append(logOdds)
    try index.finish(bestCount: 0, places: BatchTiers.capacities(tiers))
    let batch = BatchTiers(tiers, ranks: index)
    var before = [Int](repeating: 0, count: tiers.count)
    var made: [Int] = []
    let size = max(1, logOdds.count / runs)
    for start in stride(from: 0, to: logOdds.count, by: size) {
      let part = Array(logOdds[start..<min(start + size, logOdds.count)])
      let ranks = try index.next(part.count)
      made += batch.indices(logOdds: part, ranks: ranks, before: before)
      for (tier, count) in batch.sharing(ranks).enumerated() { before[tier] += count }
    }
    return made
  }

  @Test("hold exactly so many, counted from the best, whatever their log odds")
  func exact() throws {
    let made = try Self.indices([-5, -1, -9, -2, -4, -3, -8, -7, -6])
    #expect(made == [1, 0, 2, 0, 1, 0, 2, 2, 1])
  }

  @Test("give the last seats to those that stand first in the data", arguments: [1, 2, 3, 9])
  func ties(runs: Int) throws {
    let made = try Self.indices([2, 1, 1, 3, 1, 1, 1, 0, 1], runs: runs)
    #expect(made == [0, 0, 1, 0, 1, 1, 2, 2, 2])
  }

  @Test("hold all leads when there are fewer than seats")
  func few() throws {
    #expect(try Self.indices([1, 2]) == [0, 0])
    #expect(try Self.indices([1, 2, 3, 4]) == [1, 0, 0, 0])
    #expect(try Self.indices([]).isEmpty)
  }

  @Test(
    "agree with a sorted list, alone or beside tiers of log odds",
    arguments: 1...20 as ClosedRange<UInt64>)
  func bruteForce(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let logOdds = (0..<40).map { _ in Double(random.next() % 8) - 4 }
    let capacity = Int(random.next() % 30) + 1
    let tiers = [
      Tier(name: "top", lowestLogOdds: 3), Tier(name: "hot", lowestLogOdds: 0, capacity: capacity),
      Tier(name: "rest", lowestLogOdds: nil),
    ]
    let ranked = logOdds.indices.sorted { (-logOdds[$0], $0) < (-logOdds[$1], $1) }
    let hot = Set(ranked.prefix(capacity))
    let expected = logOdds.indices.map { row in
      logOdds[row] >= 3 ? 0 : hot.contains(row) ? 1 : 2
    }
    #expect(try Self.indices(logOdds, tiers: tiers, runs: Int(seed % 5) + 1) == expected)
  }
}
