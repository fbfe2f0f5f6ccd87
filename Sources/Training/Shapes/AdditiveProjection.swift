import LinearAlgebra

/// The weighted least-squares fit `a_i + b_j` to a table: what rows and columns alone explain.
///
/// Its residuals have weighted row and column means of zero. Of a table of effects they are the
/// pure interaction (Lengerich et al. 2020); of a score they are what main effects leave.
struct AdditiveProjection {
  /// The part of each row, and of each column.
  let rows, columns: [Double]

  /// Projects a table.
  ///
  /// - Parameters:
  ///   - table: The values, row after row.
  ///   - weights: A weight of at least 0 per cell.
  ///   - width: How many columns there are.
  init(_ table: [Double], weights: [Double], width: Int) {
    let height = table.count / width
    let order = height + width
    var normal = SymmetricMatrix(order: order)
    var margins = [Double](repeating: 0, count: order)
    for row in 0..<height {
      for column in 0..<width {
        let weight = weights[row * width + column]
        normal[height + column, row] = weight
        margins[row] += weight
        margins[height + column] += weight
      }
    }
    let total = weights.reduce(0, +)
    // Rows without weight, and one constant per connected part, are not determined.
    let ridge = max(total / Double(order) * 1e-9, .leastNormalMagnitude)
    let damped = normal.adding(diagonal: margins.map { $0 + ridge })
    var solution = [Double](repeating: 0, count: order)
    if total > 0, let factored = try? Cholesky(damped) {
      // The ridge leaves an error of about its own size; each round reduces it by as much again.
      for _ in 0..<4 {
        let moments = Self.moments(table, solution, weights: weights, width: width)
        for (index, change) in factored.solve(moments).enumerated() { solution[index] += change }
      }
    }
    rows = Array(solution[..<height])
    columns = Array(solution[height...])
  }

  /// The table less what rows and columns explain.
  func residuals(of table: [Double]) -> [Double] {
    table.indices.map { cell in
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns.count)
      return table[cell] - rows[row] - columns[column]
    }
  }

  /// The weighted sums of the residuals over rows, then over columns.
  private static func moments(
    _ table: [Double], _ solution: [Double], weights: [Double], width: Int
  ) -> [Double] {
    let height = table.count / width
    var moments = [Double](repeating: 0, count: solution.count)
    for cell in table.indices {
      let (row, column) = cell.quotientAndRemainder(dividingBy: width)
      let residual = weights[cell] * (table[cell] - solution[row] - solution[height + column])
      moments[row] += residual
      moments[height + column] += residual
    }
    return moments
  }
}
