import Testing

@testable import Nightly

@Suite("The gate before writing")
struct ScoreGateTests {
  private static func facts(
    deciles: [Int] = [Int](repeating: 100, count: 10), nonFinite: Int = 0, distinct: Int = 2,
    filled: [String: Double] = ["industry": 0.8, "fax": 0.05]
  ) -> NightFacts {
    NightFacts(
      leads: deciles.reduce(0, +) + nonFinite, nonFinite: nonFinite, distinct: distinct,
      deciles: deciles, tiers: [:], filled: filled)
  }

  private func codes(
    _ now: NightFacts, after earlier: NightFacts? = ScoreGateTests.facts(),
    sameModel: Bool = true, moved: Int = 0
  ) -> [String] {
    let night = earlier.map {
      ScoreGate.Earlier(
        facts: $0, hasSameModel: sameModel, commonLeads: $0.leads, movedLeads: moved)
    }
    return ScoreGate().findings(now, earlier: night).map(\.code)
  }

  @Test("A night like the last one passes, and so does the first of all")
  func quiet() {
    #expect(codes(Self.facts()).isEmpty)
    #expect(codes(Self.facts(), after: nil).isEmpty)
    #expect(
      codes(Self.facts(deciles: [90, 110, 95, 105, 100, 100, 120, 80, 100, 100]), moved: 300)
        .isEmpty)
  }

  @Test("Scores that are no numbers, or all the same, are held back even on the first night")
  func broken() {
    #expect(codes(Self.facts(nonFinite: 1), after: nil) == ["non_finite"])
    let one = [1000] + [Int](repeating: 0, count: 9)
    #expect(codes(Self.facts(deciles: one, distinct: 1), after: nil) == ["all_equal"])
    #expect(codes(Self.facts(deciles: [Int](repeating: 0, count: 10)), after: nil) == ["no_leads"])
  }

  @Test("Few leads may well have one score")
  func fewEqual() {
    let few = [29] + [Int](repeating: 0, count: 9)
    #expect(codes(Self.facts(deciles: few, distinct: 1), after: nil).isEmpty)
  }

  @Test(
    "Less than half of the last night's leads are too few",
    arguments: [(50, []), (49, ["too_few"])])
  func volume(perDecile: Int, expected: [String]) {
    #expect(codes(Self.facts(deciles: [Int](repeating: perDecile, count: 10))) == expected)
  }

  @Test("A distribution that moved is broken under the same model only")
  func distribution() {
    let moved = Self.facts(deciles: [400, 300, 200, 50, 50, 0, 0, 0, 0, 0])
    #expect(codes(moved) == ["distribution"])
    #expect(codes(moved, sameModel: false).isEmpty)
  }

  @Test("More than three leads in ten in another tier are too many under the same model")
  func churn() {
    #expect(codes(Self.facts(), moved: 301) == ["tier_churn"])
    #expect(codes(Self.facts(), sameModel: false, moved: 1000).isEmpty)
  }

  @Test("A feature that stopped being filled is named; one that hardly ever was is not judged")
  func feed() {
    let dead = Self.facts(filled: ["industry": 0, "fax": 0])
    #expect(codes(dead) == ["feed_dead"])
    #expect(codes(Self.facts(filled: ["industry": 0.2, "fax": 0.05])).isEmpty)
    let text = ScoreGate().findings(
      dead,
      earlier: ScoreGate.Earlier(
        facts: Self.facts(), hasSameModel: true, commonLeads: 0, movedLeads: 0))
    #expect(
      text.first?.description.hasPrefix("\"industry\" is filled for 0.0 % of leads, before 80.0 %")
        == true)
  }
}
