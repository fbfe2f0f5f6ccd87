public import Tables
internal import YAMLDocuments

/// A name for leads of at least so many points, such as `hot`.
public struct PointsTier: Sendable, Equatable {
  /// The name of the tier.
  public let name: String
  /// The points a lead needs; `-infinity` for the rest of the leads.
  public let threshold: Double
  /// Where the threshold is written.
  public let place: Place

  /// The tiers of a book, none when it declares none.
  ///
  /// - Throws: a problem when thresholds do not fall from tier to tier.
  static func read(_ node: YAMLNode?) throws(ConfigurationProblem) -> [PointsTier] {
    guard let node else { return [] }
    let entries = try node.entries()
    var tiers: [PointsTier] = []
    for entry in entries {
      let threshold = try entry.value.threshold()
      if let above = tiers.last, threshold >= above.threshold {
        throw entry.value.problem(
          above.threshold == -.infinity
            ? RuleBookFlaw.notLast("rest", in: above.name)
            : RuleBookFlaw.risingThreshold(
              tier: entry.key, threshold: threshold, above: above.name,
              aboveThreshold: above.threshold))
      }
      tiers.append(PointsTier(name: entry.key, threshold: threshold, place: entry.value.place))
    }
    return tiers
  }
}

extension YAMLNode {
  fileprivate func threshold() throws(ConfigurationProblem) -> Double {
    isWord("rest") ? -.infinity : try points()
  }
}
