extension DesignMatrix {
  /// The quadratic form `xᵀ·V·x` of every row, `x` being the row with its dense columns scaled.
  ///
  /// Only the entries of a row that are not zero are visited, so a factor costs one per pair of
  /// factors, whatever its number of levels. With the inverse of `XᵀWX` for `V`, the product with a
  /// row's weight is its hat value.
  ///
  /// - Parameters:
  ///   - matrix: The matrix `V` of the order of ``layout``.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  /// - Returns: One value per row.
  public func quadraticForms(
    _ matrix: SymmetricMatrix, scaling: ColumnScaling, threads: Int
  ) -> [Double] {
    precondition(matrix.order == layout.count, "order \(matrix.order) for \(layout.count)")
    checkArguments(offset: nil, scaling: scaling)
    return RowBlocks(rowCount: rowCount).concurrentReduce(into: [], threads: threads) { rows in
      var row = SparseRow(of: self, scaling: scaling)
      return rows.map { index in
        row.read(index, of: self)
        return row.quadraticForm(matrix)
      }
    } combine: {
      $0 += $1
    }
  }

  /// The sum of `sᵀs` over clusters, `s` being a cluster's sum of its rows times their residuals.
  ///
  /// It is the middle of the cluster-robust sandwich. Only the entries of a cluster's sum that are not
  /// zero are visited.
  ///
  /// - Parameters:
  ///   - residuals: A residual per row.
  ///   - clusters: The rows of each cluster.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  /// - Returns: A matrix of the order of ``layout``.
  public func clusterScoreGram(
    _ residuals: [Double], clusters: [[Int]], scaling: ColumnScaling, threads: Int
  ) -> SymmetricMatrix {
    precondition(residuals.count == rowCount, "\(residuals.count) residuals for \(rowCount) rows")
    checkArguments(offset: nil, scaling: scaling)
    let order = layout.count
    let zero = [Double](repeating: 0, count: order * order)
    let minimumChunk = max(256, order)
    let sums = RowBlocks(rowCount: clusters.count, minimumChunkSize: minimumChunk)
      .concurrentReduce(into: zero, threads: threads) { chunk in
        var row = SparseRow(of: self, scaling: scaling)
        var gram = zero
        var score = [Double](repeating: 0, count: order)
        for cluster in clusters[chunk] {
          var touched: Set<Int> = []
          for index in cluster {
            row.read(index, of: self)
            row.add(to: &score, times: residuals[index], touching: &touched)
          }
          let places = touched.sorted()
          for i in places {
            for j in places where j <= i { gram[i * order + j] += score[i] * score[j] }
          }
          for place in places { score[place] = 0 }
        }
        return gram
      } combine: { total, part in
        for index in total.indices { total[index] += part[index] }
      }
    return SymmetricMatrix(order: order, elements: sums)
  }
}

/// A row's entries that are not zero by their form: intercept, scaled dense columns, one per factor.
private struct SparseRow {
  private let scaling: ColumnScaling
  private let denseCount: Int
  private let firstPlaces: [Int]
  private var places: [Int]
  private var values: [Double]
  private var count = 0

  init(of matrix: DesignMatrix, scaling: ColumnScaling) {
    self.scaling = scaling
    denseCount = matrix.dense.columnCount + 1
    places = Array(0..<denseCount + matrix.factors.count)
    values = Array(repeating: 1, count: places.count)
    let layout = matrix.layout
    firstPlaces = layout.factors.indices.map {
      layout.factorRanges[$0].lowerBound - layout.factors[$0].firstParameterLevel
    }
  }

  /// Reads a row.
  mutating func read(_ row: Int, of matrix: DesignMatrix) {
    for column in 0..<denseCount - 1 {
      values[column + 1] =
        (matrix.dense[row, column] - scaling.centres[column]) / scaling.spreads[column]
    }
    count = denseCount
    for (index, factor) in matrix.factors.enumerated() {
      let level = Int(factor.codes[row])
      guard level > 0 || !factor.dropsFirstLevel else { continue }
      places[count] = firstPlaces[index] + level
      count += 1
    }
  }

  /// Sums over the entries; each pair off the diagonal counts twice.
  func quadraticForm(_ matrix: SymmetricMatrix) -> Double {
    let elements = matrix.elements.span
    var sum = 0.0
    for i in 0..<count {
      let start = places[i] * matrix.order
      var half = 0.0
      for j in 0..<i { half += elements[start + places[j]] * values[j] }
      sum += values[i] * (2 * half + elements[start + places[i]] * values[i])
    }
    return sum
  }

  /// Adds the row times a factor to a vector and notes the places.
  func add(to vector: inout [Double], times factor: Double, touching touched: inout Set<Int>) {
    for i in 0..<count {
      vector[places[i]] += factor * values[i]
      touched.insert(places[i])
    }
  }
}
