extension DesignMatrix {
  /// The weighted means and standard deviations of the dense columns.
  ///
  /// The standard deviation divides by the sum of the weights (`1/N`, as in glmnet). Its square is
  /// the penalty factor that makes a ridge penalty act on the standardized column. A column
  /// that does not vary gets a spread of 1. Sums are taken of differences to the mean of
  /// some rows, so a large mean costs no digits. A column with a value that is
  /// not finite has a centre that is not finite.
  ///
  /// - Parameters:
  ///   - weights: A weight per row, not all zero; by default 1.
  ///   - threads: The number of threads.
  /// - Returns: Means as centres, standard deviations as spreads.
  public func standardization(weights: [Double]? = nil, threads: Int = 1) -> ColumnScaling {
    precondition(weights == nil || weights?.count == rowCount, "a weight per row is needed")
    guard rowCount > 0 && dense.columnCount > 0 else {
      return ColumnScaling(identityFor: dense.columnCount)
    }
    let origins = ColumnMoments(count: dense.columnCount)
    let moments = RowBlocks(rowCount: rowCount).concurrentReduce(into: origins, threads: threads) {
      columnMoments($0, weights)
    } combine: {
      $0.add($1)
    }
    return ColumnScaling(
      centres: moments.means,
      spreads: moments.squares.map {
        $0 > 0 && $0.isFinite ? ($0 / moments.weight).squareRoot() : 1
      })
  }

  /// The moments of some rows.
  private func columnMoments(_ rows: Range<Int>, _ weights: [Double]?) -> ColumnMoments {
    let columns = dense.columnCount
    let start = rows.lowerBound * columns
    let firstRow = Array(dense.elements[start..<start + columns])
    let firstBlock = rows.lowerBound..<min(rows.lowerBound + RowBlocks.blockSize, rows.upperBound)
    // Differences to a value far from the mean would lose digits of the variance.
    let origin = columnMoments(firstBlock, weights, about: firstRow).means
    return columnMoments(rows, weights, about: origin)
  }

  private func columnMoments(
    _ rows: Range<Int>, _ weights: [Double]?, about origin: [Double]
  ) -> ColumnMoments {
    let layout = PassLayout(
      ParameterLayout(denseColumnCount: dense.columnCount, factors: []))
    let workspace = BlockWorkspace(
      layout, scaling: ColumnScaling(centres: origin, spreads: origin.map { _ in 1 }))
    let columns = DesignMatrix(dense: dense)
    var sums = [Double](repeating: 0, count: layout.stride)
    var squares = sums
    for block in RowBlocks.blocks(of: rows) {
      workspace.load(block, of: columns)
      workspace.addMoments(block, weights, &sums, &squares)
    }
    // The column of ones has counted the weight.
    let weight = sums[0]
    guard weight > 0 else { return ColumnMoments(count: origin.count) }
    let shifts = sums.dropFirst().prefix(origin.count).map { $0 / weight }
    return ColumnMoments(
      weight: weight, means: zip(origin, shifts).map { $0 + $1 },
      squares: zip(squares.dropFirst().prefix(origin.count), shifts).map { $0 - weight * $1 * $1 })
  }
}

/// The weight of some rows, and per column the mean and the sum of squared differences to it.
private struct ColumnMoments: Sendable {
  private(set) var weight: Double
  private(set) var means: [Double]
  private(set) var squares: [Double]

  init(weight: Double, means: [Double], squares: [Double]) {
    self.weight = weight
    self.means = means
    self.squares = squares
  }

  /// The moments of no rows.
  init(count: Int) {
    let zero = [Double](repeating: 0, count: count)
    self.init(weight: 0, means: zero, squares: zero)
  }

  /// Joins the moments of other rows (Chan, Golub and LeVeque 1983).
  mutating func add(_ other: ColumnMoments) {
    guard other.weight > 0 else { return }
    guard weight > 0 else {
      self = other
      return
    }
    let share = other.weight / (weight + other.weight)
    for j in means.indices {
      let difference = other.means[j] - means[j]
      means[j] += difference * share
      squares[j] += other.squares[j] + difference * difference * weight * share
    }
    weight += other.weight
  }
}
