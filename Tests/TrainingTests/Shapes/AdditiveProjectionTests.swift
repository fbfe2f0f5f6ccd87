import TestSupport
import Testing

@testable import Training

@Suite("Additive projection of a table")
struct AdditiveProjectionTests {
  @Test(
    "leaves residuals without row and column means and changes no sum",
    arguments: [1, 2, 3] as [UInt64], [(2, 2), (5, 3), (12, 21)])
  func identities(seed: UInt64, size: (Int, Int)) {
    var random = SeededGenerator(seed: seed)
    let (height, width) = size
    let table = (0..<height * width).map { _ in random.normal() }
    // A fifth of the cells is empty.
    let weights = table.map { _ in random.happens(0.2) ? 0 : random.uniform() }
    let projection = AdditiveProjection(table, weights: weights, width: width)
    let residuals = projection.residuals(of: table)
    for row in 0..<height {
      let sum = (0..<width).reduce(0) {
        $0 + weights[row * width + $1] * residuals[row * width + $1]
      }
      #expect(abs(sum) < 1e-12)
    }
    for column in 0..<width {
      let sum = (0..<height).reduce(0) {
        $0 + weights[$1 * width + column] * residuals[$1 * width + column]
      }
      #expect(abs(sum) < 1e-12)
    }
    for cell in table.indices {
      let (row, column) = cell.quotientAndRemainder(dividingBy: width)
      let sum = residuals[cell] + projection.rows[row] + projection.columns[column]
      #expect(abs(sum - table[cell]) < 1e-12)
    }
  }

  @Test("explains an additive table wholly")
  func additive() {
    let table = [0.0, 1, 2, 10, 11, 12]
    let projection = AdditiveProjection(table, weights: [1, 2, 3, 4, 5, 6], width: 3)
    #expect(projection.residuals(of: table).allSatisfy { abs($0) < 1e-12 })
  }
}
