internal import COpenBLAS

extension BlockWorkspace {
  /// Adds the gradient and every Hessian block of a loaded block to the tables of a pass.
  ///
  /// - Parameters:
  ///   - rows: The rows of the block, whose curvatures and residuals have been set.
  ///   - factors: The factors of the matrix.
  ///   - tables: The tables, as laid out by the workspace's layout.
  func addSums(
    over rows: Range<Int>, factors: [Factor], to tables: UnsafeMutablePointer<Double>
  ) {
    weigh(rows.count)
    unsafe addDenseSums(rows.count, to: tables)
    for (index, factor) in factors.enumerated() {
      unsafe factor.codes.withUnsafeBufferPointer { codes in
        unsafe addFactorSums(
          codes.baseAddress.unsafelyUnwrapped + rows.lowerBound, rows.count,
          to: tables + layout.factorOffsets[index])
      }
    }
    for pair in layout.pairs {
      unsafe factors[pair.first].codes.withUnsafeBufferPointer { first in
        unsafe factors[pair.second].codes.withUnsafeBufferPointer { second in
          unsafe addPairSums(
            first.baseAddress.unsafelyUnwrapped + rows.lowerBound,
            second.baseAddress.unsafelyUnwrapped + rows.lowerBound, rows.count,
            to: tables + pair.offset, secondLevelCount: layout.levelCounts[pair.second])
        }
      }
    }
  }

  /// Adds the gradient alone: `Σ r·[1, x]`, then `Σ r` per level of every factor.
  ///
  /// - Parameters:
  ///   - rows: The rows of the block, whose residuals have been set.
  ///   - factors: The factors of the matrix.
  ///   - sums: `stride` values for intercept and dense columns, then one per level.
  func addGradient(
    over rows: Range<Int>, factors: [Factor], to sums: UnsafeMutablePointer<Double>
  ) {
    unsafe cblas_dgemv(
      CblasRowMajor, CblasTrans, blasint(rows.count), blasint(layout.stride), 1, design,
      blasint(layout.stride), residual, 1, 1, sums, 1)
    for (factor, levelOffset) in zip(factors, layout.levelOffsets) {
      let levels = unsafe sums + layout.stride + levelOffset
      unsafe factor.codes.withUnsafeBufferPointer { codes in
        for index in 0..<rows.count {
          unsafe levels[Int(codes[rows.lowerBound + index])] += residual[index]
        }
      }
    }
  }

  /// Fills ``weighted`` from ``design``, ``curvature`` and ``residual``.
  private func weigh(_ count: Int) {
    let stride = layout.stride
    let last = layout.denseColumnCount + 1
    for index in 0..<count {
      let source = unsafe UnsafeRawPointer(design + index * stride)
      let target = unsafe UnsafeMutableRawPointer(weighted + index * stride)
      let h = unsafe curvature[index]
      for quad in 0..<stride / 4 {
        let x = unsafe (source + quad * 32).loadUnaligned(as: SIMD4<Double>.self)
        unsafe (target + quad * 32).storeBytes(of: x * h, as: SIMD4<Double>.self)
      }
      unsafe weighted[index * stride + last] = residual[index]
    }
  }

  /// Adds `Σ [1, x]ᵀ·[h, h·x, r]`.
  private func addDenseSums(_ count: Int, to table: UnsafeMutablePointer<Double>) {
    let stride = blasint(layout.stride)
    unsafe cblas_dgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, blasint(layout.denseColumnCount + 1),
      blasint(layout.denseColumnCount + 2), blasint(count), 1, design, stride, weighted, stride, 1,
      table, stride)
  }

  /// Adds every weighted row to the table row of its level.
  private func addFactorSums(
    _ codes: UnsafePointer<UInt16>, _ count: Int, to table: UnsafeMutablePointer<Double>
  ) {
    let stride = layout.stride
    for index in 0..<count {
      let source = unsafe UnsafeRawPointer(weighted + index * stride)
      let target = unsafe UnsafeMutableRawPointer(table + Int(codes[index]) * stride)
      for quad in 0..<stride / 4 {
        let addend = unsafe (source + quad * 32).loadUnaligned(as: SIMD4<Double>.self)
        let sum = unsafe (target + quad * 32).loadUnaligned(as: SIMD4<Double>.self)
        unsafe (target + quad * 32).storeBytes(of: sum + addend, as: SIMD4<Double>.self)
      }
    }
  }

  /// Adds every row's weight to the table cell of its pair of levels.
  private func addPairSums(
    _ first: UnsafePointer<UInt16>, _ second: UnsafePointer<UInt16>, _ count: Int,
    to table: UnsafeMutablePointer<Double>, secondLevelCount: Int
  ) {
    for index in 0..<count {
      let cell = unsafe Int(first[index]) &* secondLevelCount &+ Int(second[index])
      unsafe table[cell] += curvature[index]
    }
  }
}
