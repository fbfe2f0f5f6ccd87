/// Computes, for a block of rows, what a pass over the rows sums up.
///
/// The arguments are the rows of the block; their linear predictor; their weights `h` and their
/// residuals `r`, both to be set for every row. The result is the sum of the rows' losses. A kernel
/// is called once per block, from several threads at once.
public typealias RowKernel =
  @Sendable (
    _ rows: Range<Int>, _ predictor: Span<Double>, _ curvature: inout MutableSpan<Double>,
    _ residual: inout MutableSpan<Double>
  ) -> LossSums

/// What one fused pass over the rows of a design matrix yields.
public struct PassSums: Sendable {
  /// The sums of the losses.
  public let losses: LossSums

  /// The sums `Xᵀ·r`, one per parameter.
  public let gradient: [Double]

  /// The sums `XᵀHX` with `H` the diagonal matrix of the weights `h`.
  public let curvature: ArrowheadMatrix

  /// All values of ``curvature``, written out.
  public var hessian: SymmetricMatrix { curvature.symmetric }
}

extension DesignMatrix {
  /// Computes losses, gradient and Hessian in one pass over the rows.
  ///
  /// While a block of rows is in cache, its linear predictor is computed, the kernel is called, and
  /// all products of dense columns and factors are summed. The bits of the result do not depend on
  /// the number of threads. Memory is one table per pair of factors and thread.
  ///
  /// - Parameters:
  ///   - parameters: The parameters of the scaled columns, in the order of ``layout``.
  ///   - offset: A number per row that is added to the linear predictor.
  ///   - scaling: The scaling of the dense columns.
  ///   - plan: The ``passPlan`` of the matrix, where many passes are to share one.
  ///   - threads: The number of threads.
  ///   - kernel: The weights, residuals and losses of a block of rows.
  /// - Returns: Losses, gradient and Hessian with respect to the scaled columns' parameters.
  public func fusedPass(
    at parameters: [Double], offset: [Double]? = nil, scaling: ColumnScaling,
    plan: PassPlan? = nil, threads: Int, kernel: RowKernel
  ) -> PassSums {
    checkArguments(offset: offset, scaling: scaling)
    let tables = passTables(
      (plan ?? passPlan).layout, at: parameters, offset: offset, scaling: scaling,
      threads: threads, kernel: kernel)
    return PassSums(
      losses: tables.losses, gradient: tables.gradient(layout),
      curvature: tables.curvature(layout))
  }

  /// The tables of a pass over the rows.
  func passTables(
    _ passLayout: PassLayout, at parameters: [Double], offset: [Double]?, scaling: ColumnScaling,
    threads: Int, kernel: RowKernel
  ) -> PassTables {
    let expanded = ExpandedParameters(parameters, layout, passLayout)
    let blocks = RowBlocks(
      rowCount: rowCount, minimumChunkSize: passLayout.minimumChunkSize(rowCount: rowCount))
    let total: PassTables? = blocks.concurrentReduce(into: nil, threads: threads) { chunk in
      let workspace = BlockWorkspace(passLayout, scaling: scaling)
      var tables = PassTables(passLayout)
      unsafe tables.update { values in
        var losses = LossSums()
        for rows in RowBlocks.blocks(of: chunk) {
          workspace.load(rows, of: self)
          losses += run(kernel, on: rows, workspace, expanded, offset)
          unsafe workspace.addSums(
            rows.count, to: values, upcoming: UpcomingRows(after: rows, of: dense))
        }
        return losses
      }
      return tables
    } combine: { total, tables in
      // Tables may be large: the first ones become the total.
      if total == nil { total = tables } else { total?.add(tables) }
    }
    return total ?? PassTables(passLayout)
  }

  /// Computes the linear predictor of a loaded block and calls the kernel.
  func run(
    _ kernel: RowKernel, on rows: Range<Int>, _ workspace: borrowing BlockWorkspace,
    _ parameters: ExpandedParameters, _ offset: [Double]?
  ) -> LossSums {
    workspace.predict(rows, parameters: parameters, offset: offset)
    let predictor = unsafe workspace.predictors(rows.count).span
    var curvature = unsafe workspace.curvatures(rows.count).mutableSpan
    var residual = unsafe workspace.residuals(rows.count).mutableSpan
    return kernel(rows, predictor, &curvature, &residual)
  }

  func checkArguments(offset: [Double]?, scaling: ColumnScaling) {
    OpenBLAS.useOneThread()
    precondition(offset == nil || offset?.count == rowCount, "an offset per row is needed")
    precondition(
      scaling.centres.count == dense.columnCount,
      "the scaling is for \(scaling.centres.count) columns, not \(dense.columnCount)")
  }
}
