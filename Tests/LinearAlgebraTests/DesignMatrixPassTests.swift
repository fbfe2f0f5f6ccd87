import LinearAlgebra
import Testing

@Suite("A fused pass")
struct DesignMatrixPassTests {
  private static let squaredLoss: RowKernel = { rows, predictor, curvature, residual in
    var sums = LossSums()
    for index in 0..<rows.count {
      let difference = Double(rows.lowerBound + index) * 1e-3 - predictor[index]
      curvature[index] = 1 / (1 + difference * difference)
      residual[index] = difference
      sums.fitted += difference * difference / 2
    }
    return sums
  }

  @Test("has the same bits on one, two and three threads", arguments: [2, 3], [1, 17] as [UInt64])
  func threads(threads: Int, seed: UInt64) {
    let matrix = DesignMatrix(
      randomRows: 20_000, denseColumns: 7, levelCounts: [3, 11, 4], seed: seed)
    let parameters = (0..<matrix.layout.count).map { 0.1 * Double($0) }
    let scaling = matrix.standardization()
    func pass(_ threads: Int) -> PassSums {
      matrix.fusedPass(
        at: parameters, scaling: scaling, threads: threads, kernel: Self.squaredLoss)
    }
    let one = pass(1)
    let several = pass(threads)
    #expect(several.losses == one.losses)
    #expect(several.gradient == one.gradient)
    #expect(several.hessian == one.hessian)
    #expect(matrix.standardization(threads: threads) == scaling)
  }

  @Test("has the same bits by a plan that was made before")
  func planned() {
    let matrix = DesignMatrix(
      randomRows: 2000, denseColumns: 2, levelCounts: [3, 11, 4, 2, 7], seed: 8)
    let (plan, scaling) = (matrix.passPlan, matrix.standardization())
    for step in [0.0, 0.1] {
      let parameters = (0..<matrix.layout.count).map { step * Double($0 % 3) }
      let alone = matrix.fusedPass(
        at: parameters, scaling: scaling, threads: 1, kernel: Self.squaredLoss)
      let planned = matrix.fusedPass(
        at: parameters, scaling: scaling, plan: plan, threads: 1, kernel: Self.squaredLoss)
      #expect(planned.losses == alone.losses && planned.gradient == alone.gradient)
      #expect(planned.hessian == alone.hessian)
    }
  }

  @Test("has the loss and gradient of a pass without the Hessian")
  func gradientOnly() {
    let matrix = DesignMatrix(randomRows: 3000, denseColumns: 3, levelCounts: [4, 2], seed: 5)
    let parameters = (0..<matrix.layout.count).map { 0.3 - 0.1 * Double($0) }
    let offset = (0..<3000).map { Double($0 % 5) }
    let scaling = matrix.standardization()
    let full = matrix.fusedPass(
      at: parameters, offset: offset, scaling: scaling, threads: 1, kernel: Self.squaredLoss)
    let short = matrix.gradientPass(
      at: parameters, offset: offset, scaling: scaling, threads: 1, kernel: Self.squaredLoss)
    #expect(abs(full.losses.fitted / short.losses.fitted - 1) < 1e-13)
    #expect(largestDifference(short.gradient, full.gradient) < 1e-12)
  }

  @Test("calls its kernel once for every row, in blocks")
  func everyRow() {
    let matrix = DesignMatrix(randomRows: 5000, denseColumns: 1, levelCounts: [], seed: 6)
    let sums = matrix.fusedPass(
      at: [0, 0], scaling: ColumnScaling(identityFor: 1), threads: 2
    ) { rows, predictor, _, _ in
      LossSums(fitted: Double(predictor.count), heldOut: Double(rows.reduce(0, +)))
    }
    #expect(sums.losses == LossSums(fitted: 5000, heldOut: 5000 * 4999 / 2))
  }
}
