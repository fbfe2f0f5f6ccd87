internal import FeatureExtraction
internal import RuleScoring
internal import Tables

extension EventSource {
  /// Bands of a count or of days since the last event as rules about the events; nil when the
  /// measure has no such rules.
  func group(_ bands: NumberBands, name: String, kind: FeatureKind) -> RuleGroupDraft? {
    switch measure {
    case .count(let window): count(bands, window, name: name, kind: kind)
    case .recency: recency(bands, name: name, kind: kind)
    default: nil
    }
  }

  /// From the most events down to none.
  private func count(
    _ bands: NumberBands, _ window: TimeSpan, name: String, kind: FeatureKind
  ) -> RuleGroupDraft {
    var points = bands.points[0]
    var steps: [(times: Int, points: Double)] = []
    for (edge, above) in zip(bands.edges, bands.points.dropFirst()) {
      let times = Int(max(0, min(edge.rounded(.up), 1e9)))
      if times == 0 {
        points = above
      } else if steps.last?.times == times {
        steps[steps.count - 1].points = above
      } else {
        steps.append((times, above))
      }
    }
    let rules = steps.reversed().map { step in
      (
        condition: RuleGroupDraft.Condition.event(events, times: step.times, window: window),
        points: step.points
      )
    }
    // A first step above 1 leaves leads with fewer events, who have the points of none.
    let first: [(condition: RuleGroupDraft.Condition, points: Double)] =
      (steps.first?.times ?? 1) > 1 ? [(.event(events, times: 1, window: window), points)] : []
    return RuleGroupDraft(
      name: name, kind: kind, rules: rules + first + [(.noEvent(events, within: window), points)])
  }

  /// From the newest events to none.
  private func recency(
    _ bands: NumberBands, name: String, kind: FeatureKind
  ) -> RuleGroupDraft {
    var rules: [(condition: RuleGroupDraft.Condition, points: Double)] = []
    for (edge, points) in zip(bands.edges, bands.points) {
      let window = TimeSpan(microseconds: Int64((edge * 86_400).rounded()) * 1_000_000)
      guard window.microseconds > 0 else { continue }
      rules.append((.event(events, times: 1, window: window), points))
    }
    rules.append((.event(events, times: 1, window: nil), bands.points[bands.points.count - 1]))
    rules.append((.noEvent(events, within: nil), bands.missing))
    return RuleGroupDraft(name: name, kind: kind, rules: rules)
  }
}
