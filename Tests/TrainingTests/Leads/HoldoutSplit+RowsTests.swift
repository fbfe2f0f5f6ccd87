import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

@Suite("A split of leads")
struct HoldoutSplitRowsTests {
  private func leads(
    _ count: Int, seed: UInt64 = 1, rate: Double = 0.3, groupSize: Int? = nil,
    order: ((Int) -> Int64)? = nil
  ) -> LabelledLeads {
    var random = SeededGenerator(seed: seed)
    let won = (0..<count).map { _ in random.happens(rate) }
    return LeadsMaker.leads(
      [], won: won, groups: groupSize.map { size in (0..<count).map { UInt64($0 / size) } },
      order: order.map { (0..<count).map($0) })
  }

  private func keys(_ leads: LabelledLeads, _ rows: [Int]) -> [UInt64] {
    rows.map { leads.keys[$0] }
  }

  @Test("holds nothing out when none is wished")
  func none() {
    let leads = leads(50)
    let split = HoldoutSplit(kind: .none, share: 0, seed: 1).rows(of: leads)
    #expect(split.held.isEmpty)
    #expect(split.fit.sorted() == Array(0..<50))
  }

  @Test(
    "holds out the share of conversions and of other leads alike",
    arguments: [0, 0.1, 0.2, 0.5, 0.9], [1, 2, 3] as [UInt64])
  func stratified(_ share: Double, seed: UInt64) {
    let leads = leads(997, seed: seed)
    let split = HoldoutSplit(kind: .random, share: share, seed: seed).rows(of: leads)
    #expect((split.fit + split.held).sorted() == Array(0..<997))
    let positives = split.held.count { leads.outcomes[$0] }
    #expect(positives == Int((share * Double(leads.positiveCount)).rounded()))
    #expect(
      split.held.count - positives
        == Int((share * Double(997 - leads.positiveCount)).rounded()))
  }

  @Test("draws other leads by another seed")
  func seeds() {
    let leads = leads(500)
    let held = [1, 2].map {
      Set(HoldoutSplit(kind: .random, share: 0.2, seed: $0).rows(of: leads).held)
    }
    #expect((5...40).contains(held[0].intersection(held[1]).count))
  }

  @Test(
    "does not depend on the order of the rows, nor the order of what it gives",
    arguments: HoldoutSplit.Kind.allCases, [nil, 7])
  func shuffling(_ kind: HoldoutSplit.Kind, groupSize: Int?) {
    let leads = leads(300, groupSize: groupSize) { Int64($0 / 50) }
    let split = HoldoutSplit(kind: kind, share: 0.25, seed: 9)
    let expected = split.rows(of: leads)
    for seed in 1...3 as ClosedRange<UInt64> {
      let shuffled = LeadsMaker.shuffled(leads, seed: seed)
      let rows = split.rows(of: shuffled)
      #expect(keys(shuffled, rows.fit) == keys(leads, expected.fit))
      #expect(keys(shuffled, rows.held) == keys(leads, expected.held))
      #expect(
        split.folds(shuffled, rows: rows.fit, count: 5)
          == split.folds(leads, rows: expected.fit, count: 5))
    }
  }

  @Test(
    "keeps a group on one side",
    arguments: [HoldoutSplit.Kind.random, .newest], [2, 10, 60])
  func groups(_ kind: HoldoutSplit.Kind, size: Int) {
    let leads = leads(600, groupSize: size) { Int64(($0 * 7919) % 600) }
    let split = HoldoutSplit(kind: kind, share: 0.2, seed: 3).rows(of: leads)
    let groups = leads.groups ?? []
    let (fit, held) = (Set(split.fit.map { groups[$0] }), Set(split.held.map { groups[$0] }))
    #expect(fit.isDisjoint(with: held))
    if kind == .random {
      #expect(split.held.count >= 120)
      #expect(split.held.count < 120 + size)
      #expect(split.fit.count + split.held.count == 600)
    }
  }

  @Test("holds out the newest leads, not more than the share")
  func newest() {
    let leads = leads(200) { Int64(($0 * 37) % 200) }
    let split = HoldoutSplit(kind: .newest, share: 0.2, seed: 1).rows(of: leads)
    let order = leads.order ?? []
    #expect(split.held.count == 40)
    #expect(split.fit.count == 160)
    #expect(split.held.map { order[$0] }.min() == 160)
    #expect(split.fit.map { order[$0] }.max() == 159)
  }

  @Test("divides leads of one moment the same way for any order of the rows")
  func timeTies() {
    let leads = leads(100) { $0 < 30 ? 0 : 1 }
    let split = HoldoutSplit(kind: .newest, share: 0.4, seed: 1)
    let held = Set(keys(leads, split.rows(of: leads).held))
    #expect(held.count == 40)
    #expect(held.isDisjoint(with: (0..<30).map { leads.keys[$0] }))
    for seed in 1...5 as ClosedRange<UInt64> {
      let shuffled = LeadsMaker.shuffled(leads, seed: seed)
      #expect(Set(keys(shuffled, split.rows(of: shuffled).held)) == held)
    }
  }

  @Test("deals leads into folds of about equal size that keys alone decide")
  func folds() {
    let leads = leads(2000)
    let split = HoldoutSplit(kind: .random, share: 0.2, seed: 4)
    let folds = split.folds(leads, rows: Array(0..<2000), count: 5)
    for fold in 0..<5 as Range<UInt8> { #expect((330...470).contains(folds.count { $0 == fold })) }
    let some = split.folds(leads, rows: [1999, 0, 7], count: 5)
    #expect(Set(some).count >= 2, "few leads are dealt out")
    let half = split.folds(leads, rows: Array(1000..<2000), count: 5)
    #expect(half == Array(folds[1000...]))
    let other = HoldoutSplit(kind: .random, share: 0.2, seed: 5)
    #expect(other.folds(leads, rows: Array(0..<2000), count: 5) != folds)
  }

  @Test(
    "keeps a group in one fold and leaves no fold empty",
    arguments: [300, 60, 12, 6, 5, 3, 2])
  func groupFolds(_ groupCount: Int) {
    let leads = leads(600, groupSize: 600 / groupCount)
    let split = HoldoutSplit(kind: .none, share: 0, seed: 8)
    let folds = split.folds(leads, rows: Array(0..<600), count: 5)
    #expect(Set(folds) == Set(0..<UInt8(min(5, groupCount))))
    let pairs = Set(zip(leads.groups ?? [], folds).map { "\($0) \($1)" })
    #expect(pairs.count == groupCount)
  }

  @Test("cuts leads into equal parts that follow one another in time")
  func forwardFolds() throws {
    let leads = leads(1000, order: { Int64(999 - $0) })
    let split = HoldoutSplit(kind: .newest, share: 0.2, seed: 1)
    let folds = try #require(split.forwardFolds(leads, rows: Array(0..<1000), count: 5))
    let expected = (0..<1000).map { (row: Int) in UInt8((999 - row) / 200) }
    #expect(folds == expected)
    #expect(split.forwardFolds(self.leads(1000), rows: Array(0..<1000), count: 5) == nil)
  }

  @Test("puts a group whole into the part of its newest lead")
  func forwardGroups() throws {
    // Groups of four: lead 4g + k comes at time g + 250k.
    let leads = leads(1000, groupSize: 4) { row in Int64(row / 4 + 250 * (row % 4)) }
    let split = HoldoutSplit(kind: .newest, share: 0.2, seed: 1)
    #expect(split.forwardFolds(leads, rows: Array(0..<1000), count: 5) == nil)
    let two = self.leads(1000, groupSize: 2) { row in Int64(row / 2 * (row % 2 + 1)) }
    let folds = try #require(split.forwardFolds(two, rows: Array(0..<1000), count: 5))
    #expect(stride(from: 0, to: 1000, by: 2).allSatisfy { folds[$0] == folds[$0 + 1] })
    #expect(Set(folds) == [0, 1, 2, 3, 4])
    #expect(folds[999] == 4)
  }

  @Test("deals single leads into folds when all are of one group")
  func oneGroup() {
    let leads = leads(20, groupSize: 20)
    let split = HoldoutSplit(kind: .none, share: 0, seed: 8)
    #expect(Set(split.folds(leads, rows: Array(0..<20), count: 5)) == [0, 1, 2, 3, 4])
  }
}
