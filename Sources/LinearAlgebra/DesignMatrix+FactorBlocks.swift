/// What a pass over the rows of a design matrix yields that leaves out products of two factors.
public struct FactorBlockSums: Sendable, Equatable {
  /// The sums of the losses.
  public let losses: LossSums

  /// The sums `Xᵀ·r`, one per parameter.
  public let gradient: [Double]

  /// The sums `XᵀHX` but for the products of two factors.
  public let curvature: FactorBlockMatrix
}

extension DesignMatrix {
  /// Computes losses, gradient and the blocks of the Hessian that need no table of two factors.
  ///
  /// It costs half as much again as the gradient alone, however many levels there are. The bits of
  /// the result do not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - parameters: The parameters of the scaled columns, in the order of ``layout``.
  ///   - offset: A number per row that is added to the linear predictor.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  ///   - kernel: The weights, residuals and losses of a block of rows.
  /// - Returns: The sums with respect to the scaled columns' parameters.
  public func factorBlockPass(
    at parameters: [Double], offset: [Double]? = nil, scaling: ColumnScaling, threads: Int,
    kernel: RowKernel
  ) -> FactorBlockSums {
    checkArguments(offset: offset, scaling: scaling)
    let groups = FactorGroups(
      levelCounts: layout.factors.map(\.levelCount),
      largestJointLevelCount: Self.largestJointTableLevelCount)
    let tables = passTables(
      PassLayout(layout, groups: groups, withPairs: false), at: parameters, offset: offset,
      scaling: scaling, threads: threads, kernel: kernel)
    return FactorBlockSums(
      losses: tables.losses, gradient: tables.gradient(layout),
      curvature: tables.factorBlocks(layout))
  }

  /// The most joint levels of factors that share a table: it stays in the second cache.
  private static let largestJointTableLevelCount = 512
}

extension PassTables {
  /// The Hessian but for products of two factors, reference levels left out.
  fileprivate func factorBlocks(_ parameters: ParameterLayout) -> FactorBlockMatrix {
    let order = layout.denseColumnCount + 1
    var dense = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in row..<order { dense[row, column] = values[row * layout.stride + column] }
    }
    var levels = [Double](repeating: 0, count: (parameters.count - order) * order)
    forEachLevel(parameters) { parameter, table, start in
      for column in 0..<order {
        levels[(parameter - order) * order + column] = table[start + column]
      }
    }
    return FactorBlockMatrix(layout: parameters, dense: dense, levels: levels)
  }
}
