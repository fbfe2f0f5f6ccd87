internal import COpenBLAS

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A Cholesky factorization `A = S·L·Lᵀ·S` of a positive definite matrix, with `S` diagonal.
///
/// `S` holds the square roots of the diagonal of `A`, so that the factored matrix has a unit
/// diagonal and parameters of very different scales do no harm.
public struct Cholesky: Sendable {
  /// Why a matrix could not be factored.
  public enum Failure: Error, Equatable {
    /// The leading minor that ends in this row (counted from 0) is not positive definite.
    case notPositiveDefinite(pivot: Int)

    /// The matrix holds a value that is not finite.
    case notFinite
  }

  /// The order of the matrix.
  public let order: Int

  /// The triangle `Lᵀ`.
  private let factor: UpperFactor

  /// The diagonal of `S`.
  private let scales: [Double]

  /// Factors a matrix.
  ///
  /// - Throws: ``Failure`` if the matrix is not positive definite or not finite.
  public init(_ matrix: SymmetricMatrix) throws(Failure) {
    let stride = (matrix.order + 7) / 8 * 8
    var rows = [Double](repeating: 0, count: matrix.order * stride)
    for i in 0..<matrix.order {
      for j in i..<matrix.order {
        rows[i * stride + j] = matrix.elements[i * matrix.order + j]
      }
    }
    try self.init(upperRows: rows, order: matrix.order)
  }

  /// Factors a matrix stored in rows padded to a multiple of 8, of which the values from the
  /// diagonal on count.
  init(upperRows rows: [Double], order: Int) throws(Failure) {
    let stride = (order + 7) / 8 * 8
    let diagonal = (0..<order).map { rows[$0 * stride + $0] }
    scales = try SymmetricMatrix.scales(ofDiagonal: diagonal)
    var rows = rows
    for i in 0..<order {
      for j in i..<order {
        // Divided one after the other: the product of two scales may overflow.
        rows[i * stride + j] = rows[i * stride + j] / scales[i] / scales[j]
      }
    }
    factor = try UpperFactor(rows, order: order)
    self.order = order
  }

  static let lower = CChar(UInt8(ascii: "L"))

  /// The logarithm of the determinant of `A`.
  public var logDeterminant: Double {
    zip(factor.diagonal, scales).reduce(0) { $0 + 2 * (log($1.0) + log($1.1)) }
  }

  /// The smallest share of a column's sum of squares that the columns before it do not explain.
  ///
  /// It is 1 for orthogonal columns and falls to rounding error for dependent ones.
  public var smallestPivot: Double {
    pivots.min() ?? 1
  }

  /// The share of each column's sum of squares that the columns before it do not explain.
  var pivots: [Double] { factor.diagonal.map { $0 * $0 } }

  /// The diagonal of the factored matrix.
  var diagonal: [Double] { scales.map { $0 * $0 } }

  /// The solution `x` of `A·x = b`.
  public func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == order, "\(b.count) values for order \(order)")
    guard order > 0 else { return [] }
    OpenBLAS.useOneThread()
    var x = zip(b, scales).map { $0 / $1 }
    _ = unsafe LAPACKE_dpotrs(
      LAPACK_COL_MAJOR, Self.lower, Int32(order), 1, factor.elements, Int32(factor.stride), &x,
      Int32(order))
    return zip(x, scales).map { $0 / $1 }
  }

  /// The quadratic form `vᵀ·A⁻¹·v`.
  public func inverseQuadraticForm(_ vector: [Double]) -> Double {
    zip(vector, solve(vector)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The inverse of `A`.
  public func inverse() -> SymmetricMatrix {
    guard order > 0 else { return SymmetricMatrix(order: 0) }
    OpenBLAS.useOneThread()
    let stride = factor.stride
    var inverse = factor.elements
    _ = unsafe LAPACKE_dpotri(
      LAPACK_COL_MAJOR, Self.lower, Int32(order), &inverse, Int32(stride))
    var result = SymmetricMatrix(order: order)
    for j in 0..<order {
      for i in j..<order {
        result[i, j] = inverse[j * stride + i] / (scales[i] * scales[j])
      }
    }
    return result
  }
}
