import LinearAlgebra
import Testing

@testable import Training

@Suite("Firth's regression")
struct FirthRegressionTests {
  private static func errors(_ covariance: SymmetricMatrix) -> [Double] {
    covariance.diagonal.map { $0.squareRoot() }
  }

  @Test("agrees with brglm2 and logistf", arguments: FirthReference.all)
  func reference(data: FirthReference) throws {
    let fit = try FirthRegression.fit(data.matrix, outcomes: data.outcomes)
    #expect(largestRelativeError(fit.coefficients, data.coefficients) < 1e-7)
    #expect(largestRelativeError(Self.errors(fit.covariance), data.standardErrors) < 1e-6)
    #expect(
      largestRelativeError(Self.errors(fit.augmentedCovariance), data.augmentedErrors) < 1e-6)
    #expect(abs(fit.penalizedLogLikelihood - data.penalizedLogLikelihood) < 1e-6)
    #expect(abs(fit.hatSum - Double(data.coefficients.count)) < 1e-9)
    #expect(fit.aliasedParameters.isEmpty)
    #expect(fit.passes < 60)
  }

  @Test("has logistf's ratio tests", arguments: FirthReference.all)
  func ratioTests(data: FirthReference) throws {
    let fit = try FirthRegression.fit(data.matrix, outcomes: data.outcomes)
    for (parameter, expected) in data.pValues.enumerated() {
      let test = try #require(try fit.ratioTest([parameter]))
      #expect(abs(test.pValue / expected - 1) < 1e-5)
    }
    let whole = try #require(try fit.ratioTest(Array(1..<data.coefficients.count)))
    let expected = 2 * (data.penalizedLogLikelihood - data.nullPenalizedLogLikelihood)
    #expect(abs(whole.statistic - expected) < 1e-6)
    #expect(whole.degreesOfFreedom == data.coefficients.count - 1)
  }

  @Test("has logistf's profile limits", arguments: FirthReference.all)
  func limits(data: FirthReference) throws {
    let fit = try FirthRegression.fit(data.matrix, outcomes: data.outcomes)
    for (parameter, expected) in data.limits.enumerated() {
      let interval = try #require(try fit.profileInterval(of: parameter))
      #expect(abs((interval.lower ?? .nan) - expected.lower) < 1e-5)
      #expect(abs((interval.upper ?? .nan) - expected.upper) < 1e-5)
    }
  }

  @Test("has an intercept for scoring that meets the mean outcome", arguments: FirthReference.all)
  func correctedIntercept(data: FirthReference) throws {
    let fit = try FirthRegression.fit(data.matrix, outcomes: data.outcomes)
    let loss = try LogisticLoss(outcomes: data.outcomes)
    func bias(_ coefficients: [Double]) -> Double {
      let predictor = data.matrix.linearPredictor(coefficients)
      var residuals = predictor
      var curvatures = predictor
      var residual = residuals.mutableSpan
      var curvature = curvatures.mutableSpan
      _ = loss.differentiate(0..<predictor.count, predictor.span, &curvature, &residual)
      return residuals.reduce(0, +) / Double(predictor.count)
    }
    #expect(abs(bias(fit.scoringCoefficients)) < 1e-14)
    #expect(abs(bias(fit.coefficients)) > 1e-4)
  }

  @Test("of one proportion adds half an event and half a non-event")
  func proportion() throws {
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: 10, columns: []))
    let fit = try FirthRegression.fit(matrix, outcomes: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    // (1 + ½) / (9 + ½), by Jeffreys' prior.
    #expect(abs(fit.coefficients[0] - -1.845826690498331) < 1e-11)
    #expect(abs(fit.correctedIntercept - -2.1972245773362196) < 1e-12)
  }

  @Test("weighs like repeated rows, in any storage", arguments: [1, 2] as [UInt64])
  func invariance(seed: UInt64) throws {
    let data = RandomFit(rows: 120, denseColumns: 2, levelCounts: [3], seed: seed)
    let counts = (0..<120).map { $0 % 3 }
    let repeated = counts.indices.flatMap { Array(repeating: $0, count: counts[$0]) }
    let weighted = try FirthRegression.fit(
      data.designMatrix, outcomes: data.outcomes, weights: counts.map(Double.init))
    let rows = try FirthRegression.fit(
      data.expandedMatrix.rows(repeated), outcomes: repeated.map { data.outcomes[$0] }, threads: 2)
    #expect(largestRelativeError(weighted.coefficients, rows.coefficients) < 1e-8)
    #expect(abs(weighted.penalizedLogLikelihood - rows.penalizedLogLikelihood) < 1e-9)
  }

  @Test("does not depend on scale and origin of columns")
  func scales() throws {
    let data = RandomFit(rows: 150, denseColumns: 2, levelCounts: [3], seed: 3)
    let moved = DesignMatrix(
      dense: DenseBlock(
        rowCount: 150, columns: [data.columns[0].map { $0 * 1e6 + 1e8 }, data.columns[1]]),
      factors: data.designMatrix.factors)
    let fit = try FirthRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let other = try FirthRegression.fit(moved, outcomes: data.outcomes)
    #expect(abs(other.coefficients[1] * 1e6 / fit.coefficients[1] - 1) < 1e-7)
    #expect(
      largestRelativeError(Array(other.coefficients[2...]), Array(fit.coefficients[2...])) < 1e-7)
  }

  @Test("is finite where a column divides many outcomes", arguments: [50, 500, 2000])
  func separated(rows: Int) throws {
    // Whole numbers with a gap of 1 between the outcomes: the iteration creeps at the end.
    let visits = (0..<rows).map { Double($0 * 7919 % 21) }
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: rows, columns: [visits]), factors: [])
    let fit = try FirthRegression.fit(matrix, outcomes: visits.map { $0 > 12 ? 1 : 0 })
    #expect(fit.coefficients[1] > 0 && fit.coefficients[1] < 100)
    // The odds are even in the middle of the gap, or near it.
    #expect(abs(-fit.coefficients[0] / fit.coefficients[1] - 12.5) < 0.5)
    let interval = try #require(try fit.profileInterval(of: 1))
    #expect(try #require(interval.lower) > 0 && interval.upper ?? .infinity > fit.coefficients[1])
    #expect(try #require(try fit.ratioTest([1])).pValue < 1e-6)
  }

  @Test("names columns that repeat others")
  func aliased() throws {
    let data = RandomFit(rows: 150, denseColumns: 1, levelCounts: [], seed: 4)
    let fit = try FirthRegression.fit(
      DesignMatrix(dense: DenseBlock(rowCount: 150, columns: [data.columns[0], data.columns[0]])),
      outcomes: data.outcomes)
    #expect(fit.aliasedParameters == [2])
    #expect(fit.coefficients[2] == 0)
    #expect(try fit.ratioTest([2]) == nil)
    #expect(try fit.profileInterval(of: 2) == nil)
  }
}
