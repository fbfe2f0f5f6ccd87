public import Evaluation
public import FeatureExtraction

/// A group of converted leads that are alike, named by what sets it apart.
public struct Persona: Sendable, Equatable {
  /// What is more common in a group than among the other converted leads.
  public struct Trait: Sendable, Equatable {
    /// The feature and its level.
    public let feature, level: String
    /// Where the knowledge comes from.
    public let kind: FeatureKind
    /// The share of the level in the group, and among the other converted leads.
    public let share, shareElsewhere: Double
  }

  /// What sets it apart, the most telling first.
  public let traits: [Trait]
  /// The converted leads in the group.
  public let converted: Int
  /// All leads that the group's profile fits best, and the conversions among them.
  public let winRate: Proportion
  /// What its conversions were worth together, and on average; nil where nothing is recorded.
  public let revenue, meanRevenue: Double?
  /// The median of the days to a conversion; nil where that is not known.
  public let medianDaysToClose: Double?

  /// The name: its two most telling traits.
  public var name: String {
    traits.prefix(2).map { "\($0.feature): \($0.level)" }.joined(separator: "; ")
  }
}

/// Two to five personas of converted leads.
public struct Personas: Sendable, Equatable {
  /// The groups, the largest first.
  public let groups: [Persona]
  /// The features they were found by.
  public let features: [String]
  /// Schwarz's criterion for each number of groups that was tried, from one; the smallest decides.
  public let informationCriteria: [Double]

  /// Finds groups of converted leads by a latent class model.
  ///
  /// Of two to five groups the number with the smallest criterion of Schwarz is taken whose smallest
  /// group holds a twentieth of the converted leads, and ten of them. One feature speaks for each
  /// column or list of events, the one that tells most about conversion: four measures of the same
  /// log-ins would make every group one of log-ins. It is nil when there are fewer than 40
  /// conversions, or no grouping holds.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - sources: The column or events that each feature comes from; its own name where missing.
  ///   - seed: The seed of the fit.
  public init?(of leads: ProfileLeads, sources: [String: String] = [:], seed: UInt64 = 1) {
    let converted = leads.outcomes.indices.filter { leads.outcomes[$0] }
    guard converted.count >= 40 else { return nil }
    let chosen = Personas.representatives(leads, sources)
    let codes = chosen.map { feature in converted.map { leads.codes[feature][$0] } }
    let levelCounts = chosen.map { (leads.features[$0].codeCount ?? 0) + 1 }
    let fits = (1...5).map {
      LatentClasses($0, fittingTo: codes, levelCounts: levelCounts, seed: seed)
    }
    informationCriteria = fits.map { $0.informationCriterion(rows: converted.count) }
    let smallest = max(10, converted.count / 20)
    let usable = (2...5).filter { count in
      var sizes = [Int](repeating: 0, count: count)
      for row in converted.indices { sizes[fits[count - 1].assignment(codes, row)] += 1 }
      return sizes.allSatisfy { $0 >= smallest }
    }
    let criteria = informationCriteria
    guard let best = usable.min(by: { criteria[$0 - 1] < criteria[$1 - 1] }) else { return nil }
    features = chosen.map { leads.features[$0].name }
    groups = Personas.described(fits[best - 1], count: best, leads, chosen: chosen)
  }

  /// One feature for each source: that whose levels differ most in conversion.
  private static func representatives(
    _ leads: ProfileLeads, _ sources: [String: String]
  ) -> [Int] {
    var strongest: [String: (index: Int, information: Double)] = [:]
    var order: [String] = []
    for (index, feature) in leads.features.enumerated() {
      let isBehaviour = feature.kind == .behavioural
      let source = isBehaviour ? sources[feature.name] ?? feature.name : feature.name
      let information = leads.information(ofFeature: index)
      if strongest[source] == nil { order.append(source) }
      if information > strongest[source]?.information ?? -1 {
        strongest[source] = (index, information)
      }
    }
    return order.compactMap { strongest[$0]?.index }
  }

  private static func described(
    _ classes: LatentClasses, count: Int, _ leads: ProfileLeads, chosen: [Int]
  ) -> [Persona] {
    let codes = chosen.map { leads.codes[$0] }
    let groups = leads.outcomes.indices.map { classes.assignment(codes, $0) }
    return (0..<count).map { group in
      let members = groups.indices.filter { groups[$0] == group }
      let converted = members.filter { leads.outcomes[$0] }
      let others = groups.indices.filter { groups[$0] != group && leads.outcomes[$0] }
      let worth = leads.revenues.map { values in
        converted.map { values[$0] }.filter { !$0.isNaN }
      }
      let days = leads.daysToClose.map { values in
        converted.map { values[$0] }.filter { !$0.isNaN }.sorted()
      }
      return Persona(
        traits: traits(leads, chosen, here: converted, elsewhere: others),
        converted: converted.count,
        winRate: Proportion(successes: converted.count, trials: members.count),
        revenue: worth.map { $0.reduce(0, +) },
        meanRevenue: worth.flatMap { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) },
        medianDaysToClose: days.flatMap { $0.isEmpty ? nil : $0[$0.count / 2] })
    }.sorted { ($1.converted, $0.name) < ($0.converted, $1.name) }
  }

  /// The levels that tell most about a group: common in it and rarer elsewhere, one per feature.
  private static func traits(
    _ leads: ProfileLeads, _ chosen: [Int], here: [Int], elsewhere: [Int]
  ) -> [Persona.Trait] {
    var found: [(trait: Persona.Trait, information: Double)] = []
    for index in chosen {
      let feature = leads.features[index]
      let levelCount = (feature.codeCount ?? 0) + 1
      func shares(_ rows: [Int]) -> [Double] {
        var counts = [Double](repeating: 0, count: levelCount)
        for row in rows { counts[Int(leads.codes[index][row])] += 1 }
        return counts.map { $0 / Double(max(rows.count, 1)) }
      }
      let (own, other) = (shares(here), shares(elsewhere))
      let best = (0..<levelCount).filter { own[$0] >= 0.2 && own[$0] > other[$0] }.map { level in
        (level, own[level] * naturalLog(own[level] / max(other[level], 0.005)))
      }.max { ($0.1, -$0.0) < ($1.1, -$1.0) }
      guard let (level, information) = best, information > 0.02 else { continue }
      let trait = Persona.Trait(
        feature: feature.name, level: feature.spoken(level), kind: feature.kind,
        share: own[level], shareElsewhere: other[level])
      found.append((trait, information))
    }
    return found.enumerated().sorted {
      ($1.element.information, $0.offset) < ($0.element.information, $1.offset)
    }.prefix(4).map(\.element.trait)
  }
}

extension ProfileLeads {
  /// How much a feature tells about conversion: the mutual information, in nats.
  fileprivate func information(ofFeature index: Int) -> Double {
    var counts = [[Double]](repeating: [0, 0], count: (features[index].codeCount ?? 0) + 1)
    for (code, outcome) in zip(codes[index], outcomes) { counts[Int(code)][outcome ? 1 : 0] += 1 }
    let all = Double(max(count, 1))
    let totals = [Double(count - convertedCount), Double(convertedCount)]
    var sum = 0.0
    for cell in counts {
      let row = cell[0] + cell[1]
      for outcome in 0...1 where cell[outcome] > 0 {
        sum += cell[outcome] / all * naturalLog(cell[outcome] * all / (row * totals[outcome]))
      }
    }
    return sum
  }
}
