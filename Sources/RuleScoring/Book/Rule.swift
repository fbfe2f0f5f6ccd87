public import Tables
internal import YAMLDocuments

/// Points for the leads that meet a condition.
public struct Rule: Sendable {
  /// Where the rule is written.
  public let place: Place
  /// What the rule is about, in words: `demo_request within 90d`.
  public let description: String
  /// The points, negative for a deduction.
  public let points: Double
  /// Whether every event gives the points; otherwise the newest gives them once.
  public let countsEach: Bool
  /// The time in which an event loses half its points, nil when it keeps them.
  public let halfLife: TimeSpan?
  /// Which leads the rule applies to.
  let condition: RuleCondition
}

extension Rule {
  private static let keys = RuleCondition.keys + ["points", "each", "half_life", "name"]

  /// - Throws: the first problem of the rule.
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let rule = try node.mapping()
    try rule.allow(only: Rule.keys)
    let condition = try RuleCondition(rule)
    for key in ["each", "half_life"] {
      if let node = rule.optional(key), condition.activity?.occurs != true {
        throw node.problem(RuleBookFlaw.needsEvent(key))
      }
    }
    place = node.place
    self.condition = condition
    points = try rule.required("points").points()
    countsEach = try rule.optional("each")?.bool() ?? false
    halfLife = try rule.optional("half_life")?.timeSpan()
    let decay = halfLife.map { ", half-life \($0)" } ?? ""
    let words = (countsEach ? "each " : "") + condition.description + decay
    description = try rule.optional("name")?.string() ?? words
  }

  /// The rule of one band of a column.
  init(_ band: Band, of column: PlacedText) {
    place = band.place
    description = "\(column.text) \(band.key)"
    points = band.points
    countsEach = false
    halfLife = nil
    let test = ColumnTest(column: column, expected: .range(band.range), words: band.key)
    condition = RuleCondition(tests: [test], activity: nil)
  }
}

extension YAMLNode {
  /// The most points a rule, a limit or a threshold can be written with, either way.
  static let pointsLimit = 1e6

  /// A number of points.
  ///
  /// - Throws: a problem for anything that is not a number of at most a million either way.
  func points() throws(ConfigurationProblem) -> Double {
    let points = try double()
    guard points.magnitude <= YAMLNode.pointsLimit else {
      throw problem(RuleBookFlaw.tooManyPoints(points))
    }
    return points
  }
}
