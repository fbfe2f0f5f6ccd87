import TestSupport
import Testing

@testable import Training

@Suite("Division of a chain into runs")
struct ChainPartitionTests {
  private static func cost(_ values: [Double], _ weights: [Double], _ firsts: [Int]) -> Double {
    let bounds = [0] + firsts + [values.count]
    return zip(bounds, bounds.dropFirst()).reduce(0) { sum, run in
      let places = run.0..<run.1
      let total = places.reduce(0) { $0 + weights[$1] }
      let mean = places.reduce(0) { $0 + weights[$1] * values[$1] } / total
      return sum
        + places.reduce(0) {
          $0 + weights[$1] * (values[$1] - mean) * (values[$1] - mean)
        }
    }
  }

  @Test(
    "is the best of all divisions with the fewest runs within the tolerance",
    arguments: [1, 2, 3, 4, 5] as [UInt64], [0.1, 1, 4])
  func exact(seed: UInt64, tolerance: Double) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<9).map { _ in random.normal() }
    let weights = values.map { _ in 0.5 + random.uniform() }
    let partition = ChainPartition(values, weights: weights, tolerance: tolerance, counts: 1...9)
    let all = (0..<256).map { bits in (1...8).filter { bits >> ($0 - 1) & 1 == 1 } }
    let good = all.filter { Self.cost(values, weights, $0) <= tolerance }
    let fewest = good.map(\.count).min()
    let best = good.filter { $0.count == fewest }.min {
      Self.cost(values, weights, $0) < Self.cost(values, weights, $1)
    }
    #expect(partition.firsts == best)
  }

  @Test("keeps to the fewest and the most runs", arguments: [2...2, 3...3, 2...5])
  func bounds(counts: ClosedRange<Int>) {
    let values = (0..<20).map(Double.init)
    let weights = [Double](repeating: 1, count: 20)
    let strict = ChainPartition(values, weights: weights, tolerance: 0, counts: counts)
    #expect(strict.firsts.count + 1 == counts.upperBound)
    let loose = ChainPartition(values, weights: weights, tolerance: .infinity, counts: counts)
    #expect(loose.firsts.count + 1 == counts.lowerBound)
  }
}
