import Evaluation
import Foundation
import Testing

struct RankingComparisonTests {
  private func compare(
    _ rows: RandomRows, capacity: Int = 25, replicates: Int = 200
  ) throws -> RankingComparison {
    try RankingComparison(
      reference: rows.reference, challenger: rows.challenger, outcomes: rows.outcomes,
      keys: rows.keys, capacity: capacity, replicates: replicates, seed: 42)
  }

  @Test("Row order changes no number", arguments: 0..<8 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 250, levels: 12)
    #expect(try compare(rows) == compare(rows.shuffled(seed: seed + 100)))
  }

  @Test("A rising transform of either ranking changes no number", arguments: 0..<4 as Range<UInt64>)
  func risingTransform(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 250, levels: 12)
    var transformed = rows
    transformed.reference = rows.reference.map { $0 * $0 * $0 - 2 }
    transformed.challenger = rows.challenger.map { ($0 + 1).squareRoot() }
    #expect(try compare(rows) == compare(transformed))
  }

  @Test("Identical scores differ by exactly zero everywhere", arguments: 0..<4 as Range<UInt64>)
  func identical(seed: UInt64) throws {
    var rows = RandomRows(seed: seed, rows: 250, levels: 12)
    rows.reference = rows.challenger
    let comparison = try compare(rows)
    let zero = ConfidenceInterval(lower: 0, upper: 0)
    #expect(comparison.auc.value == 0)
    #expect(comparison.auc.interval == zero)
    for cut in comparison.atShares + [comparison.atCapacity] {
      for difference in [cut.capturedShare, cut.lift, cut.conversions] {
        #expect(difference.value == 0)
        #expect(difference.interval == zero)
      }
    }
    #expect(comparison.rankCorrelation == 1)
    #expect(comparison.swapSet.both.trials == 25)
    #expect(comparison.swapSet.referenceOnly.trials == 0)
    #expect(comparison.swapSet.challengerOnly.trials == 0)
    #expect(comparison.verdict == .noDifferenceShown)
  }

  @Test("Cuts are the gains of the two rankings, and lift is captured share over share")
  func cuts() throws {
    let rows = RandomRows(seed: 9, rows: 250, levels: 12)
    let comparison = try compare(rows)
    let reference = try RankedOutcomes(scores: rows.reference, outcomes: rows.outcomes)
    let challenger = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    #expect(comparison.atShares.map(\.reference.rows) == [25, 50, 75])
    for (cut, share) in zip(comparison.atShares, [0.1, 0.2, 0.3]) {
      #expect(cut.reference == (try reference.gains(atShare: share)))
      #expect(cut.challenger == (try challenger.gains(atShare: share)))
      #expect(
        isClose(cut.lift.interval.lower, cut.capturedShare.interval.lower / share, within: 1e-12))
      #expect(cut.capturedShare.interval.contains(cut.capturedShare.value))
    }
    #expect(comparison.atCapacity.reference == (try reference.gains(atCapacity: 25)))
    #expect(comparison.atCapacity.challenger == (try challenger.gains(atCapacity: 25)))
    #expect(comparison.atCapacity == comparison.atShares[0])
  }

  @Test("When every row is called, the rankings do not differ")
  func everyRow() throws {
    let rows = RandomRows(seed: 4, rows: 60, levels: 5)
    let comparison = try compare(rows, capacity: 60)
    #expect(comparison.atCapacity.reference.lift == 1)
    #expect(comparison.atCapacity.capturedShare.value == 0)
    #expect(
      comparison.atCapacity.capturedShare.interval == ConfidenceInterval(lower: 0, upper: 0))
    #expect(comparison.swapSet.both.trials == 60)
    #expect(comparison.swapSet.both.successes == comparison.conversionCount)
  }

  @Test("The comparison survives JSON, even with a single conversion")
  func json() throws {
    var rows = RandomRows(seed: 4, rows: 12, levels: 5)
    rows.outcomes = rows.outcomes.indices.map { $0 == 3 }
    for rows in [rows, RandomRows(seed: 4, rows: 100, levels: 50)] {
      let comparison = try compare(rows, capacity: 5, replicates: 100)
      let data = try JSONEncoder().encode(comparison)
      #expect(try JSONDecoder().decode(RankingComparison.self, from: data) == comparison)
    }
  }

  @Test(
    "What cannot be compared is refused with the reason",
    arguments: [
      ([1, 1, 2], 1, [0.1], 100, EvaluationError.repeatedKey(1)),
      ([1, 2], 1, [0.1], 100, .lengthMismatch(rows: 2, outcomes: 3)),
      ([1, 2, 3], 0, [0.1], 100, .capacityOutOfRange(capacity: 0, rows: 3)),
      ([1, 2, 3], 4, [0.1], 100, .capacityOutOfRange(capacity: 4, rows: 3)),
      ([1, 2, 3], 1, [0], 100, .shareOutOfRange(0)),
      ([1, 2, 3], 1, [1.5], 100, .shareOutOfRange(1.5)),
      ([1, 2, 3], 1, [0.1], 99, .tooFewReplicates(99, minimum: 100)),
    ] as [([UInt64], Int, [Double], Int, EvaluationError)])
  func refusals(
    keys: [UInt64], capacity: Int, shares: [Double], replicates: Int, expected: EvaluationError
  ) {
    #expect(throws: expected) {
      try RankingComparison(
        reference: [1, 2, 3], challenger: [3, 2, 1], outcomes: [true, false, true], keys: keys,
        capacity: capacity, shares: shares, replicates: replicates)
    }
    #expect(!expected.description.contains("\n"))
  }
}
