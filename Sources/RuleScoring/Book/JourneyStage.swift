internal import YAMLDocuments

/// A stage of the buyer's journey, with the condition that puts a lead there.
public struct JourneyStage: Sendable {
  /// The name of the stage, such as `comparing`.
  public let name: String
  /// Which leads stand there, unless an earlier stage of the book has them.
  let condition: RuleCondition

  /// The stages of a book, none when it declares none; `otherwise` takes all leads left.
  static func read(
    _ node: YAMLNode?, problems: inout ConfigurationProblems
  ) -> [JourneyStage] {
    guard let node, let entries = problems.gather(try node.entries()) else { return [] }
    var stages: [JourneyStage] = []
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      guard let stage = problems.gather(try JourneyStage(entry, isLast: isLast)) else { continue }
      stages.append(stage)
    }
    return stages
  }

  private init(_ entry: YAMLMapping.Entry, isLast: Bool) throws(ConfigurationProblem) {
    name = entry.key
    condition = try entry.value.stageCondition()
    if condition.isAlwaysTrue, !isLast {
      throw entry.value.problem(RuleBookFlaw.notLast("otherwise", in: entry.key))
    }
  }
}

extension YAMLNode {
  fileprivate func stageCondition() throws(ConfigurationProblem) -> RuleCondition {
    if isWord("otherwise") { return RuleCondition() }
    let stage = try mapping()
    try stage.allow(only: RuleCondition.keys)
    return try RuleCondition(stage)
  }
}
