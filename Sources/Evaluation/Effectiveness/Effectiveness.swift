/// How stored scores have done in use, month by month; nothing is scored again.
///
/// Every lead counts once: scored leads by their first stored score, in its month, the others in the
/// month in which they could first have been scored. A lead whose time is not over is in no win rate.
public struct Effectiveness: Sendable, Equatable {
  /// One month of all groups.
  public struct Month: Sendable, Equatable {
    /// The month: `2026-03`.
    public let name: String
    /// The groups of the month: the tiers in their order, then leads without a score.
    public let groups: [EffectivenessGroup]
    /// All scored leads of the month.
    public let scored: EffectivenessGroup
  }

  /// The leads of each tier, in the order of the tiers.
  public let tiers: [EffectivenessGroup]
  /// The leads of each band of twenty scores, from the best.
  public let bands: [EffectivenessGroup]
  /// All leads with a score, and all without one.
  public let scored, unscored: EffectivenessGroup
  /// The months in order.
  public let months: [Month]

  /// The effectiveness of scores.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - wanted: The names of the tiers from the best; others follow in the order of their names.
  public init(of leads: [ScoredOutcome], tiers wanted: [String] = []) {
    let found = Set(leads.compactMap(\.tier))
    let names = wanted.filter(found.contains) + found.subtracting(wanted).sorted()
    let without = "without a score"
    func groups(_ leads: [ScoredOutcome]) -> [EffectivenessGroup] {
      names.map { name in EffectivenessGroup(name: name, of: leads.filter { $0.tier == name }) }
    }
    let (scoredLeads, others) = (leads.filter { $0.score != nil }, leads.filter { $0.score == nil })
    tiers = groups(scoredLeads)
    bands = stride(from: 80, through: 0, by: -20).map { lower in
      EffectivenessGroup(
        name: lower == 80 ? "80–100" : "\(lower)–\(lower + 19)",
        of: scoredLeads.filter { lead in
          let score = lead.score ?? -1
          return score >= Double(lower) && (score < Double(lower + 20) || lower == 80)
        })
    }
    scored = EffectivenessGroup(name: "with a score", of: scoredLeads)
    unscored = EffectivenessGroup(name: without, of: others)
    months = Set(leads.map(\.month)).sorted().map { month in
      let here = leads.filter { $0.month == month }
      let unscored = EffectivenessGroup(name: without, of: here.filter { $0.score == nil })
      return Month(
        name: month, groups: groups(here) + (others.isEmpty ? [] : [unscored]),
        scored: EffectivenessGroup(name: "with a score", of: here.filter { $0.score != nil }))
    }
  }

  /// Neighbouring tiers of which the better one does not convert more often, the better one first.
  public var disorder: [(better: EffectivenessGroup, worse: EffectivenessGroup)] {
    zip(tiers, tiers.dropFirst()).filter { better, worse in
      guard let above = better.winRate.rate, let below = worse.winRate.rate else { return false }
      return above <= below
    }
  }
}
