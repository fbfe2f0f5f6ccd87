import LinearAlgebra
import Testing

@testable import Training

@Suite("A quadratic penalty")
struct QuadraticPenaltyTests {
  private static func chain(_ parameters: Range<Int>, weight: Double) -> [QuadraticPenalty.Contrast]
  {
    parameters.dropLast().map { .difference($0, $0 + 1, weight: weight) }
  }

  @Test("has the value and gradient of its sum of squares")
  func values() {
    let penalty = QuadraticPenalty(
      diagonal: [9, 2, 0, 1],
      contrasts: [
        .difference(1, 2, weight: 3),
        .init(parameters: [1, 2, 3], multiples: [1, -2, 1], weight: 0.5),
      ])
    let b = [7.0, 1, -1, 2]
    // ½ (2·1² + 1·2² + 3·(1 + 1)² + 0.5·(1 + 2 + 2)²)
    #expect(penalty.value(at: b) == 15.25)
    #expect(penalty.gradient(at: b) == [0, 10.5, -11, 4.5])
    #expect(penalty.scaled(by: 4).value(at: b) == 4 * penalty.value(at: b))
    #expect((penalty + penalty).value(at: b) == 2 * penalty.value(at: b))
  }

  @Test("that is diagonal is the ridge penalty", arguments: [1, 2] as [UInt64])
  func ridge(seed: UInt64) throws {
    let data = RandomFit(rows: 500, denseColumns: 2, levelCounts: [4], seed: seed)
    let ridge = RidgePenalty(lambda: 0.03, factors: [5, 1, 2, 0.5, 1, 3])
    let fit = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, penalty: ridge)
    let other = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes,
      penalty: ridge.quadratic(data.designMatrix.layout))
    #expect(other.coefficients == fit.coefficients)
    #expect(other.covariance == fit.covariance)
    #expect(other.effectiveDegreesOfFreedom == fit.effectiveDegreesOfFreedom)
    #expect(other.quadraticPenalty == fit.quadraticPenalty)
  }

  @Test("on differences of levels is a ridge penalty on steps", arguments: [1, 2] as [UInt64])
  func steps(seed: UInt64) throws {
    // Columns that say "level at least k" have the differences of the levels as coefficients.
    let data = RandomFit(rows: 800, denseColumns: 1, levelCounts: [6], seed: seed)
    let codes = data.designMatrix.factors[0].codes
    let indicators = (1..<6).map { level in codes.map { Int($0) >= level ? 1.0 : 0 } }
    let steps = DesignMatrix(
      dense: DenseBlock(rowCount: 800, columns: data.columns + indicators))
    let lambda = 0.02
    let ridge = try LogisticRegression.fit(
      steps, outcomes: data.outcomes,
      penalty: RidgePenalty(lambda: lambda, factors: [0, 0, 0, 1, 1, 1, 1]))
    let range = data.designMatrix.layout.factorRanges[0]
    let chain = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes,
      penalty: QuadraticPenalty(
        diagonal: Array(repeating: 0, count: 7), contrasts: Self.chain(range, weight: lambda)))
    var level = 0.0
    for (step, parameter) in zip(ridge.coefficients[2...], range) {
      level += step
      #expect(abs(chain.coefficients[parameter] - level) < 1e-9)
    }
    #expect(
      abs(chain.effectiveDegreesOfFreedom / ridge.effectiveDegreesOfFreedom - 1) < 1e-9)
    #expect(abs(chain.objective / ridge.objective - 1) < 1e-12)
    let sum = [0.0, 0] + Array(repeating: 1, count: 5)
    var last = [Double](repeating: 0, count: 7)
    last[6] = 1
    #expect(
      abs(chain.covariance.quadraticForm(last) / ridge.covariance.quadraticForm(sum) - 1) < 1e-8)
  }

  @Test("acts on the raw columns whatever their scale")
  func scale() throws {
    let data = RandomFit(rows: 400, denseColumns: 3, levelCounts: [], seed: 3)
    func coefficients(_ scale: Double) throws -> [Double] {
      let columns = data.columns.map { $0.map { $0 * scale } }
      return try LogisticRegression.fit(
        DesignMatrix(dense: DenseBlock(rowCount: 400, columns: columns)), outcomes: data.outcomes,
        penalty: QuadraticPenalty(
          diagonal: [0, 0, 0, 0.1 * scale * scale],
          contrasts: [.difference(1, 2, weight: 0.1 * scale * scale)])
      ).coefficients
    }
    let plain = try coefficients(1)
    let scaled = try coefficients(1e6)
    #expect(largestRelativeError(scaled[1...].map { $0 * 1e6 }, Array(plain[1...])) < 1e-8)
  }

  @Test("on differences fills a level without rows, and does not hide separation")
  func limits() throws {
    let data = RandomFit(rows: 600, denseColumns: 1, levelCounts: [4], seed: 4)
    let matrix = DesignMatrix(
      dense: data.designMatrix.dense,
      factors: [
        Factor(
          codes: .wide(data.designMatrix.factors[0].codes.map { $0 == 3 ? 4 : $0 }),
          levelCount: 5, dropsFirstLevel: true)
      ])
    let range = matrix.layout.factorRanges[0]
    let penalty = QuadraticPenalty(
      diagonal: Array(repeating: 0, count: 6), contrasts: Self.chain(range, weight: 0.01))
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes, penalty: penalty)
    #expect(fit.aliasedParameters.isEmpty)
    // The empty level lies between its neighbours, where the chain has no pull.
    #expect(
      abs(fit.coefficients[4] - (fit.coefficients[3] + fit.coefficients[5]) / 2) < 1e-9)

    // Outside the reference level all outcomes are 1: the whole chain runs away together.
    let outcomes = zip(data.outcomes, matrix.factors[0].codes).map { $1 > 0 ? 1 : $0 }
    #expect(throws: FitError.separated(parameters: Array(range))) {
      try LogisticRegression.fit(matrix, outcomes: outcomes, penalty: penalty)
    }
  }

  @Test("is refused with a weight that is negative or infinite", arguments: [-1, .infinity])
  func invalid(weight: Double) {
    let data = RandomFit(rows: 50, denseColumns: 2, levelCounts: [], seed: 5)
    #expect(throws: FitError.invalidPenalty(lambda: weight)) {
      try LogisticRegression.fit(
        data.designMatrix, outcomes: data.outcomes,
        penalty: QuadraticPenalty(
          diagonal: [0, 0, 0], contrasts: [.difference(1, 2, weight: weight)]))
    }
  }
}
