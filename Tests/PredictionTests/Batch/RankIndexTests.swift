import TestSupport
import Testing

@testable import Prediction

@Suite("An index of ranks")
struct RankIndexTests {
  private func index(_ logOdds: [Double], runLength: Int = 1000) throws -> RankIndex {
    let index = try RankIndex()
    for start in stride(from: 0, to: logOdds.count, by: runLength) {
      try index.append(Array(logOdds[start..<min(start + runLength, logOdds.count)]))
    }
    try index.finish()
    return index
  }

  private static func numbers(_ kind: String, seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<1500).map { _ in
      switch kind {
      case "ties": (8 * random.uniform()).rounded() - 4
      case "one cell": 1 + random.uniform() * 1e-7
      case "beyond the cells": (random.uniform() - 0.5) * 200
      case "extremes":
        [1e300, -1e300, .infinity, -.infinity, 0, -0.0, 32, -32, 1e-308, 1e15, -1e19].randomElement(
          using: &random) ?? 0
      default: 2 * random.normal()
      }
    }
  }

  @Test(
    "gives one more than the number of better leads",
    arguments: ["normal", "ties", "one cell", "beyond the cells", "extremes"], [1, 2] as [UInt64])
  func ranks(_ kind: String, seed: UInt64) throws {
    let numbers = Self.numbers(kind, seed: seed)
    let index = try index(numbers, runLength: 1 + Int(seed) * 333)
    #expect(index.count == numbers.count)
    for number in numbers {
      #expect(index.rank(number) == 1 + numbers.count { $0 > number })
    }
    let sorted = numbers.sorted(by: >)
    for place in [1, 2, 10, 750, 1499, 1500] {
      #expect(index.logOdds(atPlace: place) == sorted[place - 1])
    }
    #expect(index.logOdds(atPlace: 9999) == sorted[1499])
    #expect(index.logOdds(atPlace: 0) == sorted[0])
  }

  @Test("of nothing has no better leads")
  func empty() throws {
    let index = try index([])
    #expect(index.count == 0)
    #expect(index.rank(0) == 1)
    #expect(index.logOdds(atPlace: 1) == -.infinity)
  }

  @Test("gives the same ranks after its pages have left memory")
  func release() throws {
    let numbers = Self.numbers("normal", seed: 3)
    let index = try index(numbers)
    let before = numbers.map(index.rank)
    index.release()
    #expect(numbers.map(index.rank) == before)
  }
}
