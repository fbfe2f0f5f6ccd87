import FeatureExtraction
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

@Suite("older leads to learn from and newer ones to judge by")
struct SidesInTimeTests {
  private static func leads(
    _ won: [Bool], groups: [UInt64]?, identities: [UInt64]? = nil
  ) -> LabelledLeads {
    let table = Table(source: "leads.csv", columns: [], rowCount: won.count)
    return LabelledLeads(
      subject: ModelSubject(target: "won", positive: nil, identifier: nil), table: table,
      declarations: [], dropped: [], outcomes: won, keys: LeadsMaker.keys(won.count),
      groups: groups, identities: identities)
  }

  @Test("without groups both stay as they are")
  func noGroups() {
    let leads = Self.leads([true, false, true, false], groups: nil)
    let sides = leads.separated(older: [0, 1], newer: [2, 3], judging: .all)
    #expect(sides.older == [0, 1] && sides.newer == [2, 3])
  }

  @Test("older leads of the groups that are judged are not learned from, all newer ones stay")
  func olderLeave() {
    let leads = Self.leads(
      [true, false, true, false, true, false, true, false], groups: [1, 1, 2, 2, 3, 3, 1, 4])
    let sides = leads.separated(older: Array(0..<6), newer: [6, 7], judging: .all)
    #expect(sides.older == [2, 3, 4, 5] && sides.newer == [6, 7])
  }

  @Test(
    "no group is on both sides, whatever the groups; with few that all go on some are judged",
    arguments: [2, 5, 20, 300] as [UInt64], [1, 2, 3] as [UInt64])
  func apart(groupCount: UInt64, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let groups = (0..<600).map { _ in random.next() % groupCount + 1 }
    let leads = Self.leads((0..<600).map { _ in random.happens(0.4) }, groups: groups)
    for judged in [SidesInTime.Judged.all, .half] {
      let sides = leads.separated(
        older: Array(0..<480), newer: Array(480..<600), judging: judged)
      let learned = Set(sides.older.map { groups[$0] })
      #expect(learned.isDisjoint(with: sides.newer.map { groups[$0] }))
      #expect(!sides.newer.isEmpty)
      guard groupCount >= 20 else { continue }
      #expect(sides.older.count > 200, "half of the older leads, or nearly")
    }
  }

  @Test("half of the groups, drawn by their keys, keep the older leads' rate")
  func half() {
    var random = SeededGenerator(seed: 5)
    let groups = (0..<4000).map { UInt64($0 % 1500) + 1 }
    let leads = Self.leads((0..<4000).map { _ in random.happens(0.3) }, groups: groups)
    let sides = leads.separated(older: Array(0..<3200), newer: Array(3200..<4000), judging: .half)
    #expect((300...500).contains(sides.newer.count))
    let rate = Double(sides.older.count { leads.outcomes[$0] }) / Double(sides.older.count)
    #expect(abs(rate - 0.3) < 0.03)
  }

  @Test("of a lead that is a row at several moments the newer rows leave, not the older")
  func moments() {
    let won = [false, true, false, true, false, true]
    let leads = Self.leads(won, groups: nil, identities: [1, 2, 3, 1, 4, 5])
    let sides = leads.separated(older: [0, 1, 2], newer: [3, 4, 5], judging: .all)
    #expect(sides.older == [0, 1, 2] && sides.newer == [4, 5])
    let all = leads.separated(older: [0, 1, 2], newer: [3], judging: .all)
    #expect(all.older == [1, 2] && all.newer == [3], "nothing newer is left to judge by")
  }
}
