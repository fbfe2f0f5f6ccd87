@testable import Evaluation
import Testing

struct WeightedAUCTests {
  // scikit-learn 1.9.1: roc_auc_score(y, p, sample_weight=1 + i % 3).
  @Test("The value agrees with scikit-learn on the Pima test set")
  func reference() throws {
    let auc = try WeightedAUC(
      scores: PimaReference.allVariables, outcomes: PimaReference.outcomes,
      weights: (0..<332).map { Double(1 + $0 % 3) })
    #expect(isClose(auc.value, 0.865_389_361_964_704_4, within: 1e-13))
    #expect(auc.interval.contains(auc.value))
  }

  @Test("Equal weights of any size are no weights", arguments: [0.25, 1, 3])
  func equalWeights(weight: Double) throws {
    let plain = AUC(
      try RankedOutcomes(scores: PimaReference.glucoseOnly, outcomes: PimaReference.outcomes))
    let weighted = try WeightedAUC(
      scores: PimaReference.glucoseOnly, outcomes: PimaReference.outcomes,
      weights: [Double](repeating: weight, count: 332))
    #expect(isClose(weighted.value, plain.value, within: 1e-14))
    #expect(
      isClose(
        try #require(weighted.standardError), try #require(plain.standardError), within: 1e-14))
  }

  @Test("Row order changes no bit, and weight zero is no row", arguments: 0..<5 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 90, levels: 9)
    let shuffled = rows.shuffled(seed: seed)
    func auc(_ rows: RandomRows) throws -> WeightedAUC {
      try WeightedAUC(
        scores: rows.challenger, outcomes: rows.outcomes,
        weights: rows.keys.map { Double($0 % 5) / 3 })
    }
    #expect(try auc(rows) == auc(shuffled))
    let kept = rows.keys.indices.filter { rows.keys[$0] % 5 > 0 }
    let without = try WeightedAUC(
      scores: kept.map { rows.challenger[$0] }, outcomes: kept.map { rows.outcomes[$0] },
      weights: kept.map { Double(rows.keys[$0] % 5) / 3 })
    #expect(try auc(rows) == without)
  }

  @Test("One row of a kind has no standard error")
  func singleRow() throws {
    let auc = try WeightedAUC(
      scores: [3, 2, 1], outcomes: [true, false, false], weights: [1, 1, 1])
    #expect(auc.value == 1)
    #expect(auc.standardError == nil)
    #expect(auc.interval == ConfidenceInterval(lower: 0, upper: 1))
  }

  @Test("Weights that are none are refused")
  func refusals() {
    #expect(throws: EvaluationError.weightNotValid(row: 1)) {
      try WeightedAUC(scores: [1, 2], outcomes: [true, false], weights: [1, -1])
    }
    #expect(throws: EvaluationError.lengthMismatch(rows: 1, outcomes: 2)) {
      try WeightedAUC(scores: [1, 2], outcomes: [true, false], weights: [1])
    }
  }
}
