/// The rows of a numeric characteristic counted in narrow quantile bins, ready to be merged.
public struct Prebins: Sendable, Equatable {
  /// The increasing inner edges, each a value that occurs; a prebin holds its lower edge.
  public let edges: [Double]
  /// The rows of each prebin, in order; no prebin is empty.
  public let counts: [OutcomeCount]
  /// The rows without a value.
  public let missing: OutcomeCount
  /// The rows of each special value, in the order in which the values were passed.
  public let specials: [OutcomeCount]

  /// Cuts values at their quantiles, equal values never apart.
  ///
  /// - Parameters:
  ///   - values: The value of each row; not a number where it is missing. Infinities are values.
  ///   - outcomes: Whether each row converted.
  ///   - weights: The weight of each row; `nil` counts each row once.
  ///   - specialValues: Values that are codes and not quantities, counted apart.
  ///   - maximumCount: The largest number of prebins, at least one.
  /// - Throws: ``ScorecardError/lengthMismatch(_:_:)``, ``ScorecardError/noPrebins`` if no row has
  ///   an ordinary value, or ``ScorecardError/ruleOutOfRange(name:value:)``.
  public init(
    values: [Double], outcomes: [Bool], weights: [Double]? = nil, specialValues: [Double] = [],
    maximumCount: Int = OptimalBinning.maximumPrebins
  ) throws(ScorecardError) {
    for count in [outcomes.count, weights?.count ?? values.count] where count != values.count {
      throw .lengthMismatch(values.count, count)
    }
    guard maximumCount >= 1 else {
      throw .ruleOutOfRange(name: "maximum prebins", value: Double(maximumCount))
    }
    var rows: [(value: Double, row: Int)] = []
    var missing = OutcomeCount.zero
    var specials = [OutcomeCount](repeating: .zero, count: specialValues.count)
    func count(_ row: Int) -> OutcomeCount {
      let weight = weights?[row] ?? 1
      return outcomes[row]
        ? OutcomeCount(events: weight, nonevents: 0) : OutcomeCount(events: 0, nonevents: weight)
    }
    for (row, value) in values.enumerated() {
      if value.isNaN {
        missing = missing + count(row)
      } else if let code = specialValues.firstIndex(of: value) {
        specials[code] = specials[code] + count(row)
      } else {
        rows.append((value, row))
      }
    }
    guard !rows.isEmpty else { throw .noPrebins }
    rows.sort { $0.value != $1.value ? $0.value < $1.value : $0.row < $1.row }
    let starts = Self.starts(rows.map(\.value), maximumCount: maximumCount)
    edges = starts.dropFirst().map { rows[$0].value }
    counts = zip(starts, starts.dropFirst() + [rows.count]).map { start, end in
      rows[start..<end].reduce(.zero) { $0 + count($1.row) }
    }
    self.missing = missing
    self.specials = specials
  }

  /// The positions in ascending values at which prebins start.
  private static func starts(_ values: [Double], maximumCount: Int) -> [Int] {
    var starts = [0]
    for cut in 1..<max(maximumCount, 1) {
      var start = max(cut * values.count / maximumCount, 1)
      // Equal values stay in the prebin that holds the first of them.
      while start < values.count, values[start] == values[start - 1] { start += 1 }
      if start < values.count, start > starts[starts.count - 1] { starts.append(start) }
    }
    return starts
  }

  /// The inner edges of the bins that these prebins were merged into.
  public func edges(of binning: OptimalBinning) -> [Double] {
    binning.ends.dropLast().map { edges[$0 - 1] }
  }
}
