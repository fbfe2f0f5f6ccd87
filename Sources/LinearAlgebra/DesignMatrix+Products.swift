extension DesignMatrix {
  /// The linear predictor `X·b`.
  ///
  /// - Parameters:
  ///   - parameters: The parameters `b` in the order of ``layout``.
  ///   - offset: A number per row to add.
  ///   - scaling: The scaling of the dense columns that the parameters belong to; by default none.
  ///   - threads: The number of threads.
  /// - Returns: One value per row.
  public func linearPredictor(
    _ parameters: [Double], offset: [Double]? = nil, scaling: ColumnScaling? = nil, threads: Int = 1
  ) -> [Double] {
    let scaling = scaling ?? ColumnScaling(identityFor: dense.columnCount)
    checkArguments(offset: offset, scaling: scaling)
    let passLayout = PassLayout(layout)
    let expanded = ExpandedParameters(parameters, layout, passLayout)
    return RowBlocks(rowCount: rowCount).concurrentReduce(
      into: [], threads: threads
    ) { chunk in
      let workspace = BlockWorkspace(passLayout, scaling: scaling)
      var predictor: [Double] = []
      predictor.reserveCapacity(chunk.count)
      for rows in RowBlocks.blocks(of: chunk) {
        workspace.load(rows, of: self)
        workspace.predict(rows, parameters: expanded, offset: offset)
        unsafe predictor.append(contentsOf: workspace.predictors(rows.count))
      }
      return predictor
    } combine: {
      $0 += $1
    }
  }

  /// The sum of some function of the linear predictor over blocks of rows.
  ///
  /// - Parameters:
  ///   - parameters: The parameters of the scaled columns, in the order of ``layout``.
  ///   - offset: A number per row that is added to the linear predictor.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  ///   - term: The sum over a block of rows, from their linear predictors.
  /// - Returns: The sum over all rows.
  public func blockSum(
    at parameters: [Double], offset: [Double]? = nil, scaling: ColumnScaling, threads: Int,
    term: @Sendable (_ rows: Range<Int>, _ predictor: Span<Double>) -> Double
  ) -> Double {
    checkArguments(offset: offset, scaling: scaling)
    let passLayout = PassLayout(layout)
    let expanded = ExpandedParameters(parameters, layout, passLayout)
    return RowBlocks(rowCount: rowCount).concurrentReduce(into: 0, threads: threads) { chunk in
      let workspace = BlockWorkspace(passLayout, scaling: scaling)
      var sum = 0.0
      for rows in RowBlocks.blocks(of: chunk) {
        workspace.load(rows, of: self)
        workspace.predict(rows, parameters: expanded, offset: offset)
        let predictor = unsafe workspace.predictors(rows.count).span
        sum += term(rows, predictor)
      }
      return sum
    } combine: {
      $0 += $1
    }
  }

  /// The transpose product `Xᵀ·v`.
  ///
  /// - Parameters:
  ///   - vector: A value per row.
  ///   - scaling: The scaling of the dense columns; by default none.
  ///   - threads: The number of threads.
  /// - Returns: One value per parameter.
  public func transposeProduct(
    _ vector: [Double], scaling: ColumnScaling? = nil, threads: Int = 1
  ) -> [Double] {
    precondition(vector.count == rowCount, "\(vector.count) values for \(rowCount) rows")
    return gradientPass(
      at: Array(repeating: 0, count: layout.count),
      scaling: scaling ?? ColumnScaling(identityFor: dense.columnCount), threads: threads
    ) { rows, _, _, residual in
      for index in 0..<rows.count {
        residual[index] = vector[rows.lowerBound + index]
      }
      return LossSums()
    }.gradient
  }

  /// The weighted Gram matrix `XᵀWX`.
  ///
  /// - Parameters:
  ///   - weights: The diagonal of `W`, one value per row.
  ///   - scaling: The scaling of the dense columns; by default none.
  ///   - threads: The number of threads.
  /// - Returns: One row and column per parameter.
  public func weightedGram(
    _ weights: [Double], scaling: ColumnScaling? = nil, threads: Int = 1
  ) -> SymmetricMatrix {
    precondition(weights.count == rowCount, "\(weights.count) weights for \(rowCount) rows")
    return fusedPass(
      at: Array(repeating: 0, count: layout.count),
      scaling: scaling ?? ColumnScaling(identityFor: dense.columnCount), threads: threads
    ) { rows, _, curvature, _ in
      for index in 0..<rows.count {
        curvature[index] = weights[rows.lowerBound + index]
      }
      return LossSums()
    }.hessian
  }
}
