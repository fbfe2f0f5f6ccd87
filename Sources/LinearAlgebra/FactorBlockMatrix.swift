/// The Hessian of a model with factors as far as one table for each factor tells it.
///
/// It holds the products of the intercept and the dense columns with one another and with the
/// levels, and the levels' own sums; what two factors have in common is not in it. A model of
/// 2,000 levels and 10 dense columns needs 22,000 values where the whole Hessian has 4 million.
public struct FactorBlockMatrix: Sendable, Equatable {
  /// The order of the rows and columns.
  public let layout: ParameterLayout

  /// The products of the intercept and the dense columns.
  let dense: SymmetricMatrix

  /// The products of every level with these, a row of `dense.order` values per parameter of a
  /// factor; the first one, with the intercept, is also the level's own.
  let levels: [Double]

  init(layout: ParameterLayout, dense: SymmetricMatrix, levels: [Double]) {
    self.layout = layout
    self.dense = dense
    self.levels = levels
  }

  /// The diagonal of the Hessian.
  public var diagonal: [Double] {
    dense.diagonal + stride(from: 0, to: levels.count, by: dense.order).map { levels[$0] }
  }

  /// The matrix with every value multiplied by a number.
  public func scaled(by factor: Double) -> FactorBlockMatrix {
    FactorBlockMatrix(
      layout: layout, dense: dense.scaled(by: factor), levels: levels.map { $0 * factor })
  }

  /// The row of ``levels`` that a parameter of a factor has.
  func levelRow(_ parameter: Int) -> Range<Int> {
    let start = (parameter - layout.dense.upperBound) * dense.order
    return start..<start + dense.order
  }
}
