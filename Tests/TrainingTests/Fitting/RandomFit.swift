import TestSupport
import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows with outcomes drawn from a logistic model.
struct RandomFit {
  let designMatrix: DesignMatrix
  let outcomes: [Double]

  init(rows: Int, denseColumns: Int, levelCounts: [Int], seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let elements = (0..<rows * denseColumns).map { _ in numbers.normal() }
    let factors = levelCounts.map { levelCount in
      let codes = (0..<rows).map { _ in UInt16(Double(levelCount) * numbers.uniform()) }
      return Factor(codes: codes, levelCount: levelCount, dropsFirstLevel: true)
    }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: rows, columnCount: denseColumns, elements: elements),
      factors: factors)
    var parameters = (0..<matrix.layout.count).map { _ in 0.5 * numbers.normal() }
    parameters[0] = -0.7
    designMatrix = matrix
    outcomes = matrix.linearPredictor(parameters).map {
      numbers.uniform() < 1 / (1 + exp(-$0)) ? 1 : 0
    }
  }

  /// The dense columns.
  var columns: [[Double]] {
    (0..<designMatrix.dense.columnCount).map { column in
      (0..<designMatrix.rowCount).map { designMatrix.dense[$0, column] }
    }
  }

  /// The matrix with every factor written out as indicator columns after the dense ones.
  var expandedMatrix: DesignMatrix {
    var columns = columns
    for factor in designMatrix.factors {
      for level in 1..<factor.levelCount {
        columns.append(factor.codes.map { Int($0) == level ? 1 : 0 })
      }
    }
    return DesignMatrix(dense: DenseBlock(rowCount: designMatrix.rowCount, columns: columns))
  }
}

/// The largest difference of two lists, each value relative to the expected one.
func largestRelativeError(_ values: [Double], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  return zip(values, expected).map { abs($0 - $1) / abs($1) }.reduce(0) {
    $1.isNaN ? .infinity : max($0, $1)
  }
}
