import Monitoring
import TestSupport
import Testing

@Suite("The population stability index")
struct PopulationStabilityIndexTests {
  @Test("is Σ (q − p) ln(q/p) with half a lead in every bin")
  func byHand() {
    let index = PopulationStabilityIndex(reference: [10, 30, 60], current: [0, 20, 20])
    // Of 10.5, 30.5, 60.5 in 101.5 and 0.5, 20.5, 20.5 in 41.5, added up apart in Python.
    #expect(abs(index.value - 0.3118746796866345) < 1e-12)
    // By hand: p = (8.5, 2.5) / 11, q = (4.5, 6.5) / 11.
    // (4.5 - 8.5)/11 ln(4.5/8.5) + (6.5 - 2.5)/11 ln(6.5/2.5) = 0.5787273497263392 (Python).
    let two = PopulationStabilityIndex(reference: [8, 2], current: [4, 6])
    #expect(abs(two.value - 0.5787273497263392) < 1e-12)
  }

  @Test("is zero for equal shares, and finite where a bin is empty")
  func extremes() {
    #expect(PopulationStabilityIndex(reference: [10, 30], current: [10, 30]).value == 0)
    #expect(PopulationStabilityIndex(reference: [10, 10], current: [10, 10]).value == 0)
    #expect(PopulationStabilityIndex(reference: [10, 20, 30], current: [10, 20, 30]).value == 0)
    #expect(PopulationStabilityIndex(reference: [100, 0], current: [0, 100]).value.isFinite)
  }

  @Test("has the critical value of 1000 and 300 leads in ten bins that scipy gives")
  func criticalOfOneInAThousand() {
    // (1/1000 + 1/300) × 27.877164871256568 (scipy.stats.chi2.ppf(0.999, 9)).
    let index = PopulationStabilityIndex(
      reference: [Int](repeating: 100, count: 10), current: [Int](repeating: 30, count: 10))
    #expect(abs(index.critical(0.001) - 0.12080104777544513) < 1e-12)
  }

  @Test(
    "has the critical values of its chi-square",
    arguments: [(1000, 300, 0.0939), (5000, 500, 0.0477)])
  func critical(_ n: Int, m: Int, expected: Double) {
    let index = PopulationStabilityIndex(
      reference: [Int](repeating: n / 10, count: 10), current: [Int](repeating: m / 10, count: 10))
    // The 99 % points that the theory gives; simulation gave 0.0937 and 0.0473.
    #expect(abs(index.critical(0.01) - expected) < 5e-5)
  }

  @Test(
    "needs so many leads before chance stays below a threshold",
    arguments: [
      (0.10, 10, 0.001, 279), (0.25, 10, 0.001, 112), (0.10, 10, 0.01, 217), (0.25, 10, 0.01, 87),
      (0.10, 5, 0.01, 133), (0.25, 5, 0.01, 54), (0.10, 20, 0.01, 362), (0.25, 20, 0.01, 145),
    ])
  func fewest(_ threshold: Double, bins: Int, chance: Double, expected: Int) {
    // χ² quantiles over the threshold, the reference being much larger than the night.
    let found = PopulationStabilityIndex.fewest(
      threshold: threshold, binCount: bins, referenceCount: 1_000_000_000, probability: chance)
    #expect(found.map { abs($0 - expected) <= 1 } ?? false, "\(String(describing: found))")
    #expect(
      PopulationStabilityIndex.fewest(
        threshold: 0.1, binCount: 10, referenceCount: 100, probability: 0.001) == nil)
  }

  @Test(
    "of unchanged leads exceeds a tenth and a quarter as often as simulation found",
    arguments: [
      (50, 0.77, 0.14), (100, 0.31, 0.003), (200, 0.017, 0), (300, 0.0004, 0),
    ])
  func unchanged(_ m: Int, aTenth: Double, aQuarter: Double) {
    var random = SeededGenerator(seed: UInt64(m))
    let runs = 3000
    var (tenth, quarter) = (0, 0)
    for _ in 0..<runs {
      var counts = [Int](repeating: 0, count: 10)
      for _ in 0..<m { counts[Int(random.next() % 10)] += 1 }
      let index = PopulationStabilityIndex(
        reference: [Int](repeating: 10_000_000, count: 10), current: counts)
      tenth += index.value > 0.1 ? 1 : 0
      quarter += index.value > 0.25 ? 1 : 0
    }
    func isNear(_ count: Int, _ rate: Double) -> Bool {
      let error = (rate * (1 - rate) / Double(runs)).squareRoot()
      return abs(Double(count) / Double(runs) - rate) < 4 * error + 0.006
    }
    #expect(isNear(tenth, aTenth), "\(tenth) of \(runs)")
    #expect(isNear(quarter, aQuarter), "\(quarter) of \(runs)")
  }
}
