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
  /// The time in which an event loses half its points, nil when it does not.
  public let halfLife: TimeSpan?
  /// How the points of an event fall to nothing, nil when they do not.
  public let linearDecay: LinearDecay?
  /// Which leads the rule applies to.
  let condition: RuleCondition
  /// The name given to the rule, nil when its description is made from its condition.
  let name: String?

  /// The same rule worth other points.
  public func worth(_ points: Double) -> Rule {
    Rule(
      place: place, description: description, points: points, countsEach: countsEach,
      halfLife: halfLife, linearDecay: linearDecay, condition: condition, name: name)
  }

  /// How points change with the age of their event.
  var decay: PointsDecay {
    linearDecay.map { .linear($0) } ?? halfLife.map { .halfLife($0) } ?? .none
  }
}

extension Rule {
  private static let keys =
    RuleCondition.keys + [
      "points", "each", "half_life", "linear_decay", "name",
    ]

  /// - Throws: the first problem of the rule.
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    let rule = try node.mapping()
    try rule.allow(only: Rule.keys)
    let condition = try RuleCondition(rule)
    for key in ["each", "half_life", "linear_decay"] {
      if let node = rule.optional(key), condition.activity?.occurs != true {
        throw node.problem(RuleBookFlaw.needsEvent(key))
      }
    }
    if rule.optional("half_life") != nil, let node = rule.optional("linear_decay") {
      throw node.problem(RuleBookFlaw.notTogether("half_life", "linear_decay"))
    }
    place = node.place
    self.condition = condition
    points = try rule.required("points").points()
    countsEach = try rule.optional("each")?.bool() ?? false
    halfLife = try rule.optional("half_life")?.timeSpan()
    linearDecay = try rule.optional("linear_decay").map(LinearDecay.init)
    let decay =
      halfLife.map { ", half-life \($0)" } ?? linearDecay.map { ", falling \($0.description)" }
      ?? ""
    let words = (countsEach ? "each " : "") + condition.description + decay
    name = try rule.optional("name")?.string()
    description = name ?? words
  }

  /// The rule of one band of a column.
  init(_ band: Band, of column: PlacedText) {
    self.init(
      test: ColumnTest(column: column, expected: .range(band.range), words: band.key),
      points: band.points, place: band.place)
  }

  /// The rule of leads without a value in a column of bands.
  init(missing column: PlacedText, points: Double, place: Place) {
    self.init(
      test: ColumnTest(column: column, expected: .missing, words: "is missing"), points: points,
      place: place)
  }

  private init(test: ColumnTest, points: Double, place: Place) {
    self.init(
      place: place, description: test.description, points: points, countsEach: false,
      halfLife: nil, linearDecay: nil, condition: RuleCondition(tests: [test]), name: nil)
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
