extension DesignMatrix {
  /// The quadratic form `xᵀ·V·x` of every row: with a covariance `V`, the variance of its predictor.
  ///
  /// Only the entries of a row that are not zero are visited, so a factor costs one per pair of
  /// factors, whatever its number of levels.
  ///
  /// - Parameter matrix: The matrix `V` of the order of ``layout``.
  /// - Returns: One value per row.
  public func quadraticForms(_ matrix: SymmetricMatrix) -> [Double] {
    precondition(matrix.order == layout.count, "order \(matrix.order) for \(layout.count)")
    let denseCount = dense.columnCount + 1
    let capacity = denseCount + factors.count
    var places = Array(0..<capacity)
    var values = [Double](repeating: 1, count: capacity)
    let firsts = layout.factors.indices.map {
      layout.factorRanges[$0].lowerBound - layout.factors[$0].firstParameterLevel
    }
    return (0..<rowCount).map { row in
      for column in 0..<dense.columnCount { values[column + 1] = dense[row, column] }
      var count = denseCount
      for (index, factor) in factors.enumerated() {
        let level = Int(factor.codes[row])
        guard level >= layout.factors[index].firstParameterLevel else { continue }
        places[count] = firsts[index] + level
        values[count] = 1
        count += 1
      }
      return unsafe matrix.elements.withUnsafeBufferPointer { elements in
        unsafe DesignMatrix.quadraticForm(elements, matrix.order, places, values, count)
      }
    }
  }

  /// Sums over the entries of a sparse vector; each pair off the diagonal counts twice.
  private static func quadraticForm(
    _ elements: UnsafeBufferPointer<Double>, _ order: Int, _ places: [Int], _ values: [Double],
    _ count: Int
  ) -> Double {
    unsafe places.withUnsafeBufferPointer { places in
      unsafe values.withUnsafeBufferPointer { values in
        var sum = 0.0
        for i in 0..<count {
          let start = unsafe places[i] * order
          var row = 0.0
          for j in 0..<i { unsafe row += elements[start + places[j]] * values[j] }
          unsafe sum += values[i] * (2 * row + elements[start + places[i]] * values[i])
        }
        return sum
      }
    }
  }
}
