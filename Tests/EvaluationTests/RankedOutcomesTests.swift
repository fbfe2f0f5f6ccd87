import Evaluation
import Testing

struct RankedOutcomesTests {
  @Test("Rows of equal score form one group, best first, with running totals")
  func groups() throws {
    let ranking = try RankedOutcomes(
      scores: [1, 3, 2, 3, 1, 1], outcomes: [false, true, true, false, true, false])
    #expect(ranking.groups.map(\.score) == [3, 2, 1])
    #expect(ranking.groups.map(\.rows) == [2, 1, 3])
    #expect(ranking.groups.map(\.rowsAbove) == [0, 2, 3])
    #expect(ranking.groups.map(\.positives) == [1, 1, 1])
    #expect(ranking.groups.map(\.positivesAbove) == [0, 1, 2])
    #expect(ranking.groups.map(\.negativesAbove) == [0, 1, 1])
    #expect(ranking.positiveCount == 3)
    #expect(ranking.negativeCount == 3)
    #expect(ranking.baseRate == 0.5)
  }

  @Test("Zero and minus zero tie, and the group is called zero whichever comes first")
  func signedZero() throws {
    for scores in [[0.0, -0.0], [-0.0, 0.0]] {
      let ranking = try RankedOutcomes(scores: scores, outcomes: [true, false])
      #expect(ranking.groups.count == 1)
      #expect(ranking.groups[0].score.sign == .plus)
    }
  }

  @Test(
    "What cannot be ranked is refused with the reason",
    arguments: [
      ([1, 2], [true], EvaluationError.lengthMismatch(rows: 2, outcomes: 1)),
      ([], [], .noRows),
      ([1, .nan], [true, false], .scoreNotFinite(row: 1)),
      ([-.infinity, 1], [true, false], .scoreNotFinite(row: 0)),
      ([1, 2], [true, true], .oneClass(rows: 2, positives: 2)),
      ([1, 2], [false, false], .oneClass(rows: 2, positives: 0)),
    ] as [([Double], [Bool], EvaluationError)])
  func refusals(scores: [Double], outcomes: [Bool], expected: EvaluationError) {
    #expect(throws: expected) { try RankedOutcomes(scores: scores, outcomes: outcomes) }
    #expect(!expected.description.contains("\n"))
  }
}
