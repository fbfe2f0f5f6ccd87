import Evaluation
import Testing

@Suite("Effectiveness of stored scores")
struct EffectivenessTests {
  private static func lead(
    _ month: String, _ tier: String?, _ score: Double?, _ probability: Double?,
    _ end: ScoredOutcome.End
  ) -> ScoredOutcome {
    ScoredOutcome(month: month, tier: tier, score: score, probability: probability, end: end)
  }

  private let leads = [
    lead("2026-01", "hot", 95, 0.5, .won(revenue: 100)), lead("2026-01", "hot", 80, 0.3, .lost),
    lead("2026-01", "cold", 10, 0.1, .lost), lead("2026-02", "cold", 20, 0.1, .won(revenue: nil)),
    lead("2026-02", "hot", 100, 0.6, .open), lead("2026-02", nil, nil, nil, .lost),
  ]

  @Test("Rates are of leads that ended, money of those that won, and each lead counts once")
  func groups() throws {
    let effectiveness = Effectiveness(of: leads, tiers: ["hot", "warm", "cold"])
    #expect(effectiveness.tiers.map(\.name) == ["hot", "cold"])
    let hot = effectiveness.tiers[0]
    #expect(hot.leads == 3 && hot.winRate.trials == 2 && hot.winRate.successes == 1)
    #expect(hot.conversionRate.trials == 3 && hot.revenue == 100 && hot.revenuePerLead == 50)
    #expect(abs((hot.expected ?? 0) - 0.8) < 1e-12)
    #expect(effectiveness.tiers[1].revenue == nil)
    #expect(effectiveness.bands.map(\.leads) == [3, 0, 0, 1, 1])
    #expect(effectiveness.scored.leads == 5 && effectiveness.unscored.leads == 1)
    #expect(effectiveness.months.map(\.name) == ["2026-01", "2026-02"])
    let all = effectiveness.months.flatMap(\.groups).reduce(0) { $0 + $1.leads }
    #expect(all == leads.count)
    #expect(effectiveness.disorder.count == 1)
  }

  @Test("No leads make no groups and no rates")
  func empty() {
    let effectiveness = Effectiveness(of: [])
    #expect(effectiveness.tiers.isEmpty && effectiveness.months.isEmpty)
    #expect(effectiveness.scored.winRate.rate == nil && effectiveness.scored.expected == nil)
  }
}
