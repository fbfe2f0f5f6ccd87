extension ArrowheadMatrix {
  /// The largest order for which dependent columns are looked for in the order of the columns.
  private static let largestOrderedSearch = 4000

  /// The columns that are linear combinations of columns before them, in ascending order.
  ///
  /// A factorization tells nearly always that there are none. If there are, they are those that
  /// ``SymmetricMatrix/dependentColumns(tolerance:)`` names, except in a matrix of more than 4,000
  /// columns: there the columns of the diagonal block count as coming first.
  ///
  /// - Parameter tolerance: The share of its own sum of squares that a column must add.
  /// - Returns: The dependent columns, empty for a matrix of full rank.
  public func dependentColumns(tolerance: Double = 1e-11) -> [Int] {
    if factorizationOfFullRank(tolerance: tolerance) != nil { return [] }
    guard order > Self.largestOrderedSearch else {
      return symmetric.dependentColumns(tolerance: tolerance)
    }
    let empty = zip(shaft, shaftDiagonal).filter { !($0.1 > 0) }.map(\.0)
    let kept = submatrix((0..<order).filter { !empty.contains($0) })
    let heads = kept.dependentHeads(tolerance: tolerance).map { row(ofHeadIndex: $0) }
    return (empty + heads).sorted()
  }

  /// A factorization, if it shows that no column is a linear combination of others.
  ///
  /// - Parameters:
  ///   - tolerance: The share of its own sum of squares that a column must add.
  ///   - threads: The number of threads.
  /// - Returns: `nil` if ``dependentColumns(tolerance:)`` has to tell.
  public func factorizationOfFullRank(
    tolerance: Double = 1e-11, threads: Int = 1
  ) -> ArrowheadCholesky? {
    // Rounding blurs the smallest pivot by far less than the margin left here.
    guard let factorization = try? ArrowheadCholesky(self, threads: threads),
      factorization.smallestPivot > 1000 * tolerance
    else { return nil }
    return factorization
  }

  /// The places of the head's columns that depend on the shaft and on those before them.
  private func dependentHeads(tolerance: Double) -> [Int] {
    let complement = schurComplement(threads: 1)
    var own = SymmetricMatrix(order: headOrder)
    for i in 0..<headOrder {
      let scale = head[i * stride + i]
      for j in i..<headOrder {
        // What rounding has left of a column that the shaft explains is none of its own.
        let isDiagonal = i == j
        let value = complement[i * stride + j]
        own[j, i] = isDiagonal && value <= tolerance * scale ? 0 : value
      }
    }
    return own.dependentColumns(tolerance: tolerance)
  }
}
