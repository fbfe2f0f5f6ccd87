import FeatureExtraction
import Monitoring
import ScoringModel
import TestSupport
import Testing

@Suite("Tests of a shift")
struct ShiftTestsTests {
  @Test(
    "Kolmogorov and Smirnov have the critical values of their tables",
    arguments: [
      (300, 0.05, 0.079), (300, 0.01, 0.094), (300, 0.001, 0.113), (10_000, 0.05, 0.014),
      (10_000, 0.01, 0.017), (10_000, 0.001, 0.020),
    ])
  func critical(_ m: Int, chance: Double, expected: Double) {
    // c(α)/√m with c = 1.358, 1.628, 1.949, for a reference without end.
    let test = KolmogorovSmirnovTest(value: expected, referenceCount: 1 << 40, count: m)
    #expect(abs(test.critical(chance) - expected) < 0.001)
    let atCritical = KolmogorovSmirnovTest(
      value: test.critical(chance), referenceCount: 1 << 40, count: m)
    #expect(abs(atCritical.pValue / chance - 1) < 0.15)
  }

  @Test("the gap of two distributions is found to a hundredth, spikes included")
  func gap() {
    var random = SeededGenerator(seed: 3)
    let training = (0..<20_000).map { _ in random.happens(0.4) ? 0 : random.normal() }
    let reference = NumberReference(training)
    let same = KolmogorovSmirnovTest(reference: reference, values: training)
    #expect(same.value < 0.011)
    // A shift of half a standard deviation of the normal part: 0.6 · (2Φ(1/4) − 1) = 0.1185, and
    // the spike of 0.4 moves from 0 to 0.5, across 0.6 · (Φ(1/2) − Φ(0)) of the rest.
    let moved = KolmogorovSmirnovTest(reference: reference, values: training.map { $0 + 0.5 })
    #expect(moved.value > 0.4)
  }

  @Test("shares of levels: chi-square of two samples by hand")
  func levels() throws {
    let test = try #require(LevelTest(reference: [60, 40], current: [20, 30]))
    // The Pearson statistic of the table 60 40 / 20 30: 150 (60·30 − 40·20)² / (100·50·80·70).
    #expect(abs(test.statistic - 5.357_142_857_142_857) < 1e-12)
    #expect(test.degreesOfFreedom == 1)
    #expect(abs(test.pValue - 0.020_637_558_2) < 1e-8)
    #expect(abs(test.widestShift - 0.2) < 1e-12)
    #expect(LevelTest(reference: [5, 0], current: [3, 0]) == nil)
  }

  @Test("a share: the z of two proportions by hand")
  func share() {
    let test = ShareTest(before: 100, of: 1000, now: 80, of: 400)
    // Pooled 180/1400; (0.2 − 0.1)/√(0.128571·0.871429·(1/1000 + 1/400)).
    #expect(abs(test.z - 5.049_842_647_7) < 1e-8)
    #expect(ShareTest(before: 0, of: 10, now: 0, of: 10).z == 0)
  }

  @Test("the false discovery rate believes what Benjamini and Hochberg would")
  func discovery() {
    // The example of their paper (1995, section 3.2): at 0.05 the first four of fifteen.
    let p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.000,
    ]
    let found = FalseDiscoveryRate.significant(p.reversed(), rate: 0.05)
    #expect(found.count { $0 } == 4)
    #expect(Array(found.suffix(4)) == [true, true, true, true])
    #expect(FalseDiscoveryRate.significant([], rate: 0.05) == [])
  }

  @Test("a reference keeps a spike as a bin of its own and about a tenth in the others")
  func bins() {
    let values = (0..<1000).map { $0 < 300 ? 0 : Double($0) }
    let reference = NumberReference(values + [.nan, .nan])
    #expect(reference.missing == 2)
    #expect(reference.counts.reduce(0, +) == 1000)
    #expect(reference.counts[reference.bin(of: 0)] == 300)
    #expect(reference.counts.allSatisfy { $0 > 0 && $0 <= 300 })
    #expect(reference.bin(of: -1e300) == 0)
    #expect(reference.bin(of: 1e300) == reference.counts.count - 1)
    #expect(NumberReference([1, 1, 1]).counts == [3])
    #expect(NumberReference([.nan]).counts == [0])
  }
}
