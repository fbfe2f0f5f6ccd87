public import FeatureExtraction
public import RuleScoring
public import ScoringModel
internal import Tables

/// A model as a points table that the rule engine runs: whole points, bands and first-match rules.
///
/// A lead's points are `factor · log odds`, counted from ``logOddsAtZero``, but for rounding: every
/// characteristic starts at 0 for its worst attribute, and its points are rounded on their own.
public struct PointsTable: Sendable {
  /// The book.
  public let book: RuleBook
  /// The points that double the odds.
  public let pointsToDoubleOdds: Double
  /// The log odds, before calibration, of a lead with 0 points.
  public let logOddsAtZero: Double
  /// The farthest that rounding can take a lead's points from the exact ones, whatever its values,
  /// as long as its numbers lie within ``ranges``.
  public let roundingBound: Double
  /// The numbers that the bound holds for; beyond them points stay at those of the last band.
  public let ranges: [(feature: String, lower: Double, upper: Double)]
  /// Features that rules read as columns, since no rule about events says the same.
  public let featureColumns: [String]

  /// Writes a model as points.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - pointsToDoubleOdds: The points that double the odds, above 0.
  ///   - project: The project that the model was trained on: counts and recency of its events become
  ///     rules about events. Without it every feature is read as a column.
  /// - Throws: ``RuleLearningError/nothingToExport(model:)``, `ScorecardError` for a scale that is
  ///   none, and what reading the book throws.
  public init(
    of model: ScoringModel, pointsToDoubleOdds: Double = 20, project: Project? = nil
  ) throws {
    let scale = try PointsScale(pointsToDoubleOdds: pointsToDoubleOdds)
    let effects = FeatureEffects(of: model)
    let events = project.map(EventSource.all(of:)) ?? [:]
    let characteristics = zip(model.extractor.features, effects.effects).map { feature, effect in
      CharacteristicPoints(
        feature, effect, factor: scale.factor, events: events[feature.columns[0]])
    }
    let groups = characteristics.compactMap(\.group)
    guard !groups.isEmpty else { throw RuleLearningError.nothingToExport(model: model.name) }
    let zero = characteristics.reduce(effects.base) { $0 + $1.start }
    let tiers = model.tiers.map { tier in
      (
        name: tier.name,
        threshold: tier.lowestLogOdds.map { ((($0 - zero) * scale.factor).rounded()) + 0 }
          ?? -.infinity
      )
    }
    let falling = tiers.indices.filter { index in
      index == 0 || tiers[index].threshold < tiers[index - 1].threshold
    }
    book = try RuleBook(
      name: "\(model.name) as points", groups: groups, tiers: falling.map { tiers[$0] })
    self.pointsToDoubleOdds = pointsToDoubleOdds
    logOddsAtZero = zero
    roundingBound = characteristics.reduce(0) { $0 + $1.error }
    ranges = zip(model.extractor.features, characteristics).compactMap { feature, points in
      points.range.map { (feature.name, $0.lowerBound, $0.upperBound) }
    }
    featureColumns = zip(model.extractor.features, characteristics).filter { feature, points in
      points.group != nil && feature.columns.contains { events[$0]?.isExpressible == false }
    }.map { $0.0.name }
  }

  /// The exact points of log odds before calibration, before rounding.
  public func exactPoints(logOdds: Double) -> Double {
    (logOdds - logOddsAtZero) * pointsToDoubleOdds / 0.693_147_180_559_945_3
  }

  /// The table as the text of a `rules.yaml`, with what it is and how exact it is as comments.
  public func yaml(model: String) -> String {
    var comments = [
      "\(model) as points: \(pointsToDoubleOdds.shortText) points double the odds of converting;"
        + " 0 points are log odds of \(logOddsAtZero.fixed(4)).",
      "Rounding moves no lead by more than \(roundingBound.fixed(1)) points from the model.",
    ]
    comments += ranges.map { feature, lower, upper in
      "  \(feature.displayed(limit: 60)): bands from \(lower.fourDigits) to \(upper.fourDigits);"
        + " beyond them points stay at the last band's"
    }
    if !featureColumns.isEmpty {
      comments.append(
        "Read as the project's features, since no rule about events says the same: "
          + featureColumns.map { $0.displayed(limit: 60) }.joined(separator: "; "))
    }
    return book.yaml(comments: comments)
  }
}

/// The events that a feature measures, and what it measures of them.
struct EventSource: Sendable {
  let events: [String]
  let measure: EventMeasure

  /// Whether rules about events say the same as the measure.
  var isExpressible: Bool {
    switch measure {
    case .count, .recency: true
    default: false
    }
  }

  /// The features of a project that come from events, by name.
  static func all(of project: Project) -> [String: EventSource] {
    var sources: [String: EventSource] = [:]
    for case .events(let feature) in project.features {
      for (name, measure) in zip(FeatureEntry.events(feature).featureNames, feature.measures) {
        sources[name] = EventSource(events: feature.events, measure: measure)
      }
    }
    return sources
  }
}
