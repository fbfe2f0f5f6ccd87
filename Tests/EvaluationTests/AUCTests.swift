@testable import Evaluation
import Testing

struct AUCTests {
  @Test(
    "The AUC is the brute-force count of pairs, ties half, and the variance that of its terms",
    arguments: 0..<40 as Range<UInt64>, [2, 5, 1000])
  func bruteForce(seed: UInt64, levels: Int) throws {
    let rows = RandomRows(seed: seed, rows: 4 + Int(seed), levels: levels)
    let auc = AUC(try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes))
    let scored = zip(rows.challenger, rows.outcomes)
    let positives = scored.filter(\.1).map(\.0)
    let negatives = scored.filter { !$0.1 }.map(\.0)
    func win(_ positive: Double, _ negative: Double) -> Double {
      positive > negative ? 1 : positive == negative ? 0.5 : 0
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    func varianceOfMean(_ values: [Double]) -> Double {
      values.reduce(0) { $0 + ($1 - mean(values)) * ($1 - mean(values)) }
        / Double(values.count * (values.count - 1))
    }
    let ofPositives = positives.map { positive in mean(negatives.map { win(positive, $0) }) }
    let ofNegatives = negatives.map { negative in mean(positives.map { win($0, negative) }) }
    #expect(isClose(auc.value, mean(ofPositives), within: 1e-14))
    if positives.count > 1, negatives.count > 1 {
      let expected = varianceOfMean(ofPositives) + varianceOfMean(ofNegatives)
      #expect(isClose(try #require(auc.variance), expected, within: 1e-14))
    } else {
      #expect(auc.variance == nil)
    }
  }

  // pROC 1.18.0 on R 4.2.2.
  @Test(
    "AUC, variance and interval agree with pROC on aSAH",
    arguments: [
      (
        AneurysmReference.s100b, 0.731_368_563_685_637, 0.002_668_682_457_172_44,
        0.630_118_211_761_623, 0.832_618_915_609_651
      ),
      (
        AneurysmReference.wfns, 0.823_678_861_788_618, 0.001_469_914_708_823_63,
        0.748_534_887_819_453, 0.898_822_835_757_783
      ),
      (
        AneurysmReference.ndka, 0.611_957_994_579_946, 0.003_190_810_549_391_3,
        0.501_244_999_271_703, 0.722_670_989_888_189
      ),
    ])
  func reference(
    marker: [Double], value: Double, variance: Double, lower: Double, upper: Double
  ) throws {
    let auc = AUC(try RankedOutcomes(scores: marker, outcomes: AneurysmReference.outcomes))
    #expect(isClose(auc.value, value, within: 1e-14))
    #expect(isClose(try #require(auc.variance), variance, within: 1e-15))
    #expect(isClose(auc.interval.lower, lower, within: 1e-13))
    #expect(isClose(auc.interval.upper, upper, within: 1e-13))
  }

  @Test("Scores that are all equal have an AUC of exactly one half and no doubt about it")
  func constantScores() throws {
    let outcomes = [true, false, false, true, false]
    let auc = AUC(
      try RankedOutcomes(scores: [Double](repeating: 7, count: 5), outcomes: outcomes))
    #expect(auc.value == 0.5)
    #expect(auc.variance == 0)
    #expect(auc.interval == ConfidenceInterval(lower: 0.5, upper: 0.5))
  }

  @Test(
    "Perfect order leaves an interval as wide as the smaller class is small", arguments: [2, 30])
  func perfectOrder(positives: Int) throws {
    let outcomes = (0..<50).map { $0 < positives }
    let scores = (0..<50).map { Double(-$0) }
    let best = AUC(try RankedOutcomes(scores: scores, outcomes: outcomes))
    let worst = AUC(try RankedOutcomes(scores: scores.map { -$0 }, outcomes: outcomes))
    let smaller = min(positives, 50 - positives)
    #expect(best.value == 1)
    #expect(best.variance == 0)
    #expect(best.interval == Proportion(successes: smaller, trials: smaller).interval)
    #expect(worst.value == 0)
    #expect(worst.interval == Proportion(successes: 0, trials: smaller).interval)
  }

  @Test("One row of a kind says nothing about the spread: the interval is all of [0, 1]")
  func singleRowOfAClass() throws {
    for outcomes in [[true, false, false], [false, true, true]] {
      let auc = AUC(try RankedOutcomes(scores: [3, 2, 1], outcomes: outcomes))
      #expect(auc.variance == nil)
      #expect(auc.standardError == nil)
      #expect(auc.interval == ConfidenceInterval(lower: 0, upper: 1))
    }
  }

  @Test("Intervals are clipped to [0, 1]")
  func clipping() throws {
    let auc = AUC(
      try RankedOutcomes(scores: [5, 4, 3, 2, 1], outcomes: [true, true, false, true, false]))
    #expect(auc.value < 1)
    #expect(auc.interval.upper == 1)
    #expect(auc.interval.lower > 0)
  }

  @Test("Turning the scores round turns the AUC round", arguments: 0..<10 as Range<UInt64>)
  func reversal(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 60, levels: 7)
    let forwards = AUC(try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes))
    let backwards = AUC(
      try RankedOutcomes(scores: rows.challenger.map { -$0 }, outcomes: rows.outcomes))
    #expect(isClose(forwards.value + backwards.value, 1, within: 1e-15))
    #expect(
      isClose(try #require(forwards.variance), try #require(backwards.variance), within: 1e-15))
  }

  @Test(
    "The 95 % interval covers the true AUC in about 95 % of samples", arguments: [1, 2] as [UInt64])
  func coverage(seed: UInt64) throws {
    // Conversions are N(1, 1), the rest N(0, 1): the AUC is Φ(1/√2).
    let truth = NormalDistribution.cdf(0.5.squareRoot())
    var random = SplitMix64(seed: seed)
    var covered = 0
    for _ in 0..<500 {
      let outcomes = (0..<160).map { $0 < 60 }
      let scores = outcomes.map { normalDraw(&random) + ($0 ? 1 : 0) }
      let auc = AUC(try RankedOutcomes(scores: scores, outcomes: outcomes))
      covered += auc.interval.contains(truth) ? 1 : 0
    }
    #expect((460...490).contains(covered))
  }
}
