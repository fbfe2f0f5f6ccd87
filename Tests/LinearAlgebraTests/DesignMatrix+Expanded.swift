import TestSupport
import LinearAlgebra

extension DesignMatrix {
  /// A matrix of random numbers and codes; level frequencies are skewed, the last may be empty.
  init(
    randomRows rowCount: Int, denseColumns: Int, levelCounts: [Int], dropsFirst: Bool = true,
    seed: UInt64
  ) {
    var numbers = SeededGenerator(seed: seed)
    let elements = (0..<rowCount * denseColumns).map { _ in numbers.normal() }
    let factors = levelCounts.map { levelCount in
      let codes = (0..<rowCount).map { _ in
        UInt16(Double(levelCount) * numbers.uniform() * numbers.uniform())
      }
      return Factor(codes: codes, levelCount: levelCount, dropsFirstLevel: dropsFirst)
    }
    self.init(
      dense: DenseBlock(rowCount: rowCount, columnCount: denseColumns, elements: elements),
      factors: factors)
  }

  /// Every row with its intercept and indicators written out.
  var expandedRows: [[Double]] {
    (0..<rowCount).map { row in
      var values = [Double](repeating: 0, count: layout.count)
      values[0] = 1
      for column in 0..<dense.columnCount {
        values[1 + column] = dense[row, column]
      }
      for (index, factor) in factors.enumerated() {
        let level = Int(factor.codes[row])
        if let parameter = layout.parameter(ofFactor: index, level: level) {
          values[parameter] = 1
        }
      }
      return values
    }
  }
}

/// The largest difference of two lists, relative to the largest absolute value.
func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let size = b.map(abs).max() ?? 0
  return zip(a, b).map { abs($0 - $1) }.reduce(0) { max($0, $1) } / max(size, .leastNormalMagnitude)
}
