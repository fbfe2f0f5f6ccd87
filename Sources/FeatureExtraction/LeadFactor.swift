internal import YAMLDocuments

/// The five things that make a good lead, as sales people name them.
public enum LeadFactor: String, Sendable, CaseIterable {
  /// Does the customer need what we sell?
  case fit
  /// How large could the deal become?
  case opportunity = "opportunity size"
  /// Is there money for it?
  case budget
  /// How much does the lead deal with us?
  case engagement
  /// Do we talk to somebody who decides?
  case decisionMaker = "decision maker"

  /// The factor's name in files: `decision_maker`.
  public var key: String { rawValue.split(separator: " ").joined(separator: "_") }
}

extension LeadFactor {
  /// The factors under `factors`: `{budget: [budget], decision_maker: [title, accounts.role]}`.
  static func read(_ node: YAMLNode) throws(ConfigurationProblem) -> [String: LeadFactor] {
    let mapping = try node.mapping()
    try mapping.allow(only: allCases.map(\.key))
    var assigned: [String: LeadFactor] = [:]
    for factor in allCases {
      for name in try mapping.optional(factor.key)?.stringOrList() ?? [] { assigned[name] = factor }
    }
    return assigned
  }
}
