import TestLeads
import TestSupport
import Testing

@testable import Prediction

@Suite("An index of ranks")
struct RankIndexTests {
  private func index(_ logOdds: [Double], runLength: Int = 1000, bestCount: Int = 0) throws
    -> RankIndex
  {
    let index = try RankIndex(runLength: runLength)
    for start in stride(from: 0, to: logOdds.count, by: 700) {
      try index.append(Array(logOdds[start..<min(start + 700, logOdds.count)]))
    }
    try index.finish(bestCount: bestCount)
    return index
  }

  private static func numbers(_ kind: String, seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<1500).map { _ in
      switch kind {
      case "ties": (8 * random.uniform()).rounded() - 4
      case "close": 1 + random.uniform() * 1e-7
      case "far": (random.uniform() - 0.5) * 200
      case "extremes":
        [1e300, -1e300, .infinity, -.infinity, 0, -0.0, 32, -32, 1e-308, 1e15, -1e19].randomElement(
          using: &random) ?? 0
      default: 2 * random.normal()
      }
    }
  }

  @Test(
    "gives one more than the number of better leads",
    arguments: ["normal", "ties", "close", "far", "extremes"], [1, 2] as [UInt64])
  func ranks(_ kind: String, seed: UInt64) throws {
    let numbers = Self.numbers(kind, seed: seed)
    let index = try index(numbers, runLength: 1 + Int(seed) * 333)
    #expect(index.count == numbers.count)
    let ranks = try index.next(400) + index.next(1) + index.next(1099)
    for (number, rank) in zip(numbers, ranks) {
      #expect(Int(rank) == 1 + numbers.count { $0 > number })
    }
    let sorted = numbers.sorted(by: >)
    for place in [1, 2, 10, 750, 1499, 1500, 9999] {
      #expect(
        try self.index(numbers, bestCount: place).lowestOfBest == sorted[min(place, 1500) - 1])
    }
    #expect(index.lowestOfBest == .infinity)
  }

  @Test("of nothing has no ranks")
  func empty() throws {
    let index = try index([], bestCount: 3)
    #expect(index.count == 0)
    #expect(index.lowestOfBest == .infinity)
    #expect(try index.next(0).isEmpty)
  }
}
