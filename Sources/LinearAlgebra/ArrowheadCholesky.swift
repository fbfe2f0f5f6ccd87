internal import COpenBLAS
internal import CRowKernels

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A factorization of a positive definite ``ArrowheadMatrix``, its diagonal block eliminated.
///
/// With `[D, C; Cᵀ, B]` only the Schur complement `B - CᵀD⁻¹C` needs a Cholesky factorization, which
/// takes the cube of its small order and not that of the whole.
public struct ArrowheadCholesky: Sendable {
  /// The matrix that was factored.
  private let matrix: ArrowheadMatrix

  /// The factored Schur complement.
  private let complement: Cholesky

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - threads: The number of threads, on which the bits of the result do not depend.
  /// - Throws: `Cholesky.Failure` if the matrix is not positive definite or not finite.
  public init(_ matrix: ArrowheadMatrix, threads: Int = 1) throws(Cholesky.Failure) {
    for (row, value) in zip(matrix.shaft, matrix.shaftDiagonal) where !(value > 0) {
      throw value.isNaN ? .notFinite : .notPositiveDefinite(pivot: row)
    }
    self.matrix = matrix
    do {
      complement = try Cholesky(
        upperRows: matrix.schurComplement(threads: threads), order: matrix.headOrder)
    } catch {
      guard case .notPositiveDefinite(let pivot) = error else { throw error }
      throw .notPositiveDefinite(pivot: matrix.row(ofHeadIndex: pivot))
    }
  }

  /// The order of the matrix.
  public var order: Int { matrix.order }

  /// The logarithm of the determinant.
  public var logDeterminant: Double {
    matrix.shaftDiagonal.reduce(complement.logDeterminant) { $0 + log($1) }
  }

  /// The smallest share of a column's sum of squares that the columns before it do not explain,
  /// those of the diagonal block taken first.
  public var smallestPivot: Double {
    let shares = zip(complement.pivots, complement.diagonal).enumerated().map { index, pivot in
      pivot.0 * pivot.1 / matrix.head[index * matrix.stride + index]
    }
    return shares.min() ?? 1
  }

