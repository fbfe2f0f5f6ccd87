internal import LinearAlgebra

/// What each column says of the outcomes by itself.
struct ColumnSeparation {
  /// A separation per column that separates.
  let separations: [Separation]

  init(_ matrix: DesignMatrix, outcomes: [Double], weights: [Double]?, threads: Int) {
    let evidence = RowBlocks(rowCount: matrix.rowCount).concurrentReduce(
      into: Evidence(matrix), threads: threads
    ) { rows in
      var evidence = Evidence(matrix)
      for row in rows where (weights?[row] ?? 1) > 0 {
        if outcomes[row] > 0 { evidence.events.add(row, of: matrix) }
        if outcomes[row] < 1 { evidence.others.add(row, of: matrix) }
      }
      return evidence
    } combine: {
      $0.events.add($1.events)
      $0.others.add($1.others)
    }
    separations =
      (0..<matrix.dense.columnCount).compactMap { evidence.denseSeparation($0) }
      + matrix.factors.indices.flatMap { evidence.levelSeparations($0, matrix.layout) }
  }
}

/// What was seen of events and of other rows; a fractional outcome is one of each.
private struct Evidence: Sendable {
  var events: ObservedValues
  var others: ObservedValues

  init(_ matrix: DesignMatrix) {
    events = ObservedValues(matrix)
    others = events
  }

  /// The separation by a dense column, if its values for the two classes do not overlap.
  func denseSeparation(_ column: Int) -> Separation? {
    let (low, high) = (events.least[column], events.greatest[column])
    let (otherLow, otherHigh) = (others.least[column], others.greatest[column])
    guard min(low, otherLow) < max(high, otherHigh) else { return nil }
    let rises = otherHigh <= low
    guard rises || high <= otherLow else { return nil }
    let gap = rises ? low - otherHigh : otherLow - high
    return Separation(
      kind: gap > 0 ? .complete : .quasi, parameters: [1 + column], goesToPlusInfinity: [rises])
  }

  /// The separations by levels of a factor whose rows all have the same outcome.
  func levelSeparations(_ factor: Int, _ layout: ParameterLayout) -> [Separation] {
    let hasEvent = events.levels[factor]
    let hasOther = others.levels[factor]
    let observed = hasEvent.indices.filter { hasEvent[$0] || hasOther[$0] }
    let pure = observed.filter { hasEvent[$0] != hasOther[$0] }
    guard observed.count > 1 else { return [] }
    let kind: Separation.Kind = pure.count == observed.count ? .complete : .quasi
    return pure.map { level in
      let sign = hasEvent[level]
      if let parameter = layout.parameter(ofFactor: factor, level: level) {
        return Separation(kind: kind, parameters: [parameter], goesToPlusInfinity: [sign])
      }
      let rest = observed.compactMap { layout.parameter(ofFactor: factor, level: $0) }
      return Separation(
        kind: kind, parameters: [ParameterLayout.intercept] + rest,
        goesToPlusInfinity: [sign] + rest.map { _ in !sign })
    }
  }
}

/// The range of every dense column and the levels of every factor in some rows.
private struct ObservedValues: Sendable {
  private(set) var least: [Double]
  private(set) var greatest: [Double]
  private(set) var levels: [[Bool]]

  init(_ matrix: DesignMatrix) {
    least = Array(repeating: .infinity, count: matrix.dense.columnCount)
    greatest = Array(repeating: -.infinity, count: matrix.dense.columnCount)
    levels = matrix.factors.map { Array(repeating: false, count: $0.levelCount) }
  }

  mutating func add(_ row: Int, of matrix: DesignMatrix) {
    for column in least.indices {
      let value = matrix.dense[row, column]
      least[column] = min(least[column], value)
      greatest[column] = max(greatest[column], value)
    }
    for (index, factor) in matrix.factors.enumerated() {
      levels[index][Int(factor.codes[row])] = true
    }
  }

  mutating func add(_ other: ObservedValues) {
    for column in least.indices {
      least[column] = min(least[column], other.least[column])
      greatest[column] = max(greatest[column], other.greatest[column])
    }
    for index in levels.indices {
      for level in levels[index].indices where other.levels[index][level] {
        levels[index][level] = true
      }
    }
  }
}
