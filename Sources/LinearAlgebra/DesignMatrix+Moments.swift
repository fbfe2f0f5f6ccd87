extension DesignMatrix {
  /// The weighted means and standard deviations of the dense columns.
  ///
  /// The standard deviation divides by the sum of the weights (`1/N`, as in glmnet). Its square is
  /// the penalty factor that makes a ridge penalty act on the standardized column. A column
  /// that does not vary gets a spread of 1. Sums are taken of differences to the column's first
  /// value and then to its mean, so a large mean costs no digits. A column with a value that is
  /// not finite has a centre that is not finite.
  ///
  /// - Parameters:
  ///   - weights: A weight per row, not all zero; by default 1.
  ///   - threads: The number of threads.
  /// - Returns: Means as centres, standard deviations as spreads.
  public func standardization(weights: [Double]? = nil, threads: Int = 1) -> ColumnScaling {
    precondition(weights == nil || weights?.count == rowCount, "a weight per row is needed")
    guard rowCount > 0 else { return ColumnScaling(identityFor: dense.columnCount) }
    let total = weights?.reduce(0, +) ?? Double(rowCount)
    let origin = Array(dense.elements[0..<dense.columnCount])
    let means = zip(origin, columnSums(about: origin, weights, threads).first).map {
      $0 + $1 / total
    }
    let squares = columnSums(about: means, weights, threads).second
    return ColumnScaling(
      centres: means,
      spreads: squares.map { $0 > 0 && $0.isFinite ? ($0 / total).squareRoot() : 1 })
  }

  /// Weighted sums of the columns' differences to some centres, and of the differences' squares.
  private struct ColumnSums: Sendable {
    var first: [Double]
    var second: [Double]
  }

  private func columnSums(
    about centres: [Double], _ weights: [Double]?, _ threads: Int
  ) -> ColumnSums {
    let zero = [Double](repeating: 0, count: dense.columnCount)
    return RowBlocks(rowCount: rowCount).concurrentReduce(
      into: ColumnSums(first: zero, second: zero), threads: threads
    ) { rows in
      var firstSums = zero
      var secondSums = zero
      var first = firstSums.mutableSpan
      var second = secondSums.mutableSpan
      let elements = dense.elements.span
      let centres = centres.span
      for row in rows {
        let weight = weights?[row] ?? 1
        let start = row * zero.count
        for j in 0..<zero.count {
          let difference = unsafe elements[unchecked: start + j] - centres[unchecked: j]
          unsafe first[unchecked: j] += weight * difference
          unsafe second[unchecked: j] += weight * difference * difference
        }
      }
      return ColumnSums(first: firstSums, second: secondSums)
    } combine: { total, part in
      for j in zero.indices {
        total.first[j] += part.first[j]
        total.second[j] += part.second[j]
      }
    }
  }
}
