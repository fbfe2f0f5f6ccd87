internal import LinearAlgebra

/// What each column says of the outcomes by itself.
struct ColumnSeparation {
  /// A separation per column that separates.
  let separations: [Separation]

  init(_ matrix: DesignMatrix, outcomes: [Double], weights: [Double]?) {
    let rows = outcomes.indices.filter { (weights?[$0] ?? 1) > 0 }
    var separations: [Separation] = []
    for column in 0..<matrix.dense.columnCount {
      if let separation = Self.dense(matrix, column, outcomes, rows) {
        separations.append(separation)
      }
    }
    for factor in matrix.factors.indices {
      separations += Self.levels(matrix, factor, outcomes, rows)
    }
    self.separations = separations
  }

  /// The separation by a dense column, if its values for the two classes do not overlap.
  private static func dense(
    _ matrix: DesignMatrix, _ column: Int, _ outcomes: [Double], _ rows: [Int]
  ) -> Separation? {
    var events = (least: Double.infinity, greatest: -Double.infinity)
    var others = events
    for row in rows {
      let value = matrix.dense[row, column]
      if outcomes[row] > 0 { events = (min(events.least, value), max(events.greatest, value)) }
      if outcomes[row] < 1 { others = (min(others.least, value), max(others.greatest, value)) }
    }
    let isConstant =
      min(events.least, others.least) == max(events.greatest, others.greatest)
    guard !isConstant else { return nil }
    let rises = others.greatest <= events.least
    guard rises || events.greatest <= others.least else { return nil }
    let gap = rises ? events.least - others.greatest : others.least - events.greatest
    return Separation(
      kind: gap > 0 ? .complete : .quasi, parameters: [1 + column], goesToPlusInfinity: [rises])
  }

  /// The separations by levels of a factor whose rows all have the same outcome.
  private static func levels(
    _ matrix: DesignMatrix, _ factor: Int, _ outcomes: [Double], _ rows: [Int]
  ) -> [Separation] {
    let shape = matrix.factors[factor]
    var hasEvent = [Bool](repeating: false, count: shape.levelCount)
    var hasOther = hasEvent
    for row in rows {
      let level = Int(shape.codes[row])
      if outcomes[row] > 0 { hasEvent[level] = true }
      if outcomes[row] < 1 { hasOther[level] = true }
    }
    let observed = (0..<shape.levelCount).filter { hasEvent[$0] || hasOther[$0] }
    guard observed.count > 1 else { return [] }
    let isComplete = observed.allSatisfy { hasEvent[$0] != hasOther[$0] }
    return observed.filter { hasEvent[$0] != hasOther[$0] }.map { level in
      let rest = observed.compactMap { matrix.layout.parameter(ofFactor: factor, level: $0) }
      let parameter = matrix.layout.parameter(ofFactor: factor, level: level)
      let parameters = parameter.map { [$0] } ?? [ParameterLayout.intercept] + rest
      let sign = hasEvent[level]
      return Separation(
        kind: isComplete ? .complete : .quasi, parameters: parameters,
        goesToPlusInfinity: parameters.map {
          parameter == nil && $0 != ParameterLayout.intercept ? !sign : sign
        })
    }
  }
}
