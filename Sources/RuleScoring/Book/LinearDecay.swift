public import Tables
internal import YAMLDocuments

/// Points that fall on a straight line with the age of their event, down to nothing.
public struct LinearDecay: Sendable, Equatable {
  /// The share of the points that is lost, above 0 and up to 1.
  public let share: Double
  /// The time in which that share is lost.
  public let span: TimeSpan

  /// The age at which nothing is left.
  public var lifetime: TimeSpan {
    TimeSpan(microseconds: Int64((Double(span.microseconds) / share).rounded()))
  }

  /// What is left of the points at an age, from 1 to 0.
  public func weight(atAge age: TimeSpan) -> Double {
    max(0, 1 - share * Double(age.microseconds) / Double(span.microseconds))
  }

  /// The decay of `60d`, all in that time, or `{lose: 50%, every: 30d}`.
  ///
  /// - Throws: a problem for anything else.
  init(_ node: YAMLNode) throws(ConfigurationProblem) {
    guard case .mapping(let mapping) = node.kind else {
      (share, span) = (1, try node.timeSpan())
      return
    }
    try mapping.allow(only: ["lose", "every"])
    let lose = try mapping.required("lose")
    share = try lose.percent()
    span = try mapping.required("every").timeSpan()
    // A lifetime beyond a few thousand years would overflow the clock.
    guard share >= 0.001 else { throw lose.problem(RuleBookFlaw.decaysTooSlowly) }
  }

  var description: String {
    share == 1 ? "to 0 in \(span)" : "by \((share * 100).shortText) % every \(span)"
  }
}

/// How the points of an event change with its age.
enum PointsDecay: Sendable {
  /// They stay.
  case none
  /// They halve in every such time.
  case halfLife(TimeSpan)
  /// They fall on a straight line.
  case linear(LinearDecay)

  /// The age from which on nothing is left; nil when something always is.
  var lifetime: TimeSpan? {
    if case .linear(let decay) = self { decay.lifetime } else { nil }
  }
}
