internal import COpenBLAS

extension SymmetricMatrix {
  /// The columns that are linear combinations of columns before them, in ascending order.
  ///
  /// The rank is found by Cholesky factorization with complete pivoting (LAPACK's `dpstrf`) of the
  /// matrix scaled to a unit diagonal. If it is deficient, the columns are eliminated in order, so
  /// that of columns that say the same the first one stays, as in R. A column of zeros depends
  /// on nothing and is named too.
  ///
  /// - Parameter tolerance: The share of its own sum of squares that a column must add.
  /// - Returns: The dependent columns, empty for a matrix of full rank.
  public func dependentColumns(tolerance: Double = 1e-11) -> [Int] {
    let zero = (0..<order).filter { !(self[$0, $0] > 0) }
    let others = (0..<order).filter { self[$0, $0] > 0 }
    let nonzero = submatrix(others)
    guard let scales = try? nonzero.equilibrationScales() else { return zero }
    let unit = nonzero.equilibrated(scales)
    guard Self.pivotedRank(unit, order: others.count, tolerance: tolerance) < others.count else {
      return zero
    }
    let dependent = Self.skippedPivots(unit, order: others.count, tolerance: tolerance)
    return (zero + dependent.map { others[$0] }).sorted()
  }

  private static func pivotedRank(_ unit: [Double], order: Int, tolerance: Double) -> Int {
    guard order > 0 else { return 0 }
    OpenBLAS.useOneThread()
    var factor = unit
    var pivots = [Int32](repeating: 0, count: order)
    var rank: Int32 = 0
    _ = unsafe LAPACKE_dpstrf(
      LAPACK_COL_MAJOR, Cholesky.lower, Int32(order), &factor, Int32(order), &pivots, &rank,
      tolerance)
    return Int(rank)
  }

  /// The columns whose pivot vanishes in a Cholesky factorization in column order.
  private static func skippedPivots(_ unit: [Double], order: Int, tolerance: Double) -> [Int] {
    var lower = unit
    var skipped: [Int] = []
    for k in 0..<order {
      let pivot = lower[k * order + k]
      guard pivot > tolerance else {
        skipped.append(k)
        continue
      }
      for i in k + 1..<max(order, k + 1) {
        let ratio = lower[i * order + k] / pivot
        guard ratio != 0 else { continue }
        for j in k + 1...i {
          lower[i * order + j] -= ratio * lower[j * order + k]
        }
      }
    }
    return skipped
  }
}
