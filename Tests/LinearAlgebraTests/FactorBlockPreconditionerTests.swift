import LinearAlgebra
import Testing

@Suite("A preconditioner of factor blocks")
struct FactorBlockPreconditionerTests {
  private static let kernel: RowKernel = { rows, predictor, curvature, residual in
    for index in 0..<rows.count {
      curvature[index] = 0.1 + Double((rows.lowerBound + index) % 7) / 10
      residual[index] = predictor[index] - Double((rows.lowerBound + index) % 3)
    }
    return LossSums(fitted: Double(rows.count))
  }

  private static func matrix(
    levelCounts: [Int], denseColumns: Int = 3, dropsFirst: Bool = false, rows: Int = 5000
  ) -> DesignMatrix {
    DesignMatrix(
      randomRows: rows, denseColumns: denseColumns, levelCounts: levelCounts,
      dropsFirst: dropsFirst, seed: 3)
  }

  private static func sums(_ matrix: DesignMatrix, threads: Int = 1) -> FactorBlockSums {
    matrix.factorBlockPass(
      at: (0..<matrix.layout.count).map { 0.1 * Double($0 % 5) },
      scaling: matrix.standardization(), threads: threads, kernel: kernel)
  }

  private static func whole(_ matrix: DesignMatrix) -> PassSums {
    matrix.fusedPass(
      at: (0..<matrix.layout.count).map { 0.1 * Double($0 % 5) },
      scaling: matrix.standardization(), threads: 1, kernel: kernel)
  }

  private static func penalty(_ layout: ParameterLayout) -> [Double] {
    (0..<layout.count).map { $0 == 0 ? 0 : 1 + 0.1 * Double($0 % 4) }
  }

  @Test(
    "solves the matrix in which factors share what the dense columns explain",
    arguments: [0, 3], [false, true])
  func solution(denseColumns: Int, dropsFirst: Bool) throws {
    let matrix = Self.matrix(
      levelCounts: [2, 9, 30, 700], denseColumns: denseColumns, dropsFirst: dropsFirst)
    let layout = matrix.layout
    let penalty = Self.penalty(layout)
    var expected = Self.whole(matrix).hessian.adding(diagonal: penalty)
    let columns = Array(0...denseColumns)
    let head = try Cholesky(expected.submatrix(columns))
    for (index, range) in layout.factorRanges.enumerated() {
      for row in range {
        let explained = head.solve(columns.map { expected[row, $0] })
        for column in layout.factorRanges[..<index].joined() {
          expected[row, column] = columns.reduce(0) { $0 + explained[$1] * expected[column, $1] }
        }
      }
    }
    let preconditioner = try FactorBlockPreconditioner(
      Self.sums(matrix).curvature, penalty: penalty)
    let b = (0..<layout.count).map { Double($0 % 11) - 4 }
    let residual = expected.multiplied(by: preconditioner.solve(b))
    #expect(largestDifference(residual, b) < 1e-9)
  }

  @Test("is the inverse of the whole where there is one factor")
  func oneFactor() throws {
    let matrix = Self.matrix(levelCounts: [50])
    let penalty = Self.penalty(matrix.layout)
    let preconditioner = try FactorBlockPreconditioner(
      Self.sums(matrix).curvature, penalty: penalty)
    let b = (0..<matrix.layout.count).map { Double($0 % 5) }
    let expected = try Cholesky(Self.whole(matrix).hessian.adding(diagonal: penalty)).solve(b)
    #expect(largestDifference(preconditioner.solve(b), expected) < 1e-11)
  }

  @Test("comes of a pass with the loss, gradient and diagonal of one with the Hessian")
  func sums() {
    let matrix = Self.matrix(levelCounts: [2, 9, 30, 700], dropsFirst: true)
    let (blocks, whole) = (Self.sums(matrix), Self.whole(matrix))
    #expect(blocks.losses == whole.losses)
    #expect(largestDifference(blocks.gradient, whole.gradient) < 1e-9)
    #expect(largestDifference(blocks.curvature.diagonal, whole.hessian.diagonal) < 1e-9)
  }

  @Test("comes of a pass that has the same bits on any number of threads", arguments: [2, 3])
  func threads(threads: Int) {
    let matrix = Self.matrix(levelCounts: [5, 300], rows: 20_000)
    #expect(Self.sums(matrix, threads: threads) == Self.sums(matrix))
  }

  @Test("cannot be made where nothing tells a level's effect from the intercept")
  func singular() {
    let matrix = Self.matrix(levelCounts: [4])
    #expect(throws: Cholesky.Failure.self) {
      try FactorBlockPreconditioner(
        Self.sums(matrix).curvature.scaled(by: 0),
        penalty: Array(repeating: 0, count: matrix.layout.count))
    }
    #expect(throws: Cholesky.Failure.notFinite) {
      try FactorBlockPreconditioner(
        Self.sums(matrix).curvature.scaled(by: .nan), penalty: Self.penalty(matrix.layout))
    }
  }
}
