import Evaluation
import Testing

struct PredictivePowerTests {
  @Test("A marker that ranks has power, and turned round it is reversed")
  func shown() throws {
    let scores = AneurysmReference.wfns
    let outcomes = AneurysmReference.outcomes
    let forwards = AUC(try RankedOutcomes(scores: scores, outcomes: outcomes))
    let backwards = AUC(try RankedOutcomes(scores: scores.map { -$0 }, outcomes: outcomes))
    #expect(PredictivePower(forwards) == .shown)
    #expect(PredictivePower(backwards) == .reversed)
  }

  @Test("Constant scores and two rows have none")
  func notShown() throws {
    let constant = AUC(
      try RankedOutcomes(scores: [1, 1, 1, 1], outcomes: [true, false, true, false]))
    let two = AUC(try RankedOutcomes(scores: [2, 1], outcomes: [true, false]))
    let four = AUC(try RankedOutcomes(scores: [4, 3, 2, 1], outcomes: [true, true, false, false]))
    #expect([constant, two, four].map(PredictivePower.init) == [.notShown, .notShown, .notShown])
  }

  @Test("What is said agrees with the interval beside it, at every AUC of a few leads")
  func agrees() throws {
    var disagreements = 0
    for seed in 0..<200 as Range<UInt64> {
      let rows = RandomRows(seed: seed, rows: 24, levels: 12)
      let outcomes = rows.outcomes.indices.map { $0 % 4 == 0 }
      let scores = rows.reference.indices.map { rows.reference[$0] + (outcomes[$0] ? 4 : 0) }
      let auc = AUC(try RankedOutcomes(scores: scores, outcomes: outcomes))
      let reported = auc.reportedInterval
      #expect((PredictivePower(auc) == .shown) == (reported.lower > 0.5))
      #expect((PredictivePower(auc) == .reversed) == (reported.upper < 0.5))
      disagreements += (auc.interval.lower > 0.5) != (reported.lower > 0.5) ? 1 : 0
    }
    // On its own scale the interval of some of them stays above 0.5 although the reported one does not.
    #expect(disagreements > 0)
  }

  @Test("Noise is called powerful in few of many samples")
  func noise() throws {
    var shown = 0
    for seed in 0..<300 as Range<UInt64> {
      let rows = RandomRows(seed: seed, rows: 120, levels: 50)
      let auc = AUC(try RankedOutcomes(scores: rows.reference, outcomes: rows.outcomes))
      shown += PredictivePower(auc) == .shown ? 1 : 0
    }
    // 2.5 % of 300 are 7.5, with a standard deviation of 2.7.
    #expect(shown <= 16)
  }
}
