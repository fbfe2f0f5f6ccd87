public import FeatureExtraction
internal import LinearAlgebra
internal import RuleScoring
public import Tables

/// What the model reads of leads and no rule does, cut into a few classes.
public struct CandidateFeature: Sendable {
  /// Where the classes of a feature come from.
  public enum Source: Sendable {
    /// A column of the leads.
    case column
    /// How often some events happened in a window.
    case eventCount([String], window: TimeSpan)
  }

  /// The classes that leads fall into.
  enum Classes: Sendable {
    /// Bands between edges; a band holds its lower edge.
    case bands(edges: [Double])
    /// Levels of a category.
    case levels([String])
  }

  /// The name of the feature, which is the name of a column too.
  public let name: String
  /// Which of the three kinds of data it is.
  public let kind: FeatureKind
  let source: Source
  let classes: Classes
  /// The class of each lead, the last for a missing value.
  let codes: [UInt16]

  /// The number of classes, missing values among them.
  var classCount: Int {
    switch classes {
    case .bands(let edges): edges.count + 2
    case .levels(let levels): levels.count + 1
    }
  }

  /// Cuts a column into classes, nil when there are no two.
  ///
  /// Numbers are cut at their quartiles, or between the lowest number and the rest where most leads
  /// have the lowest; the 12 most frequent levels of a category are kept, others count as missing.
  /// Outcomes play no part, so that a test of the classes is honest.
  public init?(name: String, kind: FeatureKind, source: Source, column: Column) {
    switch column.values {
    case .numbers(let numbers):
      let edges = numbers.quartileEdges
      guard !edges.isEmpty else { return nil }
      classes = .bands(edges: edges)
      codes = numbers.map { number in
        number.isNaN
          ? UInt16(edges.count + 1) : UInt16(edges.firstIndex { number < $0 } ?? edges.count)
      }
    default:
      var counts: [String: Int] = [:]
      let texts = (0..<column.count).map { column.isMissing($0) ? nil : column.text($0) }
      for text in texts { if let text { counts[text, default: 0] += 1 } }
      let levels = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map(\.key)
      guard !levels.isEmpty else { return nil }
      var places: [String: UInt16] = [:]
      for (place, level) in levels.enumerated() { places[level] = UInt16(place) }
      classes = .levels(levels)
      codes = texts.map { $0.flatMap { places[$0] } ?? UInt16(levels.count) }
    }
    self.name = name
    self.kind = kind
    self.source = source
    guard Set(codes).count > 1 else { return nil }
  }
}

extension [Double] {
  /// Edges at the quartiles, in round numbers; the lowest number above the lowest where most tie.
  fileprivate var quartileEdges: [Double] {
    let sorted = filter { $0.isFinite }.sorted()
    guard let lowest = sorted.first, let highest = sorted.last, highest > lowest else { return [] }
    var edges: [Double] = []
    for quarter in 1...3 {
      let edge = sorted[quarter * sorted.count / 4].roundNumber
      if edge > Swift.max(lowest, edges.last ?? lowest), edge <= highest { edges.append(edge) }
    }
    if edges.isEmpty, let next = sorted.first(where: { $0 > lowest }) { edges = [next] }
    return edges
  }
}

extension Double {
  /// The number with two significant digits.
  fileprivate var roundNumber: Double {
    guard self != 0 else { return 0 }
    var unit = 1.0
    while magnitude / unit >= 100 { unit *= 10 }
    while magnitude / unit < 10, unit > 1e-12 { unit /= 10 }
    return unit >= 1
      ? (self / unit).rounded() * unit : (self / unit).rounded() / (1 / unit).rounded()
  }
}

/// A candidate whose classes are numbered from the most frequent, which others are measured against.
struct CodedCandidate {
  let feature: CandidateFeature
  /// The classes of the candidate in the order of the factor's levels; empty ones are left out.
  let levels: [Int]
  let codes: [UInt16]

  init(_ feature: CandidateFeature) {
    self.feature = feature
    var counts = [Int](repeating: 0, count: feature.classCount)
    for code in feature.codes { counts[Int(code)] += 1 }
    let used = counts.indices.filter { counts[$0] > 0 }
    let reference = used.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
    levels = [reference] + used.filter { $0 != reference }
    var places = [UInt16](repeating: 0, count: feature.classCount)
    for (place, level) in levels.enumerated() { places[level] = UInt16(place) }
    codes = feature.codes.map { places[Int($0)] }
  }
}

/// A candidate with what its classes add to the log odds beside all rules.
struct FittedCandidate {
  let feature: CandidateFeature
  /// The classes that have effects; the one left out is the most frequent.
  let codes: [Int]
  let effects: [RuleEffect?]
  /// The p-value of all effects being 0.
  let pValue: Double
}
