internal import YAMLDocuments

/// Conditions joined by a word: all of them, any of them, or not the one.
indirect enum RuleClause: Sendable {
  /// Every condition has to hold.
  case all([RuleCondition])
  /// At least one condition has to hold.
  case any([RuleCondition])
  /// The condition must not hold.
  case not(RuleCondition)

  /// The clauses a rule speaks of, in the order `all`, `any`, `not`.
  ///
  /// - Throws: the first problem of a clause, for instance an empty list.
  static func read(_ rule: YAMLMapping) throws(ConfigurationProblem) -> [RuleClause] {
    var clauses: [RuleClause] = []
    if let node = rule.optional("all") { clauses.append(.all(try node.conditions())) }
    if let node = rule.optional("any") { clauses.append(.any(try node.conditions())) }
    if let node = rule.optional("not") { clauses.append(.not(try node.condition())) }
    return clauses
  }

  /// The conditions that are joined.
  var conditions: [RuleCondition] {
    switch self {
    case .all(let conditions), .any(let conditions): conditions
    case .not(let condition): [condition]
    }
  }

  var description: String {
    switch self {
    case .all(let conditions): conditions.joined(by: " and ")
    case .any(let conditions): conditions.joined(by: " or ")
    case .not(let condition): "not " + [condition].joined(by: "")
    }
  }
}

extension [RuleCondition] {
  fileprivate func joined(by word: String) -> String {
    "(" + map(\.description).joined(separator: word) + ")"
  }
}

extension YAMLNode {
  fileprivate func conditions() throws(ConfigurationProblem) -> [RuleCondition] {
    var conditions: [RuleCondition] = []
    for element in try elements() { conditions.append(try element.condition()) }
    return conditions
  }

  fileprivate func condition() throws(ConfigurationProblem) -> RuleCondition {
    let mapping = try mapping()
    try mapping.allow(only: RuleCondition.keys)
    return try RuleCondition(mapping)
  }
}
