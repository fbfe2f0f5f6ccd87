@testable import Evaluation
import Testing

struct PairedBootstrapTests {
  // NumPy: 4,000 multinomial replicates gave [−0.052, 0.020] and [−5, 2].
  @Test(
    "Intervals agree with a multinomial bootstrap on the Pima test set",
    arguments: [0, 7] as [UInt64])
  func multinomial(seed: UInt64) throws {
    let comparison = try RankingComparison(
      reference: PimaReference.glucoseOnly, challenger: PimaReference.allVariables,
      outcomes: PimaReference.outcomes, keys: (0..<332).map { $0 }, capacity: 33, seed: seed)
    let captured = comparison.atCapacity.capturedShare
    #expect(isClose(captured.value, -1.0 / 109, within: 1e-12))
    #expect(isClose(captured.interval.lower, -0.052, within: 0.008))
    #expect(isClose(captured.interval.upper, 0.020, within: 0.008))
    let conversions = comparison.atCapacity.conversions
    #expect(conversions.value == -1)
    #expect(isClose(conversions.interval.lower, -5, within: 1))
    #expect(isClose(conversions.interval.upper, 2, within: 1))
  }

  @Test("Another seed draws other replicates of the same differences")
  func seeds() throws {
    let rows = RandomRows(seed: 1, rows: 200, levels: 50)
    let comparisons = try [1, 2].map { seed in
      try RankingComparison(
        reference: rows.reference, challenger: rows.challenger, outcomes: rows.outcomes,
        keys: rows.keys, capacity: 20, replicates: 200, seed: seed)
    }
    let cuts = comparisons.map(\.atCapacity.capturedShare)
    #expect(cuts[0].value == cuts[1].value)
    #expect(cuts[0].interval != cuts[1].interval)
  }

  @Test("No bit depends on the number of threads", arguments: [2, 3, 64])
  func threads(count: Int) throws {
    let rows = RandomRows(seed: 2, rows: 500, levels: 60)
    let comparisons = try [1, count].map { threads in
      try RankingComparison(
        reference: rows.reference, challenger: rows.challenger, outcomes: rows.outcomes,
        keys: rows.keys, capacity: 50, amounts: rows.keys.map { Double($0 % 997) / 7 },
        costPerRow: 12, replicates: 150, threads: threads)
    }
    #expect(comparisons[0] == comparisons[1])
  }
}
