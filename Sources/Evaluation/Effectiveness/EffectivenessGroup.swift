/// What became of a group of leads in use.
public struct EffectivenessGroup: Sendable, Equatable {
  /// The name of the group.
  public let name: String
  /// All leads of the group, those whose time is not over among them.
  public let leads: Int
  /// The leads whose end is known, and the conversions among them: the win rate.
  public let winRate: Proportion
  /// The conversions so far among all leads: the conversion rate, which still grows.
  public let conversionRate: Proportion
  /// What conversions were worth together; nil where nothing is recorded.
  public let revenue: Double?
  /// The conversions that the stored probabilities promised among the leads whose end is known;
  /// nil where probabilities are not stored.
  public let expected: Double?

  /// The worth of a lead whose end is known; nil without one, or without amounts.
  public var revenuePerLead: Double? {
    winRate.trials > 0 ? revenue.map { $0 / Double(winRate.trials) } : nil
  }

  /// What became of some leads.
  public init(name: String, of leads: [ScoredOutcome]) {
    self.name = name
    self.leads = leads.count
    var (won, lost) = (0, 0)
    var revenue: Double?
    var (expected, known) = (0.0, true)
    for lead in leads {
      switch lead.end {
      case .open: continue
      case .lost: lost += 1
      case .won(let amount):
        won += 1
        if let amount { revenue = (revenue ?? 0) + amount }
      }
      if let probability = lead.probability { expected += probability } else { known = false }
    }
    winRate = Proportion(successes: won, trials: won + lost)
    conversionRate = Proportion(successes: won, trials: leads.count)
    self.revenue = revenue
    self.expected = known && won + lost > 0 ? expected : nil
  }
}
