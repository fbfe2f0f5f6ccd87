import LinearAlgebra
import TestSupport
import Testing

@Suite("An arrowhead matrix")
struct ArrowheadMatrixTests {
  /// A random positive definite arrowhead matrix.
  private func arrowhead(order: Int, shaft: Range<Int>, seed: UInt64) -> ArrowheadMatrix {
    var numbers = SeededGenerator(seed: seed)
    var matrix = ArrowheadMatrix(order: order, shaft: shaft)
    for i in 0..<order {
      for j in 0..<i where !(shaft.contains(i) && shaft.contains(j)) {
        matrix[i, j] = numbers.normal()
      }
      matrix[i, i] = 3 * Double(order) * (0.5 + numbers.uniform())
    }
    return matrix
  }

  static let shapes: [(Int, Range<Int>)] = [
    (1, 0..<0), (5, 0..<5), (12, 3..<9), (30, 0..<11), (90, 70..<90), (150, 2..<40),
  ]

  @Test("is solved, inverted and measured like the same matrix written out", arguments: shapes)
  func factorization(order: Int, shaft: Range<Int>) throws {
    let matrix = arrowhead(order: order, shaft: shaft, seed: 1)
    let dense = matrix.symmetric
    for i in 0..<order {
      #expect((0..<order).allSatisfy { matrix[i, $0] == dense[i, $0] })
    }
    let factored = try ArrowheadCholesky(matrix)
    let reference = try Cholesky(dense)
    let b = (0..<order).map { Double($0 % 7) - 3 }
    #expect(largestDifference(factored.solve(b), reference.solve(b)) < 1e-12)
    #expect(largestDifference(dense.multiplied(by: factored.solve(b)), b) < 1e-11 || order == 1)
    let inverse = reference.inverse()
    #expect(largestDifference(factored.inverse().elements, inverse.elements) < 1e-12)
    #expect(largestDifference(factored.inverseDiagonal(), inverse.diagonal) < 1e-12)
    #expect(abs(factored.logDeterminant / reference.logDeterminant - 1) < 1e-12)
    let sparse = SparseSymmetricMatrix(diagonal: b.map(abs))
    let trace = inverse.innerProduct(sparse)
    #expect(abs(factored.inverseInnerProduct(sparse) - trace) <= 1e-12 * abs(trace))
  }

  @Test("multiplies vectors and blends like the same matrix written out", arguments: shapes)
  func products(order: Int, shaft: Range<Int>) {
    let matrix = arrowhead(order: order, shaft: shaft, seed: 3)
    let other = arrowhead(order: order, shaft: shaft, seed: 4)
    let vector = (0..<order).map { Double($0 % 5) - 2 }
    let product = matrix.symmetric.multiplied(by: vector)
    #expect(largestDifference(matrix.multiplied(by: vector), product) < 1e-11 * Double(order))
    let blend = matrix.blended(with: other, share: 0.25).symmetric.elements
    let expected = zip(matrix.symmetric.elements, other.symmetric.elements).map {
      0.75 * $0 + 0.25 * $1
    }
    #expect(largestDifference(blend, expected) < 1e-11)
  }

  @Test("gives up rows and takes a sparse matrix", arguments: shapes)
  func arithmetic(order: Int, shaft: Range<Int>) {
    let matrix = arrowhead(order: order, shaft: shaft, seed: 2)
    let kept = (0..<order).filter { $0 % 3 != 1 }
    #expect(matrix.submatrix(kept).symmetric == matrix.symmetric.submatrix(kept))
    let sparse = SparseSymmetricMatrix(
      diagonal: (0..<order).map(Double.init),
      entries: (1..<max(order, 1)).map { .init($0, $0 - 1, value: 0.25) })
    let sum = matrix.adding(sparse)
    #expect(sum.symmetric == matrix.symmetric.adding(sparse))
    #expect(sum.shaft.isEmpty || shaft.count < 2)
    #expect(
      matrix.adding(shareOfDiagonal: 1).diagonal == matrix.diagonal.map { 2 * $0 })
  }

  @Test("names the row where it is not positive definite")
  func indefinite() {
    var matrix = arrowhead(order: 6, shaft: 2..<4, seed: 3)
    matrix[3, 3] = 0
    #expect(throws: Cholesky.Failure.notPositiveDefinite(pivot: 3)) {
      try ArrowheadCholesky(matrix)
    }
    matrix[3, 3] = 1
    matrix[5, 5] = -1
    #expect(throws: Cholesky.Failure.notPositiveDefinite(pivot: 5)) {
      try ArrowheadCholesky(matrix)
    }
    matrix[5, 5] = .nan
    #expect(throws: Cholesky.Failure.notFinite) { try ArrowheadCholesky(matrix) }
  }

  @Test("of a design names the same dependent columns as the matrix written out")
  func dependentColumns() {
    var numbers = SeededGenerator(seed: 4)
    let codes = (0..<500).map { UInt16($0 % 12) }
    let level3: [Double] = codes.map { $0 == 3 ? 2 : 0 }
    let x = codes.map { _ in numbers.normal() }
    let factor = Factor(codes: codes, levelCount: 14, dropsFirstLevel: true)
    for columns in [[x], [x, level3], [level3, x, x]] {
      let matrix = DesignMatrix(
        dense: DenseBlock(rowCount: 500, columns: columns), factors: [factor])
      let gram = matrix.fusedPass(
        at: Array(repeating: 0, count: matrix.layout.count),
        scaling: matrix.standardization(), threads: 1
      ) { rows, _, curvature, _ in
        for index in 0..<rows.count { curvature[index] = 1 }
        return LossSums()
      }
      #expect(gram.curvature.shaft.count == 13)
      #expect(gram.curvature.dependentColumns() == gram.hessian.dependentColumns())
      #expect(gram.curvature.dependentColumns().count == 2 + columns.count - 1)
    }
  }
}
