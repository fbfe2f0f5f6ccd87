import LinearAlgebra
import TestSupport
import Testing

@Suite("A gradient pass at several places")
struct DesignMatrixGradientPassesTests {
  private static func matrix(rows: Int) -> DesignMatrix {
    var numbers = SeededGenerator(seed: 1)
    let elements = (0..<rows * 3).map { _ in numbers.normal() }
    let codes = (0..<rows).map { UInt16($0 * 7 % 5) }
    return DesignMatrix(
      dense: DenseBlock(rowCount: rows, columnCount: 3, elements: elements),
      factors: [
        Factor(codes: codes, levelCount: 5, dropsFirstLevel: true),
        Factor(codes: codes.map { $0 % 2 }, levelCount: 2, dropsFirstLevel: false),
      ])
  }

  private static let kernel: RowKernel = { rows, predictor, _, residual in
    var sums = LossSums()
    for index in 0..<rows.count {
      residual[index] = predictor[index] * predictor[index] - 0.3
      sums.fitted += predictor[index]
    }
    return sums
  }

  @Test("gives what a pass at each place gives", arguments: [1, 511, 5000], [1, 2, 40])
  func places(rows: Int, placeCount: Int) {
    let matrix = Self.matrix(rows: rows)
    var numbers = SeededGenerator(seed: 2)
    let places = (0..<placeCount).map { _ in
      (0..<matrix.layout.count).map { _ in numbers.normal() }
    }
    let scaling = matrix.standardization()
    let offset = (0..<rows).map { 0.01 * Double($0 % 10) }
    let results = matrix.gradientPass(
      atEach: places, offset: offset, scaling: scaling, threads: 2, kernel: Self.kernel)
    #expect(results.count == placeCount)
    for (place, result) in zip(places, results) {
      let single = matrix.gradientPass(
        at: place, offset: offset, scaling: scaling, threads: 1, kernel: Self.kernel)
      #expect(abs(result.losses.fitted - single.losses.fitted) < 1e-9 * Double(rows))
      for (value, expected) in zip(result.gradient, single.gradient) {
        #expect(abs(value - expected) < 1e-11 * Double(rows) * (1 + abs(expected)))
      }
    }
  }

  @Test("has the same bits on any number of threads", arguments: [2, 3])
  func threads(threads: Int) {
    let matrix = Self.matrix(rows: 20_000)
    let places = (0..<5).map { place in (0..<matrix.layout.count).map { Double($0 - place) / 9 } }
    func pass(_ threads: Int) -> [GradientSums] {
      matrix.gradientPass(
        atEach: places, scaling: matrix.standardization(), threads: threads, kernel: Self.kernel)
    }
    #expect(pass(threads) == pass(1))
  }
}
