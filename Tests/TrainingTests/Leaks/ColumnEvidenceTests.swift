import Evaluation
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("What one column says about the outcome")
struct ColumnEvidenceTests {
  @Test("rates a level by the other half of the leads, shrunk by ten leads")
  func crossFitted() {
    let evidence = ColumnEvidence(
      column: .categories("c", ["a", "a", "a", "b", nil]),
      outcomes: [true, false, true, false, true])
    let rates = evidence.crossFittedRates([false, true, true, false, true])
    // Half 0: one of two converts; half 1: two of three.
    let expected: [Double] = [23 / 36, 6 / 11, 6 / 11, 2 / 3, 1 / 2]
    for (rate, expected) in zip(rates, expected) { #expect(abs(rate - expected) < 1e-15) }
  }

  @Test("ranks numbers in the better direction, missing ones in the middle")
  func numbers() {
    let halves = [Bool](repeating: false, count: 5)
    let outcomes = [true, true, false, false, false]
    func auc(_ numbers: [Double]) -> Double? {
      ColumnEvidence(column: .numbers("n", numbers), outcomes: outcomes).auc(halves: halves)
    }
    #expect(auc([5, 4, 3, 2, 1]) == 1)
    #expect(auc([1, 2, 3, 4, 5]) == 1)
    #expect(abs((auc([5, .nan, 3, 2, 1]) ?? 0) - 11 / 12.0) < 1e-15)
    #expect(auc([2, 2, 2, 2, 2]) == 0.5)
    #expect(auc([.nan, .nan, .nan, .nan, .nan]) == nil)
  }

  @Test("does not let many small levels look good by chance")
  func smallLevels() {
    var random = SeededGenerator(seed: 3)
    let outcomes = (0..<2000).map { _ in random.happens(0.3) }
    let texts = outcomes.map { _ in "level \(Int(700 * random.uniform()))" }
    let halves = outcomes.map { _ in random.happens(0.5) }
    let auc = ColumnEvidence(column: .categories("c", texts), outcomes: outcomes).auc(
      halves: halves)
    #expect((auc ?? 1) < 0.55)
  }

  @Test("counts values by outcome and outcomes by level")
  func counts() {
    let evidence = ColumnEvidence(
      column: .categories("c", ["a", nil, "b", "a"]), outcomes: [true, true, false, false])
    #expect(evidence.fill.converted.successes == 1)
    #expect(evidence.fill.converted.trials == 2)
    #expect(evidence.fill.other.successes == 2)
    #expect(evidence.levels.map(\.level) == ["a", "b"])
    #expect(evidence.levels.map(\.converted.successes) == [1, 0])
    #expect(evidence.levels.map(\.converted.trials) == [2, 1])
  }
}
