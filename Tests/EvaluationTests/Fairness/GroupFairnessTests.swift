import Testing

@testable import Evaluation

@Suite("Fairness between groups")
struct GroupFairnessTests {
  /// So many leads of a group, of which so many are selected.
  private func leads(_ name: String?, _ count: Int, selected: Int) -> [(String?, Double)] {
    (0..<count).map { (name, $0 < selected ? 1 : 0) }
  }

  private func fairness(_ leads: [(String?, Double)]) -> GroupFairness {
    GroupFairness(groups: leads.map(\.0), selection: leads.map(\.1))
  }

  // The limits by hand: exp(log(40.5/500.5 / (60.5/400.5)) ± 1.95996 √(1/40.5 − 1/500.5 + 1/60.5
  // − 1/400.5)).
  @Test("A group that is called at half the rate of another is flagged, with Katz's interval")
  func ratio() throws {
    let found = fairness(leads("B", 500, selected: 40) + leads("A", 400, selected: 60))
    #expect(found.groups.map(\.name) == ["B", "A"])
    let (low, top) = (found.groups[0], found.groups[1])
    #expect(top.verdict == .reference && top.ratio == 1 && top.ratioInterval == nil)
    #expect(low.verdict == .below && isClose(low.ratio ?? 0, 0.08 / 0.15))
    let interval = try #require(low.ratioInterval)
    #expect(isClose(interval.lower, 0.367_938_221_395_210_04))
    #expect(isClose(interval.upper, 0.779_868_303_833_562_1))
    #expect(found.flagged == [low])
  }

  @Test(
    "The limit is four fifths, and below thirty calls at the highest rate nothing is said",
    arguments: [
      (300, 30, GroupFairness.Verdict.even), (300, 24, .even), (300, 23, .below),
      (299, 0, .notEnoughData), (1000, 0, .below),
    ])
  func floors(_ count: Int, _ selected: Int, _ verdict: GroupFairness.Verdict) throws {
    let found = fairness(leads("A", 1000, selected: 100) + leads("B", count, selected: selected))
    let group = try #require(found.groups.first { $0.name == "B" })
    #expect(group.verdict == verdict)
    #expect((group.ratio == nil) == (verdict == .notEnoughData))
  }

  @Test("A small group with a high rate is nobody's yardstick")
  func reference() {
    let found = fairness(leads("few", 20, selected: 20) + leads("many", 1000, selected: 100))
    #expect(found.groups.map(\.verdict) == [.reference, .notEnoughData])
    #expect(found.groups[0].name == "many")
  }

  @Test("Groups of fewer than five leads are not told, leads without a group are one")
  func small() {
    let found = fairness(
      leads("A", 400, selected: 40) + leads("B", 4, selected: 4) + leads("C", 1, selected: 0)
        + leads(nil, 5, selected: 0))
    #expect(found.groups.map(\.name) == ["A", nil])
    #expect(found.smallGroups == 2)
    #expect(fairness([]).groups.isEmpty)
  }

  @Test("Where outcomes are known, each group has its conversions, its ratio and its ranking")
  func outcomes() throws {
    let names = (0..<40).map { $0 % 2 == 0 ? "even" : "odd" }
    let outcomes = (0..<40).map { $0 % 4 == 0 || $0 % 8 == 1 }
    // Within the even group the model is right, within the odd one it cannot tell.
    let probabilities = (0..<40).map { $0 % 2 == 1 ? 0.25 : $0 % 4 == 0 ? 0.9 : 0.1 }
    let found = GroupFairness(
      groups: names, selection: [Double](repeating: 0, count: 40), probabilities: probabilities,
      outcomes: outcomes)
    let even = try #require(found.groups[0].outcomes)
    let odd = try #require(found.groups[1].outcomes)
    #expect(even.conversions == 10 && isClose(even.expected, 10) && even.auc?.value == 1)
    #expect(odd.conversions == 5 && isClose(odd.expected, 5) && odd.auc?.value == 0.5)
    #expect(isClose(odd.observedToExpected?.value ?? 0, 1))
  }

  @Test("Leads are ranked within their periods only")
  func periods() throws {
    // Each period is ranked rightly; together the order is wrong.
    let found = GroupFairness(
      groups: [String?](repeating: "A", count: 8),
      selection: [Double](repeating: 0, count: 8),
      probabilities: [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1],
      outcomes: [true, true, false, false, true, true, false, false],
      periods: [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(found.groups[0].outcomes?.auc?.value == 1)
  }
}

@Suite("The share that is selected")
struct SelectedShareTests {
  private static let cases: [(scores: [Double], share: Double, weights: [Double])] = [
    ([3, 1, 2, 0], 0.5, [1, 0, 1, 0]), ([1, 1, 1, 1], 0.25, [0.25, 0.25, 0.25, 0.25]),
    ([2, 1, 1, 0], 0.5, [1, 0.5, 0.5, 0]), ([1, 2], 0, [0, 0]), ([1, 2], 1, [1, 1]),
    ([5, 4, 3], 0.5, [1, 0.5, 0]), ([], 0.1, []),
  ]

  @Test("Leads on the limit share the places that are left", arguments: cases)
  func weights(_ scores: [Double], _ share: Double, _ expected: [Double]) {
    let weights = SelectedShare.weights(scores, share: share)
    #expect(weights == expected)
  }

  @Test("The weights add up to the share, whatever ties there are", arguments: 1...20)
  func sum(_ number: Int) {
    let seed = UInt64(number)
    var random = SplitMix64(seed: seed)
    let count = Int(random.next() % 200) + 1
    let scores = (0..<count).map { _ in Double(random.next() % 7) }
    let share = Double(random.next() % 101) / 100
    let weights = SelectedShare.weights(scores, share: share)
    #expect(isClose(weights.reduce(0, +), share * Double(count)))
    #expect(weights.allSatisfy { -1e-12...1 ~= $0 })
  }
}

@Suite("Small cells")
struct SmallCellsTests {
  @Test(arguments: [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1234, "1234")])
  func text(_ count: Int, _ text: String) {
    #expect(SmallCells.text(count) == text)
  }

  @Test("Groups of fewer than five leads go by one name")
  func folded() {
    let names = ["a", "b", "b", "a", "a", "c", "a", "a"]
    let expected = ["a", "rest", "rest", "a", "a", "rest", "a", "a"]
    #expect(SmallCells.folded(names, into: "rest") == expected)
  }
}
