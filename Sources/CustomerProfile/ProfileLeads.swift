public import FeatureExtraction
public import Tables

/// Past leads ready to be described: every feature cut into levels, with what became of each lead.
///
/// Leads are kept in the order of their keys, so that a shuffled table gives the same numbers to
/// the last bit.
public struct ProfileLeads: Sendable {
  /// The features, each of them with codes.
  public let features: [Feature]
  /// One code per lead, for each feature.
  public let codes: [[UInt16]]
  /// Whether each lead converted.
  public let outcomes: [Bool]
  /// What each conversion was worth, `nan` where that is not known; nil where nothing is recorded.
  public let revenues: [Double]?
  /// The days from a lead's creation to its conversion, `nan` without one; nil where not known.
  public let daysToClose: [Double]?

  /// Cuts the features of leads into levels.
  ///
  /// Numbers are cut at their quartiles; where a quarter or more share the lowest value, as with
  /// counts of rare events, that is a level, and the others are cut at their median and their 80 %
  /// quantile. Declared bins stay.
  ///
  /// - Parameters:
  ///   - table: The leads.
  ///   - declarations: The features to describe; those that do not vary are left out.
  ///   - outcomes: Whether each lead converted.
  ///   - keys: A number per lead that is its own and does not depend on the order of the rows.
  ///   - revenues: What each conversion was worth.
  ///   - daysToClose: How long each conversion took.
  /// - Throws: `FeatureProblem` when a column is missing.
  public init(
    _ table: Table, declarations: [FeatureDeclaration], outcomes: [Bool], keys: [UInt64],
    revenues: [Double]? = nil, daysToClose: [Double]? = nil
  ) throws {
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let sorted = table.rows(order)
    let binned = declarations.compactMap { declaration -> FeatureDeclaration? in
      guard case .numeric = declaration.encoding else { return declaration }
      guard case .numbers(let numbers)? = table[declaration.column]?.values else { return nil }
      let edges = ProfileLeads.edges(of: numbers)
      return edges.isEmpty
        ? nil
        : FeatureDeclaration(
          name: declaration.name, column: declaration.column, kind: declaration.kind,
          encoding: .binned(edges: edges))
    }
    let extractor = try FeatureExtractor(fitting: binned, to: sorted)
    features = extractor.features
    codes = try extractor.encode(sorted).map { encoded in
      guard case .codes(let codes) = encoded else { preconditionFailure("a feature has no codes") }
      return codes
    }
    self.outcomes = order.map { outcomes[$0] }
    self.revenues = revenues.map { values in order.map { values[$0] } }
    self.daysToClose = daysToClose.map { values in order.map { values[$0] } }
  }

  /// How many leads there are.
  public var count: Int { outcomes.count }

  /// How many converted.
  public var convertedCount: Int { outcomes.count { $0 } }

  /// Where a number is cut: inner edges, increasing, none for a number that does not vary.
  static func edges(of numbers: [Double]) -> [Double] {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    guard let lowest = sorted.first, let highest = sorted.last, lowest < highest else { return [] }
    let above = sorted.drop { $0 == lowest }
    let isPiled = sorted.count - above.count >= sorted.count / 4
    func quantile(_ share: Double, of values: ArraySlice<Double>) -> Double {
      values[values.startIndex + Int(share * Double(values.count - 1))]
    }
    let wished =
      isPiled
      ? [above[above.startIndex], quantile(0.5, of: above), quantile(0.8, of: above)]
      : [0.25, 0.5, 0.75].map { quantile($0, of: sorted[...]) }
    var edges: [Double] = []
    for edge in wished.map(\.readable) where edge > edges.last ?? lowest && edge <= highest {
      edges.append(edge)
    }
    return edges
  }
}

extension Double {
  /// A number near this one with two digits where it has more; whole numbers below 100 stay.
  fileprivate var readable: Double {
    guard isFinite, magnitude >= 1e-6, magnitude < 1e15 else { return self }
    if self == rounded(), magnitude < 100 { return self }
    var scale = 1.0
    while magnitude / scale >= 100 { scale *= 10 }
    guard scale == 1 else { return (self / scale).rounded(.down) * scale }
    while magnitude * scale < 10 { scale *= 10 }
    return (self * scale).rounded(.down) / scale
  }
}

extension Feature {
  /// What a code stands for, as it is said; counts of nothing are called none.
  func spoken(_ code: Int) -> String {
    let label = label(code) ?? ""
    return kind == .behavioural && label == "up to 0" ? "none" : label
  }
}
