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

  private static let placesKernel: PlacesKernel = { rows, predictors in
    var sums = PlaceLosses()
    for index in 0..<rows.count {
      for lane in 0..<8 {
        let predictor = predictors[8 * index + lane]
        predictors[8 * index + lane] = predictor * predictor - 0.3
        sums.fitted[lane] += predictor
      }
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
      atEach: places, offset: offset, scaling: scaling, threads: 2, kernel: Self.placesKernel)
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
        atEach: places, scaling: matrix.standardization(), threads: threads,
        kernel: Self.placesKernel)
    }
    #expect(pass(threads) == pass(1))
  }

  @Test("gives a place the same bits whatever places are beside it", arguments: [0, 3, 8, 12])
  func neighbours(place: Int) {
    let matrix = Self.matrix(rows: 3000)
    var numbers = SeededGenerator(seed: 3)
    let places = (0..<13).map { _ in (0..<matrix.layout.count).map { _ in numbers.normal() } }
    func pass(_ places: [[Double]]) -> [GradientSums] {
      matrix.gradientPass(
        atEach: places, scaling: matrix.standardization(), threads: 1, kernel: Self.placesKernel)
    }
    #expect(pass(places)[place] == pass([places[place]])[0])
  }

  @Test("needs no dense column")
  func noNumbers() {
    let codes = (0..<700).map { UInt16($0 % 3) }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 700, columnCount: 0, elements: []),
      factors: [Factor(codes: codes, levelCount: 3, dropsFirstLevel: false)])
    let scaling = ColumnScaling(identityFor: 0)
    let places = [[0.5, 0.25, -1, 2], [0, 1, 2, 3]]
    let results = matrix.gradientPass(
      atEach: places, scaling: scaling, threads: 1, kernel: Self.placesKernel)
    for (place, result) in zip(places, results) {
      let single = matrix.gradientPass(
        at: place, scaling: scaling, threads: 1, kernel: Self.kernel)
      for (value, expected) in zip(result.gradient, single.gradient) {
        #expect(abs(value - expected) < 1e-9)
      }
    }
  }
}
