import Evaluation
import Foundation
import Testing

struct RankingEvaluationTests {
  @Test("The report gathers the metrics and survives JSON")
  func report() throws {
    let ranking = try RankedOutcomes(
      scores: AneurysmReference.wfns, outcomes: AneurysmReference.outcomes)
    let evaluation = try RankingEvaluation(ranking, shares: [0.25, 1])
    #expect(evaluation.rowCount == 113)
    #expect(evaluation.conversionCount == 41)
    #expect(evaluation.auc == AUC(ranking))
    #expect(evaluation.predictivePower == .shown)
    #expect(evaluation.gains == [try ranking.gains(atShare: 0.25), try ranking.gains(atShare: 1)])
    let data = try JSONEncoder().encode(evaluation)
    #expect(try JSONDecoder().decode(RankingEvaluation.self, from: data) == evaluation)
  }

  @Test("Row order changes no number", arguments: 0..<10 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 300, levels: 40)
    let shuffled = rows.shuffled(seed: seed)
    #expect(
      try RankingEvaluation(RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes))
        == RankingEvaluation(
          RankedOutcomes(scores: shuffled.challenger, outcomes: shuffled.outcomes)))
  }

  @Test(
    "A rising transform of the scores changes nothing but thresholds",
    arguments: 0..<10 as Range<UInt64>)
  func risingTransform(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 300, levels: 40)
    let scores = rows.challenger.map { $0 * $0 * $0 - 5 }
    let plain = try RankingEvaluation(
      RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes))
    let transformed = try RankingEvaluation(
      RankedOutcomes(scores: scores, outcomes: rows.outcomes))
    #expect(plain.auc == transformed.auc)
    #expect(plain.averagePrecision == transformed.averagePrecision)
    #expect(plain.kolmogorovSmirnov == transformed.kolmogorovSmirnov)
    #expect(plain.gainsCurve == transformed.gainsCurve)
    #expect(plain.rocCurve.map(\.truePositiveRate) == transformed.rocCurve.map(\.truePositiveRate))
    #expect(plain.rocCurve.map(\.threshold) != transformed.rocCurve.map(\.threshold))
  }
}
