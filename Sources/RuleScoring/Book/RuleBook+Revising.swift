extension RuleBook {
  /// The same book with other points for some rules, numbered through all groups, and with further
  /// groups, other tiers and other caps.
  ///
  /// Points of bands are those of their rules.
  ///
  /// - Parameters:
  ///   - points: New points by the number of the rule.
  ///   - groups: Groups that come last; one whose name is taken gets a number.
  ///   - thresholds: New thresholds by the name of the tier.
  ///   - caps: New caps by the name of the group.
  /// - Returns: The revised book.
  public func revised(
    points: [Int: Double] = [:], adding groups: [RuleGroup] = [],
    thresholds: [String: Double] = [:], caps: [String: Double] = [:]
  ) -> RuleBook {
    var number = 0
    var revised: [RuleGroup] = []
    for group in self.groups {
      let rules = group.rules.map { rule in
        defer { number += 1 }
        return points[number].map { rule.worth($0) } ?? rule
      }
      revised.append(
        group.with(name: group.name, rules: rules, cap: caps[group.name] ?? group.cap))
    }
    for group in groups {
      var (name, copy) = (group.name, 2)
      while revised.contains(where: { $0.name == name }) {
        (name, copy) = ("\(group.name) \(copy)", copy + 1)
      }
      revised.append(group.with(name: name, rules: group.rules, cap: group.cap))
    }
    return RuleBook(
      name: name, groups: revised, cap: cap, floor: floor,
      tiers: tiers.map { tier in
        PointsTier(
          name: tier.name, threshold: thresholds[tier.name] ?? tier.threshold, place: tier.place)
      }, journey: journey, grid: grid)
  }
}

extension RuleGroup {
  fileprivate func with(name: String, rules: [Rule], cap: Double?) -> RuleGroup {
    RuleGroup(
      name: name, place: place, kind: kind, firstMatch: firstMatch, cap: cap, floor: floor,
      rules: rules, bands: bands)
  }
}
