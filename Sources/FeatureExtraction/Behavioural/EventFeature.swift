public import Tables
internal import YAMLDocuments

/// Features taken from the events of some names.
public struct EventFeature: Sendable {
  /// Where the entry starts.
  public let place: Place
  /// The name it is declared under; nil when it has none of its own.
  public let name: String?
  /// The names of the events, any of which counts.
  public let events: [String]
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// What is measured, one feature each.
  public let measures: [EventMeasure]
  /// The declared change of scale; nil for what suits the measure.
  public let transform: NumericTransform?

  private static let keys = [
    "event", "count", "days", "recency", "trend", "rate", "window", "half_life", "sum", "transform",
  ]

  init(_ entry: YAMLMapping, name: String?, kind: FeatureKind) throws(ConfigurationProblem) {
    try entry.allow(only: EventFeature.keys)
    place = entry.place
    self.name = name
    self.kind = kind
    events = try entry.required("event").eventNames()
    measures = try EventMeasure.read(entry)
    transform = try entry.optional("transform")?.choice(of: NumericTransform.self)
  }

  /// The name of a feature: `login: count in 7 days`.
  func name(of measure: EventMeasure) -> String {
    measure.name(of: name ?? events.joined(separator: " + "))
  }

  /// Whether events have to have values.
  var needsValue: Bool {
    measures.contains { if case .sum = $0 { true } else { false } }
  }
}

extension EventMeasure {
  fileprivate static func read(_ entry: YAMLMapping) throws(ConfigurationProblem) -> [EventMeasure]
  {
    var measures: [EventMeasure] = []
    for window in try entry.optional("count")?.timeSpans() ?? [] { measures.append(.count(window)) }
    for window in try entry.optional("days")?.timeSpans() ?? [] {
      measures.append(.activeDays(window))
    }
    if try entry.optional("recency")?.bool() ?? false { measures.append(.recency) }
    if let node = entry.optional("trend") {
      let windows = try node.timeSpans()
      guard windows.count == 2, windows[0] < windows[1] else {
        throw node.problem(ProjectFlaw.notATrend)
      }
      measures.append(.trend(short: windows[0], long: windows[1]))
    }
    for halfLife in try entry.optional("half_life")?.timeSpans() ?? [] {
      measures.append(.decayed(halfLife: halfLife))
    }
    measures += try windowed(entry)
    guard !measures.isEmpty else {
      throw ConfigurationProblem(.specific(ProjectFlaw.noMeasure), at: entry.place)
    }
    return measures
  }

  /// The measures over the entry's own window.
  private static func windowed(_ entry: YAMLMapping) throws(ConfigurationProblem) -> [EventMeasure]
  {
    let (rate, sum) = (entry.optional("rate"), entry.optional("sum"))
    guard rate != nil || sum != nil else {
      if let window = entry.optional("window") {
        throw window.problem(ProjectFlaw.needs("window", beside: "rate"))
      }
      return []
    }
    let window = try entry.required("window").timeSpan()
    var measures: [EventMeasure] = []
    if let rate { measures.append(.rate(per: try rate.eventNames(), window: window)) }
    if let sum {
      _ = try sum.choice(of: MeasuredColumn.self)
      measures.append(.sum(window))
    }
    return measures
  }

  /// What can be summed: the column that the events section calls its value.
  private enum MeasuredColumn: String, CaseIterable { case value }
}

extension YAMLNode {
  fileprivate func eventNames() throws(ConfigurationProblem) -> [String] {
    let names = try stringOrList()
    guard !names.isEmpty else { throw problem(ProjectFlaw.nothingIn(key ?? "event")) }
    return names
  }

  /// One length of time or a list of them.
  fileprivate func timeSpans() throws(ConfigurationProblem) -> [TimeSpan] {
    guard case .sequence(let elements) = kind else { return [try timeSpan()] }
    var spans: [TimeSpan] = []
    for element in elements { spans.append(try element.timeSpan()) }
    guard !spans.isEmpty else { throw problem(ProjectFlaw.nothingIn(key ?? "")) }
    return spans
  }
}
