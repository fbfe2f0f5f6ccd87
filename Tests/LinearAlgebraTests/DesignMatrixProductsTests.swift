import LinearAlgebra
import TestSupport
import Testing

@Suite("Products with a design matrix")
struct DesignMatrixProductsTests {
  /// Rows, dense columns, levels of each factor, whether reference levels are dropped.
  static let shapes: [(Int, Int, [Int], Bool)] = [
    (1, 1, [], true), (7, 0, [], true), (300, 3, [], true), (600, 0, [3], true),
    (1025, 2, [2, 5], true), (2100, 4, [2, 3, 7], false), (5000, 13, [4, 1], true),
  ]

  @Test("equal those of the written-out matrix", arguments: shapes)
  func products(rows: Int, denseColumns: Int, levelCounts: [Int], dropsFirst: Bool) {
    let matrix = DesignMatrix(
      randomRows: rows, denseColumns: denseColumns, levelCounts: levelCounts,
      dropsFirst: dropsFirst, seed: 1)
    var numbers = SeededGenerator(seed: 2)
    let parameters = (0..<matrix.layout.count).map { _ in numbers.normal() }
    let vector = (0..<rows).map { _ in numbers.normal() }
    let weights = (0..<rows).map { _ in numbers.uniform() }
    let expanded = matrix.expandedRows
    let count = matrix.layout.count

    let predictor = expanded.map { zip($0, parameters).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(largestDifference(matrix.linearPredictor(parameters), predictor) < 1e-13)

    var product = [Double](repeating: 0, count: count)
    var gram = [Double](repeating: 0, count: count * count)
    for (row, values) in expanded.enumerated() {
      for i in 0..<count where values[i] != 0 {
        product[i] += values[i] * vector[row]
        for j in 0..<count {
          gram[i * count + j] += weights[row] * values[i] * values[j]
        }
      }
    }
    #expect(largestDifference(matrix.transposeProduct(vector), product) < 1e-12)
    #expect(largestDifference(matrix.weightedGram(weights).elements, gram) < 1e-12)
  }

  @Test("add an offset to the linear predictor")
  func offset() {
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: 2, columns: [[1, 2]]))
    #expect(matrix.linearPredictor([1, 10], offset: [0.5, -0.5]) == [11.5, 20.5])
  }

  @Test("of no rows are empty or zero")
  func noRows() {
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: 0, columns: [[]]))
    #expect(matrix.linearPredictor([1, 1]).isEmpty)
    #expect(matrix.transposeProduct([]) == [0, 0])
    #expect(matrix.weightedGram([]).elements == [0, 0, 0, 0])
  }

  @Test("use the scaled columns where a scaling is given")
  func scaling() {
    let matrix = DesignMatrix(randomRows: 700, denseColumns: 5, levelCounts: [3], seed: 3)
    let scaling = ColumnScaling(centres: [1, -2, 0, 3, 5], spreads: [2, 1, 0.5, 10, 3])
    let scaledColumns = (0..<5).map { j in
      (0..<700).map { (matrix.dense[$0, j] - scaling.centres[j]) / scaling.spreads[j] }
    }
    let scaled = DesignMatrix(
      dense: DenseBlock(rowCount: 700, columns: scaledColumns), factors: matrix.factors)
    let weights = (0..<700).map { Double($0 % 7) }
    #expect(
      largestDifference(
        matrix.weightedGram(weights, scaling: scaling).elements,
        scaled.weightedGram(weights).elements) < 1e-13)
    #expect(
      largestDifference(
        matrix.transposeProduct(weights, scaling: scaling), scaled.transposeProduct(weights))
        < 1e-13)
  }
}
