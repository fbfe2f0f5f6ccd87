import Foundation
import ScoringModel
import TestSupport
import Testing

@Suite("The spread of scores")
struct ScorePopulationTests {
  private static let thousand = ScorePopulation(logOdds: (0...1000).map { Double($0) / 100 - 5 })

  @Test(
    "gives the percentage of training leads below some log odds",
    arguments: [
      (-9, 0), (-5, 0), (-4.995, 0.1), (-4.99, 0.1), (0, 50), (0.001, 50.1), (4.99, 99.9),
      (5, 100), (9, 100),
    ] as [(Double, Double)])
  func percentile(_ logOdds: Double, percentage: Double) {
    #expect(Self.thousand.percentile(logOdds: logOdds) == percentage)
  }

  @Test(
    "gives the log odds above which a share lies",
    arguments: [(0, 5), (0.1, 4), (0.5, 0), (1, -5), (2, -5)] as [(Double, Double)])
  func threshold(_ share: Double, logOdds: Double) {
    #expect(Self.thousand.threshold(topShare: share) == logOdds)
  }

  @Test("of one lead, or of equal ones, has no width")
  func constant() {
    for logOdds in [[1.5], [1.5, 1.5, 1.5]] {
      let population = ScorePopulation(logOdds: logOdds)
      #expect(Set(population.quantiles) == [1.5])
      #expect(population.percentile(logOdds: 1.5) == 0)
      #expect(population.percentile(logOdds: 1.6) == 100)
      #expect(population.threshold(topShare: 0.1) == 1.5)
    }
  }

  @Test("lets about the wished share reach a threshold", arguments: 1...4 as ClosedRange<UInt64>)
  func share(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let logOdds = (0..<5000).map { _ in random.normal() }
    let population = ScorePopulation(logOdds: logOdds)
    for share in [0.01, 0.1, 0.5, 0.9] {
      let threshold = population.threshold(topShare: share)
      let reached = Double(logOdds.count { $0 >= threshold }) / 5000
      #expect(abs(reached - share) <= 0.001)
      #expect(abs(population.percentile(logOdds: threshold) - 100 * (1 - share)) <= 0.1 + 1e-9)
    }
  }

  @Test(
    "has quantiles that never fall, whatever rounding does, and reads back as it was",
    arguments: 1...40 as ClosedRange<UInt64>)
  func increasing(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scale = [1e-12, 1, 1e12][Int(seed % 3)]
    let logOdds = (0..<(2 + Int(seed) * 37)).map { _ in 0.1 + scale * random.normal() }
    let population = ScorePopulation(logOdds: logOdds)
    #expect(population.quantiles.first == logOdds.min())
    #expect(population.quantiles.last == logOdds.max())
    #expect(zip(population.quantiles, population.quantiles.dropFirst()).allSatisfy { $0 <= $1 })
    let read = try JSONDecoder().decode(
      ScorePopulation.self, from: JSONEncoder().encode(population))
    #expect(read == population)
  }

  @Test(
    "is refused in a file unless it is 1001 numbers that do not fall",
    arguments: [
      [], [Double](repeating: 0, count: 1000), [Double](repeating: 0, count: 1002),
      [1] + [Double](repeating: 0, count: 1000),
    ])
  func refused(_ quantiles: [Double]) throws {
    let json = try JSONEncoder().encode(quantiles)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ScorePopulation.self, from: json)
    }
  }
}
