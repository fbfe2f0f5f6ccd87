@testable import Evaluation
import Testing

struct RankingIntervalsTests {
  // NumPy: 2,000 multinomial replicates.
  @Test(
    "Intervals agree with a multinomial bootstrap on the Pima test set",
    arguments: [0, 5] as [UInt64])
  func multinomial(seed: UInt64) throws {
    let intervals = try RankingIntervals(
      RankedOutcomes(scores: PimaReference.allVariables, outcomes: PimaReference.outcomes),
      keys: (0..<332).map { $0 }, shares: [0.3, 0.1], replicates: 2000, seed: seed)
    #expect(isClose(intervals.auc.lower, 0.825_4, within: 0.006))
    #expect(isClose(intervals.auc.upper, 0.904_1, within: 0.006))
    #expect(isClose(intervals.averagePrecision.lower, 0.639_4, within: 0.015))
    #expect(isClose(intervals.averagePrecision.upper, 0.822_7, within: 0.015))
    #expect(intervals.atShares.map(\.share) == [0.3, 0.1])
    let best = intervals.atShares[1]
    #expect(isClose(best.lift.lower, 2.175_9, within: 0.08))
    #expect(isClose(best.lift.upper, 3.120_2, within: 0.08))
    #expect(isClose(best.capturedShare.lower, best.lift.lower / 10, within: 1e-12))
  }

  @Test("Weights of one give the estimates themselves", arguments: 0..<10 as Range<UInt64>)
  func contained(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 300, levels: 20)
    let ranking = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    let intervals = try RankingIntervals(
      ranking, keys: rows.keys, shares: [0.2, 1], replicates: 200, seed: seed)
    #expect(intervals.auc.contains(AUC(ranking).value))
    #expect(intervals.averagePrecision.contains(ranking.averagePrecision))
    #expect(intervals.atShares[0].lift.contains(try ranking.gains(atShare: 0.2).lift))
    #expect(intervals.atShares[1].lift == ConfidenceInterval(lower: 1, upper: 1))
  }

  @Test("Row order changes no bit", arguments: 0..<4 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 120, levels: 12)
    func intervals(_ rows: RandomRows) throws -> RankingIntervals {
      try RankingIntervals(
        RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes), keys: rows.keys,
        replicates: 100, seed: 1)
    }
    #expect(try intervals(rows) == intervals(rows.shuffled(seed: seed)))
  }

  @Test("What is no bootstrap is refused")
  func refusals() throws {
    let ranking = try RankedOutcomes(scores: [1, 2, 3], outcomes: [false, true, false])
    func expect(
      _ error: EvaluationError, _ keys: [UInt64], _ shares: [Double] = [], _ replicates: Int = 100
    ) {
      #expect(throws: error) {
        try RankingIntervals(ranking, keys: keys, shares: shares, replicates: replicates)
      }
    }
    expect(.lengthMismatch(rows: 2, outcomes: 3), [1, 2])
    expect(.repeatedKey(1), [1, 2, 1])
    expect(.shareOutOfRange(0), [1, 2, 3], [0])
    expect(.tooFewReplicates(99, minimum: 100), [1, 2, 3], [], 99)
  }
}
