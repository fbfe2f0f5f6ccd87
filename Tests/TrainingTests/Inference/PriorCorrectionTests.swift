import LinearAlgebra
import TestSupport
import Testing

@testable import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Sampling by the outcome and weights")
struct PriorCorrectionTests {
  @Test("is undone by a shift of the intercept", arguments: [1, 2] as [UInt64], [0.5, 0.1])
  func downSampling(seed: UInt64, share: Double) throws {
    let data = RandomFit(rows: 40_000, denseColumns: 2, levelCounts: [], seed: seed)
    var numbers = SeededGenerator(seed: seed + 10)
    let kept = data.outcomes.indices.filter {
      data.outcomes[$0] == 1 || numbers.uniform() < share
    }
    let full = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let sample = try LogisticRegression.fit(
      data.designMatrix.rows(kept), outcomes: kept.map { data.outcomes[$0] })
    let corrected = PriorCorrection(negativesKept: share).corrected(sample.coefficients)
    for (parameter, value) in corrected.enumerated() {
      let error = sample.standardErrors[parameter] ?? .nan
      #expect(abs(value - full.coefficients[parameter]) < 4 * error)
    }
    #expect(abs(sample.coefficients[0] - full.coefficients[0]) > 0.5)
  }

  @Test("by a known share of events is the same shift")
  func sameShift() {
    // 1,000 events and 9,000 others, of which a third is kept.
    let bySampling = PriorCorrection(negativesKept: 1.0 / 3)
    let byShare = PriorCorrection(populationShare: 0.1, sampleShare: 0.25)
    #expect(abs(bySampling.shift - byShare.shift) < 1e-15)
    #expect(abs(byShare.corrected(probability: 0.25) - 0.1) < 1e-15)
    #expect(PriorCorrection(negativesKept: 1).shift == 0)
    #expect(abs(byShare.corrected([0.3, 2])[0] - 0.3 + log(3)) < 1e-15)
    #expect(byShare.corrected([0.3, 2])[1] == 2)
  }

  @Test("leaves few effective rows where weights differ")
  func effectiveSize() {
    #expect(EffectiveSampleSize(weights: [1, 1, 1, 1]).value == 4)
    #expect(EffectiveSampleSize(weights: [2, 2, 0]).value == 2)
    #expect(
      abs(EffectiveSampleSize(weights: [1, 0.5, 0.25, 0.125]).value - 2.6470588235294117) < 1e-12)
    #expect(EffectiveSampleSize(weights: [0]).value == 0)
  }
}
