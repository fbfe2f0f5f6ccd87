public import FeatureExtraction

/// What the features of one origin add to a lead's log odds together.
public struct ContributionTotal: Sendable, Equatable {
  /// The origin: a column, events, a kind of data or a factor.
  public let name: String
  /// The sum of their contributions.
  public let logOdds: Double

  /// A total under a name.
  public init(name: String, logOdds: Double) {
    self.name = name
    self.logOdds = logOdds
  }
}

extension ScoredLead {
  /// Contributions by the column or the events they come from, the largest first.
  ///
  /// Without meanings a feature comes from its own column. A feature of two columns stands for
  /// itself: `may × day` belongs to neither alone. The totals add up to all contributions.
  public func totals(bySource meanings: [FeatureMeaning] = []) -> [ContributionTotal] {
    let origins = Dictionary(meanings.map { ($0.feature, $0) }) { first, _ in first }
    return totals { $0.source(origins: origins) }.enumerated().sorted {
      ($1.element.logOdds.magnitude, $0.offset) < ($0.element.logOdds.magnitude, $1.offset)
    }.map(\.element)
  }

  /// Contributions by kind of data, in the order explicit, implicit, behavioural; kinds without a
  /// feature are left out.
  public var totalsByKind: [ContributionTotal] {
    let totals = totals { $0.kind.rawValue }
    return FeatureKind.allCases.compactMap { kind in totals.first { $0.name == kind.rawValue } }
  }

  /// Contributions by factor, all five of them; those without a feature are 0.
  public func totals(byFactor factors: FactorAssignment) -> [ContributionTotal] {
    let totals = totals { factors.factor(of: $0).rawValue }
    return LeadFactor.allCases.map { factor in
      totals.first { $0.name == factor.rawValue }
        ?? ContributionTotal(name: factor.rawValue, logOdds: 0)
    }
  }

  /// Sums contributions under a name each, in the order in which the names first occur.
  private func totals(_ name: (Contribution) -> String) -> [ContributionTotal] {
    var order: [String] = []
    var sums: [String: Double] = [:]
    for contribution in contributions {
      let name = name(contribution)
      if sums[name] == nil { order.append(name) }
      sums[name, default: 0] += contribution.logOdds
    }
    return order.map { ContributionTotal(name: $0, logOdds: sums[$0] ?? 0) }
  }
}
