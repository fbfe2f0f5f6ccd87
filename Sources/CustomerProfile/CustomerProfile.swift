/// What the customers of a business have in common: the levels that set them apart, and groups.
public struct CustomerProfile: Sendable {
  /// The leads described, and the conversions among them.
  public let leads, converted: Int
  /// All levels with enough leads, the largest lift first.
  public let levels: [LevelEvidence]
  /// Groups of converted leads; nil when there are too few, or they do not fall into groups.
  public let personas: Personas?

  /// The profile of past leads.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - sources: The column or events that each feature comes from; its own name where missing.
  ///   - minimumSupport: The fewest leads of a level.
  ///   - seed: The seed of the search for groups.
  public init(
    of leads: ProfileLeads, sources: [String: String] = [:], minimumSupport: Int = 10,
    seed: UInt64 = 1
  ) {
    self.leads = leads.count
    converted = leads.convertedCount
    levels = LevelEvidence.all(in: leads, minimumSupport: minimumSupport)
    personas = Personas(of: leads, sources: sources, seed: seed)
  }

  /// The share of leads that converted.
  public var baseRate: Double { Double(converted) / Double(max(leads, 1)) }

  /// The levels that speak for a conversion, the largest lift first.
  public var attractive: [LevelEvidence] { levels.filter { $0.isShown && $0.lift > 1 } }

  /// The levels that speak against one, the smallest lift first.
  public var unattractive: [LevelEvidence] {
    levels.filter { $0.isShown && $0.lift < 1 }.reversed()
  }
}
