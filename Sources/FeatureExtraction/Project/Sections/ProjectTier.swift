internal import YAMLDocuments

/// A band of scores with a name, as a project declares it.
public struct ProjectTier: Sendable, Equatable {
  /// Which leads belong to a tier, those of the tiers above it taken out.
  public enum Bound: Sendable, Equatable {
    /// The best share of the leads, counted from the top.
    case top(Double)
    /// The best so many leads, counted from the top.
    case leads(Int)
    /// Leads with at least this probability.
    case probability(Double)
    /// Leads with at least this score.
    case score(Double)
    /// All leads that are left.
    case rest
  }

  /// The name, for instance `hot`.
  public let name: String
  /// Which leads belong to it.
  public let bound: Bound

  /// A tier.
  public init(name: String, bound: Bound) {
    self.name = name
    self.bound = bound
  }

  /// The tiers of a project in the order of the file.
  ///
  /// - Throws: a problem for a bound that is none, for tiers of which a later one is above an
  ///   earlier one, and for a `rest` that is not last.
  static func read(_ node: YAMLNode) throws(ConfigurationProblem) -> [ProjectTier] {
    var tiers: [ProjectTier] = []
    for entry in try node.mapping().entries {
      let tier = ProjectTier(name: entry.key, bound: try Bound(entry.value))
      if let above = tiers.last {
        guard above.bound != .rest else {
          throw entry.value.problem(ProjectFlaw.restNotLast(above.name))
        }
        guard above.bound.isAbove(tier.bound) else {
          throw entry.value.problem(ProjectFlaw.tierNotBelow(tier.name, above: above.name))
        }
      }
      tiers.append(tier)
    }
    guard !tiers.isEmpty else { throw node.problem(ProjectFlaw.nothingIn("tiers")) }
    return tiers
  }
}

extension ProjectTier.Bound {
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    if case .scalar(let scalar) = node.kind {
      guard scalar.text == "rest" else { throw node.problem(ProjectFlaw.notATier(scalar.text)) }
      self = .rest
      return
    }
    let tier = try node.mapping()
    try tier.allow(only: ["top", "leads", "probability", "score"])
    guard let entry = tier.entries.first else { throw node.problem(ProjectFlaw.nothingIn("tier")) }
    if tier.entries.count > 1 {
      throw node.problem(ProjectFlaw.notTogether(entry.key, tier.entries[1].key))
    }
    switch entry.key {
    case "top": self = .top(try entry.value.percent())
    case "leads": self = .leads(try entry.value.integer(in: 1...Int.max))
    case "probability": self = .probability(try entry.value.double(in: 0...1))
    default: self = .score(try entry.value.double(in: 0...100))
    }
  }

  /// Whether leads just above this bound stand higher than those just above the other.
  ///
  /// Bounds of different measures cannot be compared and may stand in any order.
  fileprivate func isAbove(_ other: ProjectTier.Bound) -> Bool {
    switch (self, other) {
    case (.top(let above), .top(let below)): above < below
    case (.leads(let above), .leads(let below)): above < below
    case (.probability(let above), .probability(let below)): above > below
    case (.score(let above), .score(let below)): above > below
    default: true
    }
  }
}

extension YAMLNode {
  func integer(in range: ClosedRange<Int>) throws(ConfigurationProblem) -> Int {
    let number = try integer()
    guard range.contains(number) else { throw problem(ProjectFlaw.outOfRange("\(number)")) }
    return number
  }

  func double(in range: ClosedRange<Double>) throws(ConfigurationProblem) -> Double {
    let number = try double()
    guard range.contains(number) else { throw problem(ProjectFlaw.outOfRange("\(number)")) }
    return number
  }
}
