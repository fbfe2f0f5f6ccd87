import Monitoring

/// Decides whether a night's scores may take the place of the old ones.
///
/// Scores that are plainly broken are held back: yesterday's order of calls is better than a
/// meaningless one. Everything is compared with the last night that was accepted.
public struct ScoreGate: Sendable {
  /// From which value of the stability index on the distribution of scores is broken.
  public var stabilityLimit = 0.5
  /// The share of leads that may change their tier from night to night under one model.
  public var churnLimit = 0.3
  /// The share of the last night's leads below which too few have arrived.
  public var volumeLimit = 0.5
  /// The share of its former fill to which a feature may fall.
  public var fillLimit = 0.2
  /// A feature that was filled more rarely than this is not judged by its fill.
  public var leastFill = 0.1
  /// Below so many leads nothing is said of distributions.
  public var leastLeads = 30

  /// How often chance alone may exceed the limit of the stability index.
  private static let chance = 0.001

  /// A gate with the usual limits.
  public init() {}

  /// A night that was accepted, and what it is compared by.
  public struct Earlier: Sendable {
    /// What its scores looked like.
    public let facts: NightFacts
    /// Whether its model is the one of tonight.
    public let hasSameModel: Bool
    /// How many of tonight's leads had a score that night.
    public let commonLeads: Int
    /// How many of those are in another tier now.
    public let movedLeads: Int

    /// An earlier night.
    public init(facts: NightFacts, hasSameModel: Bool, commonLeads: Int, movedLeads: Int) {
      self.facts = facts
      self.hasSameModel = hasSameModel
      self.commonLeads = commonLeads
      self.movedLeads = movedLeads
    }
  }

  /// What is wrong with a night; nothing when its scores may be written.
  public func findings(_ facts: NightFacts, earlier: Earlier?) -> [GateFinding] {
    var findings: [GateFinding] = []
    if facts.leads == 0 { findings.append(.noLeads) }
    if facts.nonFinite > 0 { findings.append(.nonFinite(facts.nonFinite)) }
    if facts.leads >= leastLeads, facts.distinct == 1 { findings.append(.allEqual(facts.leads)) }
    guard let earlier else { return findings }
    if Double(facts.leads) < volumeLimit * Double(earlier.facts.leads) {
      findings.append(.tooFew(facts.leads, before: earlier.facts.leads))
    }
    findings += fillFindings(facts, earlier.facts)
    guard earlier.hasSameModel else { return findings }
    if min(facts.leads, earlier.facts.leads) >= leastLeads {
      let stability = PopulationStabilityIndex(
        reference: earlier.facts.deciles, current: facts.deciles)
      let limit = max(stabilityLimit, stability.critical(ScoreGate.chance))
      if stability.value >= limit {
        findings.append(.distribution(stability.value, limit: limit))
      }
    }
    let churn = Double(earlier.movedLeads) / Double(max(1, earlier.commonLeads))
    if earlier.commonLeads >= leastLeads, churn > churnLimit {
      findings.append(.churn(earlier.movedLeads, of: earlier.commonLeads))
    }
    return findings
  }

  private func fillFindings(_ now: NightFacts, _ before: NightFacts) -> [GateFinding] {
    guard min(now.leads, before.leads) >= leastLeads else { return [] }
    return before.filled.sorted { $0.key < $1.key }.compactMap { feature, fill in
      guard fill >= leastFill, let left = now.filled[feature], left < fillLimit * fill else {
        return nil
      }
      return .feedDead(feature: feature, filled: left, before: fill)
    }
  }
}

/// A reason to hold scores back.
public enum GateFinding: Sendable, Equatable {
  /// No lead is left to score.
  case noLeads
  /// So many scores are no finite number.
  case nonFinite(Int)
  /// All of so many leads have the same score.
  case allEqual(Int)
  /// Far fewer leads than before.
  case tooFew(Int, before: Int)
  /// The scores are distributed otherwise than before, by the population stability index.
  case distribution(Double, limit: Double)
  /// Too many leads change their tier though the model is the same.
  case churn(Int, of: Int)
  /// A feature that used to be filled hardly is any more: a feed has stopped.
  case feedDead(feature: String, filled: Double, before: Double)

  /// A word for scripts.
  public var code: String {
    switch self {
    case .noLeads: "no_leads"
    case .nonFinite: "non_finite"
    case .allEqual: "all_equal"
    case .tooFew: "too_few"
    case .distribution: "distribution"
    case .churn: "tier_churn"
    case .feedDead: "feed_dead"
    }
  }
}
