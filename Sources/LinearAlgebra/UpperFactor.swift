internal import CRowKernels

/// The upper triangle `U` of a factorization `A = Uᵀ·U`, row after row, made by the row kernels.
///
/// Read column after column the storage holds the lower triangle, as LAPACK expects it.
struct UpperFactor: Sendable, Equatable {
  /// The order of the matrix.
  let order: Int

  /// The length of a row: the order padded to the kernels' vector width.
  let stride: Int

  /// The rows; what lies below the diagonal is not used.
  private(set) var elements: [Double]

  /// Factors a matrix in blocks of rows, most of the work being products of narrow blocks.
  ///
  /// - Parameters:
  ///   - elements: `order` rows of `stride` values, of which those from the diagonal on count.
  ///   - order: The number of rows and columns.
  /// - Throws: `Cholesky.Failure` if the matrix is not positive definite or not finite.
  init(_ elements: [Double], order: Int) throws(Cholesky.Failure) {
    self.order = order
    stride = (order + 7) / 8 * 8
    precondition(elements.count == order * stride, "\(elements.count) values for order \(order)")
    self.elements = elements
    let pivot = unsafe self.elements.withUnsafeMutableBufferPointer { buffer -> Int? in
      guard let start = buffer.baseAddress else { return nil }
      return unsafe UpperFactor.factor(start, order, stride)
    }
    guard let pivot else { return }
    let value = self.elements[pivot * stride + pivot]
    throw value.isFinite ? .notPositiveDefinite(pivot: pivot) : .notFinite
  }

  private static let outerBlock = 64
  private static let innerBlock = 8

  /// Factors in place and returns the row whose pivot is not positive, if there is one.
  private static func factor(_ a: UnsafeMutablePointer<Double>, _ order: Int, _ stride: Int) -> Int?
  {
    let kernels = unsafe ProcessorKernels.best
    var negated = [Double](repeating: 0, count: outerBlock * stride)
    for outer in Swift.stride(from: 0, to: order, by: outerBlock) {
      let outerEnd = min(outer + outerBlock, order)
      for inner in Swift.stride(from: outer, to: outerEnd, by: innerBlock) {
        let innerEnd = min(inner + innerBlock, order)
        if let pivot = unsafe eliminate(a, inner..<innerEnd, order, stride) { return pivot }
        for row in inner..<innerEnd {
          for column in innerEnd..<max(order, innerEnd) {
            negated[(row - outer) * stride + column] = unsafe -a[row * stride + column]
          }
        }
        unsafe update(
          a, by: inner..<innerEnd, rows: innerEnd..<outerEnd, stride, &negated, outer, kernels)
      }
      unsafe update(
        a, by: outer..<outerEnd, rows: outerEnd..<order, stride, &negated, outer, kernels)
    }
    return nil
  }

  /// Subtracts the products of finished rows from rows below them.
  private static func update(
    _ a: UnsafeMutablePointer<Double>, by done: Range<Int>, rows: Range<Int>, _ stride: Int,
    _ negated: inout [Double], _ outer: Int, _ kernels: crow_kernels
  ) {
    guard !rows.isEmpty else { return }
    let first = rows.lowerBound
    unsafe negated.withUnsafeBufferPointer { negated in
      unsafe kernels.gram(
        a + first * stride + first, stride, a + done.lowerBound * stride + first,
        negated.baseAddress.unsafelyUnwrapped + (done.lowerBound - outer) * stride + first, stride,
        done.count, rows.count, stride - first)
    }
  }

  /// Finishes a few rows that no longer depend on those above them.
  private static func eliminate(
    _ a: UnsafeMutablePointer<Double>, _ rows: Range<Int>, _ order: Int, _ stride: Int
  ) -> Int? {
    for row in rows {
      let target = unsafe a + row * stride
      for above in rows.lowerBound..<row {
        let source = unsafe a + above * stride
        let ratio = unsafe source[row]
        for column in row..<order {
          unsafe target[column] -= ratio * source[column]
        }
      }
      let pivot = unsafe target[row]
      guard pivot > 0 && pivot.isFinite else { return row }
      let root = pivot.squareRoot()
      unsafe target[row] = root
      for column in row + 1..<max(order, row + 1) {
        unsafe target[column] /= root
      }
    }
    return nil
  }

  /// The diagonal of `U`.
  var diagonal: [Double] { (0..<order).map { elements[$0 * stride + $0] } }
}
