import Evaluation
import Testing

struct CallListsTests {
  @Test(
    "Both lists have the length of the capacity, and counts reconcile with them",
    arguments: 0..<10 as Range<UInt64>, [1, 10, 37, 80])
  func reconciliation(seed: UInt64, capacity: Int) throws {
    let rows = RandomRows(seed: seed, rows: 80, levels: 6)
    let reference = try RankedOutcomes(scores: rows.reference, outcomes: rows.outcomes)
    let challenger = try RankedOutcomes(scores: rows.challenger, outcomes: rows.outcomes)
    let lists = try CallLists(
      reference: reference, challenger: challenger, keys: rows.keys, capacity: capacity)
    for (only, scores) in [
      (lists.referenceOnly, rows.reference), (lists.challengerOnly, rows.challenger),
    ] {
      let list = Set(lists.both + only)
      #expect(list.count == capacity)
      let worstCalled = try #require(list.map { scores[$0] }.min())
      let bestLeft = scores.indices.filter { !list.contains($0) }.map { scores[$0] }.max()
      #expect(worstCalled >= bestLeft ?? -.infinity)
    }
    #expect(Set(lists.referenceOnly).isDisjoint(with: lists.challengerOnly))

    let swapSet = SwapSet(lists, outcomes: rows.outcomes)
    #expect(swapSet.capacity == capacity)
    #expect(swapSet.both.trials + swapSet.referenceOnly.trials == capacity)
    #expect(swapSet.both.trials + swapSet.challengerOnly.trials == capacity)
    let calledByReference = (lists.both + lists.referenceOnly).count { rows.outcomes[$0] }
    #expect(swapSet.both.successes + swapSet.referenceOnly.successes == calledByReference)
    let calledByChallenger = (lists.both + lists.challengerOnly).count { rows.outcomes[$0] }
    #expect(swapSet.both.successes + swapSet.challengerOnly.successes == calledByChallenger)
  }

  @Test("Rankings that agree have equal lists, even where all rows tie")
  func agreement() throws {
    let ranking = try RankedOutcomes(
      scores: [1, 1, 1, 1, 1], outcomes: [true, false, true, false, false])
    let lists = try CallLists(
      reference: ranking, challenger: ranking, keys: [4, 8, 15, 16, 23], capacity: 2)
    #expect(lists.both.count == 2)
    #expect(lists.referenceOnly.isEmpty)
    #expect(lists.challengerOnly.isEmpty)
  }

  @Test("A tie at the end of the list is drawn evenly and not in the order of the keys")
  func lottery() throws {
    let ranking = try RankedOutcomes(
      scores: [Double](repeating: 1, count: 100), outcomes: (0..<100).map { $0 < 50 })
    var called = [Int](repeating: 0, count: 100)
    for seed in 0..<400 as Range<UInt64> {
      let lists = try CallLists(
        reference: ranking, challenger: ranking, keys: (0..<100).map { $0 }, capacity: 25,
        seed: seed)
      for row in lists.both { called[row] += 1 }
    }
    // Each row is called 100 times in expectation, with a standard deviation of 8.7.
    #expect(called.allSatisfy { (60...140).contains($0) })
  }

  @Test("Keys that repeat, lists too long and rows that do not match are refused")
  func refusals() throws {
    let two = try RankedOutcomes(scores: [2, 1], outcomes: [true, false])
    let three = try RankedOutcomes(scores: [3, 2, 1], outcomes: [true, false, false])
    #expect(throws: EvaluationError.repeatedKey(9)) {
      try CallLists(reference: two, challenger: two, keys: [9, 9], capacity: 1)
    }
    #expect(throws: EvaluationError.capacityOutOfRange(capacity: 3, rows: 2)) {
      try CallLists(reference: two, challenger: two, keys: [1, 2], capacity: 3)
    }
    #expect(throws: EvaluationError.lengthMismatch(rows: 3, outcomes: 2)) {
      try CallLists(reference: two, challenger: three, keys: [1, 2], capacity: 1)
    }
    #expect(throws: EvaluationError.lengthMismatch(rows: 1, outcomes: 2)) {
      try CallLists(reference: two, challenger: two, keys: [1], capacity: 1)
    }
  }
}
