internal import FeatureExtraction
internal import Tables
internal import YAMLDocuments

/// One of some events, having happened or not in a length of time up to the lead's moment.
struct Activity: Sendable {
  /// The events, any of which counts.
  let events: [PlacedText]
  /// Whether one must have happened; otherwise none may have.
  let occurs: Bool
  /// How often the events must have happened together; nil is at least once.
  let times: NumberRange?
  /// How far back events count: after the moment less the window, up to the moment; nil is all.
  let window: TimeSpan?

  /// The activity a rule speaks of, nil when it speaks of none.
  ///
  /// - Throws: a problem for keys that contradict each other, wrong types and an empty list.
  init?(_ rule: YAMLMapping) throws(ConfigurationProblem) {
    for (one, other) in [("event", "no_event"), ("window", "within"), ("no_event", "times")] {
      if rule.optional(one) != nil, let node = rule.optional(other) {
        throw node.problem(RuleBookFlaw.notTogether(one, other))
      }
    }
    let window = rule.optional("window") ?? rule.optional("within")
    guard let node = rule.optional("event") ?? rule.optional("no_event") else {
      if let node = window ?? rule.optional("times") {
        throw node.problem(RuleBookFlaw.needsEvent(node.key ?? "window"))
      }
      return nil
    }
    occurs = rule.optional("event") != nil
    self.window = try window?.timeSpan()
    times = try rule.optional("times")?.numberOfTimes()
    events = try node.placedTexts()
    guard !events.isEmpty else { throw node.problem(RuleBookFlaw.nothingIn(node.key ?? "event")) }
  }

  /// The fewest events with which the activity holds.
  var fewest: Int { times.map { max(1, Int($0.lower.rounded(.up))) } ?? 1 }

  /// The events it looks at.
  var interest: EventInterest { EventInterest(names: events.map(\.text), window: window) }

  var description: String {
    let names = events.map(\.text).joined(separator: " or ")
    let count = times.map { " \($0.description) times" } ?? ""
    let span = window.map { " within \($0)" } ?? ""
    return (occurs ? "" : "no ") + names + count + span
  }
}

extension YAMLNode {
  /// A range of whole numbers, the least of which is at least 1.
  fileprivate func numberOfTimes() throws(ConfigurationProblem) -> NumberRange {
    let range = try NumberRange(mapping())
    guard range.lower >= 1, range.lower <= 1e9, range.lower == range.lower.rounded() else {
      throw problem(RuleBookFlaw.timesBelowOne)
    }
    return range
  }

  fileprivate func placedTexts() throws(ConfigurationProblem) -> [PlacedText] {
    guard case .sequence(let nodes) = kind else {
      guard case .scalar = kind else { throw wrongType(.textOrTexts) }
      return [PlacedText(text: try string(), place: place)]
    }
    var texts: [PlacedText] = []
    for node in nodes { texts.append(PlacedText(text: try node.string(), place: node.place)) }
    return texts
  }
}
