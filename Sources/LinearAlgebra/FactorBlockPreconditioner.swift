/// The inverse of a Hessian in which two factors have only that in common which the intercept and
/// the dense columns explain.
///
/// Once these `d + 1` columns are eliminated, every factor is a diagonal block of its own: with the
/// products `N` of the columns, the products `C` of a factor's levels with them and the levels' sums
/// `D`, penalties included, the block is `S = D - C·N⁻¹·Cᵀ`. By Woodbury's identity its inverse
/// `S⁻¹ = D⁻¹ + D⁻¹·C·(N - Cᵀ·D⁻¹·C)⁻¹·Cᵀ·D⁻¹` takes a factorization of order `d + 1`, so that nothing
/// of the order of the levels is ever factored. It is block Jacobi after exact elimination of a
/// border (Saad, Iterative Methods for Sparse Linear Systems, 2003, sections 10.1 and 14.2).
///
/// Adding a constant to all effects of a factor and taking it from the intercept changes no linear
/// predictor; along these directions, nearly flat under a weak penalty, the matrix is equal to the
/// Hessian itself. For `n` rows and `p` parameters of independent factors chance alone tells them
/// apart, and the eigenvalues of the preconditioned Hessian lie about `(1 ± √(p/n))²` (Marchenko and
/// Pastur 1967).
public struct FactorBlockPreconditioner: Sendable {
  private let curvature: FactorBlockMatrix

  /// The factored products `N` of intercept and dense columns.
  private let dense: Cholesky

  /// `1/D` of every parameter of a factor.
  private let inverseLevels: [Double]

  /// The factored `N - Cᵀ·D⁻¹·C` of every factor.
  private let complements: [Cholesky]

  /// Eliminates the dense columns from every factor.
  ///
  /// - Parameters:
  ///   - curvature: The Hessian.
  ///   - penalty: A number of at least 0 per parameter that is added to its diagonal.
  /// - Throws: `Cholesky.Failure` if a factor and the dense columns depend on one another, or a value
  ///   is not finite.
  public init(
    _ curvature: FactorBlockMatrix, penalty: [Double]
  ) throws(Cholesky.Failure) {
    precondition(
      penalty.count == curvature.layout.count,
      "\(penalty.count) penalties for order \(curvature.layout.count)")
    let head = curvature.dense.adding(diagonal: Array(penalty[..<curvature.dense.order]))
    let inverseLevels = zip(curvature.diagonal, penalty).dropFirst(head.order).map { 1 / ($0 + $1) }
    if let level = inverseLevels.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw inverseLevels[level].isNaN
        ? .notFinite : .notPositiveDefinite(pivot: head.order + level)
    }
    dense = try Cholesky(head)
    var complements: [Cholesky] = []
    for range in curvature.layout.factorRanges {
      let scaled = range.map { inverseLevels[$0 - head.order] }
      complements.append(
        try Cholesky(curvature.complement(of: head, range, inverseLevels: scaled)))
    }
    self.curvature = curvature
    self.inverseLevels = inverseLevels
    self.complements = complements
  }

  /// The smallest share of a dense column's sum of squares that the columns before it do not
  /// explain, factors left aside.
  public var smallestDensePivot: Double { dense.smallestPivot }

  /// The solution `x` of `M·x = b`.
  public func solve(_ b: [Double]) -> [Double] {
    let layout = curvature.layout
    precondition(b.count == layout.count, "\(b.count) values for order \(layout.count)")
    let order = curvature.dense.order
    var rest = Array(b[..<order])
    let explained = dense.solve(rest)
    var x = b
    for (range, complement) in zip(layout.factorRanges, complements) {
      var common = [Double](repeating: 0, count: order)
      for parameter in range {
        let row = curvature.levelRow(parameter)
        x[parameter] -= curvature.product(row, explained)
        x[parameter] *= inverseLevels[parameter - order]
        curvature.add(row, times: x[parameter], to: &common)
      }
      let shared = complement.solve(common)
      for parameter in range {
        let row = curvature.levelRow(parameter)
        x[parameter] += inverseLevels[parameter - order] * curvature.product(row, shared)
        curvature.add(row, times: -x[parameter], to: &rest)
      }
    }
    x.replaceSubrange(..<order, with: dense.solve(rest))
    return x
  }
}

extension FactorBlockMatrix {
  /// The products of the dense columns less what one factor explains of them, `N - Cᵀ·D⁻¹·C`.
  fileprivate func complement(
    of head: SymmetricMatrix, _ range: Range<Int>, inverseLevels: [Double]
  ) -> SymmetricMatrix {
    var weighted = [Double](repeating: 0, count: head.order * head.order)
    for (parameter, inverse) in zip(range, inverseLevels) {
      let row = levelRow(parameter)
      for (i, value) in levels[row].enumerated() {
        let multiple = inverse * value
        for (j, other) in levels[row].prefix(i + 1).enumerated() {
          weighted[i * head.order + j] += multiple * other
        }
      }
    }
    let explained = SymmetricMatrix(order: head.order, elements: weighted)
    return SymmetricMatrix(
      order: head.order, elements: zip(head.elements, explained.elements).map { $0 - $1 })
  }

  fileprivate func product(_ row: Range<Int>, _ vector: [Double]) -> Double {
    var sum = 0.0
    for j in vector.indices { sum += levels[row.lowerBound + j] * vector[j] }
    return sum
  }

  fileprivate func add(_ row: Range<Int>, times factor: Double, to sums: inout [Double]) {
    for j in sums.indices { sums[j] += factor * levels[row.lowerBound + j] }
  }
}
