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

  /// The lower triangle `L` in column-major order.
  private let factor: [Double]

  /// The diagonal of `S`.
  private let scales: [Double]

  /// Factors a matrix.
  ///
  /// - Throws: ``Failure`` if the matrix is not positive definite or not finite.
  public init(_ matrix: SymmetricMatrix) throws(Failure) {
    OpenBLAS.useOneThread()
    order = matrix.order
    scales = try matrix.equilibrationScales()
    var factor = matrix.equilibrated(scales)
    let info =
      unsafe order == 0
      ? 0 : LAPACKE_dpotrf(LAPACK_COL_MAJOR, Self.lower, Int32(order), &factor, Int32(order))
    guard info <= 0 else { throw .notPositiveDefinite(pivot: Int(info) - 1) }
    guard info == 0 else { throw .notFinite }
    self.factor = factor
  }

  static let lower = CChar(UInt8(ascii: "L"))

  /// The logarithm of the determinant of `A`.
  public var logDeterminant: Double {
    (0..<order).reduce(0) { sum, j in
      sum + 2 * (log(factor[j * order + j]) + log(scales[j]))
    }
  }

  /// The smallest share of a column's sum of squares that the columns before it do not explain.
  ///
  /// It is 1 for orthogonal columns and falls to rounding error for dependent ones.
  public var smallestPivot: Double {
    (0..<order).map { factor[$0 * order + $0] * factor[$0 * order + $0] }.min() ?? 1
  }

  /// The solution `x` of `A·x = b`.
  public func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == order, "\(b.count) values for order \(order)")
    guard order > 0 else { return [] }
    var x = zip(b, scales).map { $0 / $1 }
    _ = unsafe LAPACKE_dpotrs(
      LAPACK_COL_MAJOR, Self.lower, Int32(order), 1, factor, Int32(order), &x, Int32(order))
    return zip(x, scales).map { $0 / $1 }
  }

  /// The quadratic form `vᵀ·A⁻¹·v`.
  public func inverseQuadraticForm(_ vector: [Double]) -> Double {
    zip(vector, solve(vector)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The inverse of `A`.
  public func inverse() -> SymmetricMatrix {
    guard order > 0 else { return SymmetricMatrix(order: 0) }
    var inverse = factor
    _ = unsafe LAPACKE_dpotri(
      LAPACK_COL_MAJOR, Self.lower, Int32(order), &inverse, Int32(order))
    var result = SymmetricMatrix(order: order)
    for j in 0..<order {
      for i in j..<order {
        result[i, j] = inverse[j * order + i] / (scales[i] * scales[j])
      }
    }
    return result
  }
}
