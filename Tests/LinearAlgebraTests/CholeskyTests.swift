import LinearAlgebra
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A Cholesky factorization")
struct CholeskyTests {
  // The classic example L = [2; 6 1; -8 5 3], so the determinant is 36.
  let matrix = SymmetricMatrix(order: 3, elements: [4, 12, -16, 12, 37, -43, -16, -43, 98])

  @Test("solves, inverts and measures a known matrix")
  func known() throws {
    let cholesky = try Cholesky(matrix)
    #expect(
      largestDifference(cholesky.solve(matrix.multiplied(by: [1, -2, 3])), [1, -2, 3]) < 1e-12)
    #expect(abs(cholesky.logDeterminant - log(36)) < 1e-13)
    let inverse = cholesky.inverse()
    let product = (0..<3).flatMap { column in
      matrix.multiplied(by: (0..<3).map { inverse[$0, column] })
    }
    #expect(largestDifference(product, [1, 0, 0, 0, 1, 0, 0, 0, 1]) < 1e-12)
    let form = inverse.quadraticForm([1, 2, 3])
    #expect(abs(cholesky.inverseQuadraticForm([1, 2, 3]) / form - 1) < 1e-12)
  }

  @Test("does not mind columns of very different scale")
  func scales() throws {
    var wild = SymmetricMatrix(order: 3)
    let scales = [1e-9, 1, 1e12]
    for i in 0..<3 {
      for j in 0...i {
        wild[i, j] = matrix[i, j] * scales[i] * scales[j]
      }
    }
    let solution = try Cholesky(wild).solve([1e-9, -2, 3e12])
    let expected = try Cholesky(matrix).solve([1, -2, 3])
    #expect(largestDifference(zip(solution, scales).map { $0 * $1 }, expected) < 1e-12)
  }

  @Test("H19 names the pivot of a matrix that is not positive definite")
  func indefinite() {
    let indefinite = SymmetricMatrix(order: 3, elements: [1, 0, 0, 0, 1, 2, 0, 2, 1])
    #expect(throws: Cholesky.Failure.notPositiveDefinite(pivot: 2)) {
      try Cholesky(indefinite)
    }
    let zeroRow = SymmetricMatrix(order: 2, elements: [1, 0, 0, 0])
    #expect(throws: Cholesky.Failure.notPositiveDefinite(pivot: 1)) { try Cholesky(zeroRow) }
  }

  @Test("H20 refuses values that are not finite", arguments: [(0, 0), (1, 0)])
  func notFinite(row: Int, column: Int) {
    var matrix = SymmetricMatrix(order: 2, elements: [1, 0, 0, 1])
    matrix[row, column] = .nan
    #expect(throws: Cholesky.Failure.notFinite) { try Cholesky(matrix) }
  }

  @Test("tells how much the most dependent column adds")
  func pivot() throws {
    let correlated = SymmetricMatrix(order: 2, elements: [9, 3 * 0.8, 3 * 0.8, 1])
    #expect(abs(try Cholesky(correlated).smallestPivot - 0.36) < 1e-15)
  }

  @Test("of an empty matrix is empty")
  func empty() throws {
    let cholesky = try Cholesky(SymmetricMatrix(order: 0))
    #expect(cholesky.solve([]).isEmpty)
    #expect(cholesky.inverse().order == 0)
    #expect(cholesky.logDeterminant == 0)
  }
}
