internal import FeatureExtraction
internal import RuleScoring
internal import ScoringModel

/// One feature of a model as a group of rules with whole points.
struct CharacteristicPoints {
  /// The rules; nil when all points are equal.
  let group: RuleGroupDraft?
  /// The contribution to the log odds that stands for 0 points.
  let start: Double
  /// The largest distance between points and exact points.
  let error: Double
  /// For numbers cut into bands, those the error holds for.
  let range: ClosedRange<Double>?

  init(
    _ feature: Feature, _ effect: FeatureEffects.Effect, factor: Double, events: EventSource?
  ) {
    switch (feature.encoding, effect) {
    case (.numeric(let encoding), .numeric(let slope, let present, let missing)):
      self.init(
        NumberBands(
          encoding, slope: slope, present: present, missing: missing, factor: factor,
          measure: events?.measure), of: feature, events: events)
    case (.binned(let encoding), .codes(let effects)):
      self.init(
        NumberBands(encoding, effects: effects, factor: factor), of: feature, events: events)
    case (.categorical(let encoding), .codes(let effects)):
      self.init(
        feature, encoding.classes(of: feature.columns[0]), effects: effects, factor: factor)
    case (.crossed(let encoding), .codes(let effects)):
      self.init(feature, encoding.cells, effects: effects, factor: factor)
    default: preconditionFailure("feature \(feature.name) has effects of another kind")
    }
  }

  private init(_ bands: NumberBands, of feature: Feature, events: EventSource?) {
    start = bands.start
    error = bands.error
    range = bands.range
    guard Set(bands.points + [bands.missing]).count > 1 else {
      group = nil
      return
    }
    group =
      events.flatMap { $0.group(bands, name: feature.name, kind: feature.kind) }
      ?? RuleGroupDraft(
        name: feature.name, kind: feature.kind, column: feature.columns[0], edges: bands.edges,
        points: bands.points, missing: bands.missing)
  }

  /// Classes tried in order, the first that fits being the lead's.
  private init(
    _ feature: Feature, _ classes: [LeadClass], effects: [Double], factor: Double
  ) {
    let start = classes.map { effects[$0.code] }.min() ?? 0
    func exact(_ code: Int) -> Double { factor * (effects[code] - start) }
    self.start = start
    error = classes.reduce(0) {
      max($0, (exact($1.code).rounded() - exact($1.code)).magnitude)
    }
    range = nil
    let rules = classes.map { (condition: $0.condition, points: exact($0.code).rounded()) }
    group =
      Set(rules.map(\.points)).count > 1
      ? RuleGroupDraft(name: feature.name, kind: feature.kind, rules: rules.merged) : nil
  }
}

/// A class of leads by one or two columns.
struct LeadClass {
  let condition: RuleGroupDraft.Condition
  /// The code of the class in its encoding.
  let code: Int
}

extension CategoricalEncoding {
  /// The levels, then missing values, then all other texts.
  func classes(of column: String) -> [LeadClass] {
    levels.enumerated().map { code, level in
      LeadClass(condition: .exactly(column: column, [level]), code: code)
    } + [
      LeadClass(
        condition: .missing(column: column), code: hasMissing ? codeCount - 1 : unknownCode),
      LeadClass(
        condition: .number(column: column, min: nil), code: hasOther ? levels.count : unknownCode),
    ]
  }
}

extension BinnedEncoding {
  /// Missing values, then the bins from the highest to the lowest.
  func classes(of column: String) -> [LeadClass] {
    [
      LeadClass(
        condition: .missing(column: column), code: hasMissing ? edges.count + 1 : unknownCode)
    ]
      + (0...edges.count).reversed().map { bin in
        LeadClass(
          condition: .number(column: column, min: bin > 0 ? edges[bin - 1] : nil), code: bin)
      }
  }
}

extension CrossedEncoding {
  /// All cells, in an order in which the first that fits is the lead's.
  fileprivate var cells: [LeadClass] {
    first.classes.flatMap { row in
      second.classes.map { column in
        let isKnown = row.code < first.codeCount && column.code < second.codeCount
        return LeadClass(
          condition: .all([row.condition, column.condition]),
          code: isKnown ? row.code * second.codeCount + column.code : unknownCode)
      }
    }
  }
}

extension CrossedEncoding.Part {
  fileprivate var classes: [LeadClass] {
    switch encoding {
    case .binned(let binned): binned.classes(of: column)
    case .categorical(let categorical): categorical.classes(of: column)
    }
  }
}

extension [(condition: RuleGroupDraft.Condition, points: Double)] {
  /// Levels of equal points in one rule, and no rules of 0 points where nothing follows them.
  fileprivate var merged: Self {
    var merged: Self = []
    for (condition, points) in self {
      if case .exactly(let column, let texts) = condition,
        let index = merged.firstIndex(where: { $0.points == points && $0.condition.isLevel }),
        case .exactly(_, let others) = merged[index].condition
      {
        merged[index].condition = .exactly(column: column, others + texts)
      } else {
        merged.append((condition, points))
      }
    }
    while let last = merged.last, last.points == 0 { merged.removeLast() }
    return merged
  }
}

extension RuleGroupDraft.Condition {
  fileprivate var isLevel: Bool { if case .exactly = self { true } else { false } }
}
