public import FeatureExtraction
public import RuleScoring
internal import Tables
internal import YAMLDocuments

/// A rule that the book lacks: what the model reads, no rule does, and history shows to matter.
public struct MissingRule: Sendable {
  /// The feature that no rule reads.
  public let feature: String
  /// Which of the three kinds of data it is.
  public let kind: FeatureKind
  /// The p-value of the feature adding nothing to the rules.
  public let pValue: Double
  /// The group of rules proposed for it, on the scale of the book.
  public let group: RuleGroup

  /// The proposal for a candidate; nil when all its points round to 0.
  init?(_ candidate: FittedCandidate, logOddsPerPoint: Double, step: Double) throws {
    var points = [Double](repeating: 0, count: candidate.feature.classCount)
    for (code, effect) in zip(candidate.codes, candidate.effects) {
      let exact = (effect?.logOdds ?? 0) / logOddsPerPoint
      points[code] = (exact / step).rounded() * step + 0
    }
    guard points.contains(where: { $0 != 0 }) else { return nil }
    feature = candidate.feature.name
    kind = candidate.feature.kind
    pValue = candidate.pValue
    let book = try RuleBook(name: feature, groups: [candidate.feature.draft(points)])
    group = book.groups[0]
  }
}

extension CandidateFeature {
  /// Rules that give these points to the classes, neighbours of equal points together.
  fileprivate func draft(_ points: [Double]) -> RuleGroupDraft {
    let title = name.prefix(1).uppercased() + name.dropFirst()
    switch (classes, source) {
    case (.bands(let edges), .eventCount(let events, let window)):
      let rules = edges.indices.reversed().map { index in
        (
          condition: RuleGroupDraft.Condition.event(
            events, times: max(1, Int(edges[index].rounded(.up))), window: window),
          // Counted from leads without the events, which get no points.
          points: points[index + 1] - points[0]
        )
      }
      return RuleGroupDraft(name: title, kind: kind, rules: rules)
    case (.bands(let edges), .column):
      let merged = edges.indices.filter { points[$0] != points[$0 + 1] }
      return RuleGroupDraft(
        name: title, kind: kind, column: name, edges: merged.map { edges[$0] },
        points: [points[0]] + merged.map { points[$0 + 1] }, missing: points[edges.count + 1])
    case (.levels(let levels), _):
      let rules = levels.indices.filter { points[$0] != 0 }.map { index in
        (
          condition: RuleGroupDraft.Condition.values(column: name, [levels[index]]),
          points: points[index]
        )
      }
      let missing = points[levels.count]
      let rest: [(condition: RuleGroupDraft.Condition, points: Double)] =
        missing == 0 ? [] : [(.missing(column: name), missing)]
      return RuleGroupDraft(name: title, kind: kind, rules: rules + rest)
    }
  }
}
