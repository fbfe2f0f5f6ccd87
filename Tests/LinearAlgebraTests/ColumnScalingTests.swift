import LinearAlgebra
import Testing

@Suite("A column scaling")
struct ColumnScalingTests {
  let scaling = ColumnScaling(centres: [10, -3], spreads: [4, 0.5])

  @Test("leaves the model the same")
  func samePrediction() {
    let matrix = DesignMatrix(randomRows: 50, denseColumns: 2, levelCounts: [3], seed: 1)
    let scaled = [0.3, -1, 2, 0.7, -0.2]
    let difference = largestDifference(
      matrix.linearPredictor(scaling.raw(fromScaled: scaled)),
      matrix.linearPredictor(scaled, scaling: scaling))
    #expect(difference < 1e-14)
  }

  @Test("is undone by its inverse")
  func roundTrip() {
    let raw = [0.5, 2, -3, 7]
    #expect(largestDifference(scaling.raw(fromScaled: scaling.scaled(fromRaw: raw)), raw) < 1e-15)
  }

  @Test("carries a covariance over so that every combination keeps its variance")
  func covariance() {
    let covariance = SymmetricMatrix(order: 3, elements: [4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2])
    let raw = scaling.raw(fromScaledCovariance: covariance)
    for x in [[10.0, -3], [14, -3], [0, 0], [-7, 20]] {
      let scaledRow = [1] + (0..<2).map { (x[$0] - scaling.centres[$0]) / scaling.spreads[$0] }
      let variance = covariance.quadraticForm(scaledRow)
      #expect(abs(raw.quadraticForm([1] + x) / variance - 1) < 1e-13)
    }
  }

  @Test("from data has the weighted means and standard deviations, and 1 for a constant")
  func moments() {
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 4, columns: [[1, 2, 3, 99], [5, 5, 5, 5]]))
    let scaling = matrix.standardization(weights: [1, 2, 1, 0])
    #expect(scaling.centres == [2, 5])
    #expect(scaling.spreads == [Double(0.5).squareRoot(), 1])
  }

  @Test("keeps the digits of columns far from zero")
  func farFromZero() {
    let values = (0..<1000).map { 1e12 + Double($0 % 2) }
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: 1000, columns: [values]))
    #expect(matrix.standardization() == ColumnScaling(centres: [1e12 + 0.5], spreads: [0.5]))
  }

  @Test("shows a value that is not finite in the centre", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 3, columns: [[1, value, 2], [1, 2, 3]]))
    let scaling = matrix.standardization()
    #expect(!scaling.centres[0].isFinite)
    #expect(scaling.centres[1] == 2)
  }
}