  /// The solution `x` of `A·x = b`.
  public func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == order, "\(b.count) values for order \(order)")
    var heads = (0..<matrix.headOrder).map { b[matrix.row(ofHeadIndex: $0)] }
    for (index, row) in matrix.shaft.enumerated() {
      let ratio = b[row] / matrix.shaftDiagonal[index]
      for j in heads.indices { heads[j] -= ratio * matrix.cross[index * matrix.stride + j] }
    }
    heads = complement.solve(heads)
    var x = b
    for (index, value) in heads.enumerated() { x[matrix.row(ofHeadIndex: index)] = value }
    for (index, row) in matrix.shaft.enumerated() {
      var sum = b[row]
      for j in heads.indices { sum -= matrix.cross[index * matrix.stride + j] * heads[j] }
      x[row] = sum / matrix.shaftDiagonal[index]
    }
    return x
  }

  /// The quadratic form `vᵀ·A⁻¹·v`.
  public func inverseQuadraticForm(_ vector: [Double]) -> Double {
    zip(vector, solve(vector)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The diagonal of the inverse, without the rest of it.
  public func inverseDiagonal() -> [Double] {
    let inverse = complement.inverse()
    var diagonal = [Double](repeating: 0, count: order)
    for index in 0..<matrix.headOrder {
      diagonal[matrix.row(ofHeadIndex: index)] = inverse[index, index]
    }
    let products = crossProducts(inverse)
    for (index, row) in matrix.shaft.enumerated() {
      let d = matrix.shaftDiagonal[index]
      var sum = 0.0
      for j in 0..<matrix.headOrder {
        sum += products[index * matrix.headOrder + j] * matrix.cross[index * matrix.stride + j]
      }
      diagonal[row] = 1 / d + sum / d / d
    }
    return diagonal
  }

  /// The inverse, written out.
  public func inverse() -> SymmetricMatrix {
    let inverse = complement.inverse()
    var result = SymmetricMatrix(order: order)
    for i in 0..<matrix.headOrder {
      for j in i..<matrix.headOrder {
        result[matrix.row(ofHeadIndex: j), matrix.row(ofHeadIndex: i)] = inverse[j, i]
      }
    }
    let products = crossProducts(inverse)
    for (index, row) in matrix.shaft.enumerated() {
      let d = matrix.shaftDiagonal[index]
      let product = products[index * matrix.headOrder..<(index + 1) * matrix.headOrder]
      for (j, value) in product.enumerated() {
        result[row, matrix.row(ofHeadIndex: j)] = -value / d
      }
      for (other, otherRow) in matrix.shaft.enumerated() where other <= index {
        var sum = 0.0
        for (j, value) in product.enumerated() {
          sum += value * matrix.cross[other * matrix.stride + j]
        }
        result[row, otherRow] = sum / d / matrix.shaftDiagonal[other] + (other == index ? 1 / d : 0)
      }
    }
    return result
  }

  /// The trace of the inverse times a sparse matrix.
  public func inverseInnerProduct(_ sparse: SparseSymmetricMatrix) -> Double {
    guard sparse.isDiagonal else { return inverse().innerProduct(sparse) }
    guard sparse.diagonal.contains(where: { $0 != 0 }) else { return 0 }
    return zip(sparse.diagonal, inverseDiagonal()).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The product of the cross block with a matrix of the order of the other rows.
  private func crossProducts(_ head: SymmetricMatrix) -> [Double] {
    let columns = matrix.headOrder
    var products = [Double](repeating: 0, count: matrix.shaft.count * columns)
    guard !products.isEmpty else { return products }
    OpenBLAS.useOneThread()
    unsafe cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(matrix.shaft.count), blasint(columns),
      blasint(columns), 1, matrix.cross, blasint(matrix.stride), head.elements, blasint(columns), 0,
      &products, blasint(columns))
    return products
  }
}

extension ArrowheadMatrix {
  /// The rows of the complement that one thread works on at a time.
  private static let stripHeight = 64

  /// The upper rows of `B - CᵀD⁻¹C`, in strips that are independent of one another.
  func schurComplement(threads: Int) -> [Double] {
    guard !shaft.isEmpty && headOrder > 0 else { return head }
    var weighted = [Double](repeating: 0, count: cross.count)
    for (row, diagonal) in shaftDiagonal.enumerated() {
      let ratio = -1 / diagonal
      for index in row * stride..<(row + 1) * stride { weighted[index] = ratio * cross[index] }
    }
    let factor = weighted
    let count = (headOrder + Self.stripHeight - 1) / Self.stripHeight
    return RowBlocks.concurrentMap(count: count, threads: threads) { strip in
      let first = strip * Self.stripHeight
      return complementRows(first..<min(first + Self.stripHeight, headOrder), factor)
    }.flatMap(\.self)
  }

  /// Some rows of the complement, of which the values from the first row's diagonal on are set.
  private func complementRows(_ rows: Range<Int>, _ weighted: [Double]) -> [Double] {
    let kernels = unsafe ProcessorKernels.best
    let first = rows.lowerBound
    var strip = Array(head[first * stride..<rows.upperBound * stride])
    for block in RowBlocks.blocks(of: 0..<shaft.count) {
      let start = block.lowerBound * stride + first
      unsafe cross.withUnsafeBufferPointer { cross in
        unsafe weighted.withUnsafeBufferPointer { weighted in
          unsafe strip.withUnsafeMutableBufferPointer { strip in
            unsafe kernels.gram(
              strip.baseAddress.unsafelyUnwrapped + first, stride,
              cross.baseAddress.unsafelyUnwrapped + start,
              weighted.baseAddress.unsafelyUnwrapped + start, stride, block.count, rows.count,
              stride - first)
          }
        }
      }
    }
    return strip
  }
}
