extension DesignMatrix {
  /// The weighted means and standard deviations of the dense columns.
  ///
  /// The standard deviation divides by the sum of the weights (`1/N`, as in glmnet). Its square is
  /// the penalty factor that makes a ridge penalty act on the standardized column. A column
  /// that does not vary gets a spread of 1. Sums are taken of differences to the column's first
  /// value, so a large mean costs no digits. A column with a value that is not finite has a
  /// centre that is not finite.
  ///
  /// - Parameters:
  ///   - weights: A weight per row, not all zero; by default 1.
  ///   - threads: The number of threads.
  public func standardization(weights: [Double]? = nil, threads: Int = 1) -> ColumnScaling {
    let columnCount = dense.columnCount
    guard columnCount > 0, rowCount > 0 else {
      return ColumnScaling(identityFor: columnCount)
    }
    precondition(weights == nil || weights?.count == rowCount, "a weight per row is needed")
    let origin = Array(dense.elements[0..<columnCount])
    let blocks = RowBlocks(rowCount: rowCount)
    func weightedSums(_ count: Int, _ add: @Sendable (Double, Int, inout [Double]) -> Void)
      -> [Double]
    {
      blocks.concurrentReduce(into: [Double](repeating: 0, count: count), threads: threads) {
        var sums = [Double](repeating: 0, count: count)
        for row in $0 {
          add(weights?[row] ?? 1, row * columnCount, &sums)
        }
        return sums
      } combine: { total, part in
        for index in 0..<count {
          total[index] += part[index]
        }
      }
    }
    let sums = weightedSums(columnCount + 1) { weight, start, sums in
      for j in 0..<columnCount {
        sums[j] += weight * (dense.elements[start + j] - origin[j])
      }
      sums[columnCount] += weight
    }
    let total = sums[columnCount]
    let means = (0..<columnCount).map { origin[$0] + sums[$0] / total }
    let squares = weightedSums(columnCount) { weight, start, sums in
      for j in 0..<columnCount {
        let deviation = dense.elements[start + j] - means[j]
        sums[j] += weight * deviation * deviation
      }
    }
    return ColumnScaling(
      centres: means,
      spreads: squares.map { $0 > 0 && $0.isFinite ? ($0 / total).squareRoot() : 1 })
  }
}
