import Evaluation
import Testing

struct AUCLogitIntervalTests {
  // SciPy 1.17 from pROC 1.18.0's AUC and variance.
  @Test("The interval on the logit scale agrees with SciPy on the Pima test set")
  func reference() throws {
    let auc = AUC(
      try RankedOutcomes(scores: PimaReference.allVariables, outcomes: PimaReference.outcomes))
    #expect(isClose(auc.logitInterval.lower, 0.821_224_284_129_997_2))
    #expect(isClose(auc.logitInterval.upper, 0.900_733_157_975_891_5))
  }

  @Test("It stays inside (0, 1) where the plain interval is clipped, and yields where it must")
  func ends() throws {
    let near = AUC(
      try RankedOutcomes(scores: [5, 4, 3, 2, 1], outcomes: [true, true, false, true, false]))
    #expect(near.interval.upper == 1)
    #expect(near.logitInterval.upper < 1)
    #expect(near.logitInterval.contains(near.value))
    let perfect = AUC(try RankedOutcomes(scores: [2, 1], outcomes: [true, false]))
    #expect(perfect.logitInterval == perfect.interval)
  }

  @Test("is reported where six standard errors do not fit between the AUC and 1, and only there")
  func scale() throws {
    // Ten conversions on top of 190 other leads, an eleventh in their midst.
    let ranks: [Double] = (0..<201).map { Double($0) }
    let nearlyAll: [Bool] = ranks.map { $0 > 190 || $0 == 95 }
    let near = AUC(try RankedOutcomes(scores: ranks, outcomes: nearlyAll))
    #expect(near.intervalScale == AUC.IntervalScale.logit)
    #expect(near.reportedInterval == near.logitInterval)
    #expect(near.reportedInterval.upper < 1)
    // Every fourth lead converts, and stands in the upper half a little more often.
    let mixed: [Bool] = (0..<201).map { (row: Int) -> Bool in row % 4 == 0 }
    let scores: [Double] = (0..<201).map { (row: Int) -> Double in
      let spread: Int = (row * 61) % 201
      return mixed[row] ? Double(spread) + 40 : Double(spread)
    }
    let middling = AUC(try RankedOutcomes(scores: scores, outcomes: mixed))
    #expect(middling.intervalScale == AUC.IntervalScale.delong)
    #expect(middling.reportedInterval == middling.interval)
    let perfect = AUC(try RankedOutcomes(scores: [2, 1], outcomes: [true, false]))
    #expect(perfect.intervalScale == AUC.IntervalScale.delong)
  }
}
