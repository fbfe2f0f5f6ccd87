/// The rows a linear model is fitted to: a dense block and factors, never one-hot expanded.
///
/// Three operations carry every fit: the linear predictor `X·b`, the transpose product `Xᵀ·v` and
/// the weighted Gram matrix `XᵀWX`, each with the intercept as first parameter.
public struct DesignMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int

  /// The numeric columns.
  public let dense: DenseBlock

  /// The categorical columns.
  public let factors: [Factor]

  /// The order of the parameters.
  public let layout: ParameterLayout

  /// Creates a matrix from columns with the same number of rows.
  ///
  /// - Parameters:
  ///   - dense: The numeric columns; a block of 0 columns states the number of rows.
  ///   - factors: The categorical columns.
  public init(dense: DenseBlock, factors: [Factor] = []) {
    for factor in factors {
      precondition(
        factor.codes.count == dense.rowCount,
        "a factor has \(factor.codes.count) rows, the dense block \(dense.rowCount)")
    }
    rowCount = dense.rowCount
    self.dense = dense
    self.factors = factors
    layout = ParameterLayout(
      denseColumnCount: dense.columnCount,
      factors: factors.map {
        .init(levelCount: $0.levelCount, dropsFirstLevel: $0.dropsFirstLevel)
      })
  }

  /// The matrix of the given rows, in the given order, repeats allowed.
  public func rows(_ indices: [Int]) -> DesignMatrix {
    DesignMatrix(dense: dense.rows(indices), factors: factors.map { $0.rows(indices) })
  }
}
