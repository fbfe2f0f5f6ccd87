import LinearAlgebra
import Testing
import Training

@Suite("A fit of many rows, started from samples")
struct WarmStartTests {
  private static let data = RandomFit(
    rows: 120_000, denseColumns: 2, levelCounts: [4, 20], seed: 1)

  @Test(
    "is the fit that starts elsewhere, in fewer passes, with columns and without",
    arguments: [0, 2, 12])
  func sameFit(denseColumns: Int) throws {
    let data = RandomFit(rows: 120_000, denseColumns: denseColumns, levelCounts: [4, 20], seed: 1)
    let fit = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes, threads: 2)
    let zeros = [Double](repeating: 0, count: fit.coefficients.count)
    let other = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, start: zeros, threads: 2)
    #expect(largestRelativeError(fit.coefficients, other.coefficients) < 1e-9)
    #expect(
      largestRelativeError(
        fit.standardErrors.map { $0 ?? .nan }, other.standardErrors.map { $0 ?? .nan }) < 1e-8)
    #expect(abs(fit.logLikelihood / other.logLikelihood - 1) < 1e-12)
    #expect(fit.passes < other.passes)
  }

  @Test(
    "is the fit that starts elsewhere under a penalty too, its standard errors found later",
    arguments: [1e-6, 1e-2])
  func penalizedFit(lambda: Double) throws {
    let data = Self.data
    let penalty = RidgePenalty(lambda: lambda)
    let fit = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, penalty: penalty, threads: 2)
    let zeros = [Double](repeating: 0, count: fit.coefficients.count)
    let other = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, penalty: penalty, start: zeros, threads: 2)
    for (value, expected) in zip(fit.coefficients, other.coefficients) {
      #expect(abs(value - expected) < 1e-7 * max(1, abs(expected)))
    }
    #expect(
      largestRelativeError(
        fit.standardErrors.map { $0 ?? .nan }, other.standardErrors.map { $0 ?? .nan }) < 1e-7)
    #expect(abs(fit.objective / other.objective - 1) < 1e-14)
    // The likelihood alone is not at its maximum, so it moves with the last digits of coefficients.
    #expect(abs(fit.logLikelihood / other.logLikelihood - 1) < 1e-8)
    #expect(abs(fit.effectiveDegreesOfFreedom - other.effectiveDegreesOfFreedom) < 1e-6)
  }

  @Test("has the same bits under a penalty on one, two and three threads", arguments: [2, 3])
  func penalizedThreads(threads: Int) throws {
    func fit(_ threads: Int) throws -> LogisticFit {
      try LogisticRegression.fit(
        Self.data.designMatrix, outcomes: Self.data.outcomes, penalty: RidgePenalty(lambda: 1e-4),
        threads: threads)
    }
    let (one, several) = (try fit(1), try fit(threads))
    #expect(several.coefficients == one.coefficients)
    #expect(several.standardErrors == one.standardErrors)
  }

  @Test("has the same bits on one, two and three threads", arguments: [2, 3])
  func threads(threads: Int) throws {
    let data = Self.data
    let one = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let several = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, threads: threads)
    #expect(several.coefficients == one.coefficients)
    #expect(several.standardErrors == one.standardErrors)
    #expect(several.objective == one.objective)
  }

  @Test("does without samples that have one class only")
  func rareOutcome() throws {
    let codes = (0..<100_000).map { UInt16($0 % 2) }
    var outcomes = [Double](repeating: 0, count: 100_000)
    for row in [10, 20, 31, 40] { outcomes[row] = 1 }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 100_000, columns: []),
      factors: [Factor(codes: codes, levelCount: 2, dropsFirstLevel: true)])
    let fit = try LogisticRegression.fit(matrix, outcomes: outcomes, threads: 2)
    // log(3/49997) and log(1/49999) by hand.
    #expect(abs(fit.coefficients[0] + 9.721106) < 1e-5)
    #expect(abs(fit.coefficients[0] + fit.coefficients[1] + 10.819758) < 1e-5)
  }

  @Test("names a column that repeats another")
  func aliased() throws {
    let data = Self.data
    let columns = [data.columns[0], data.columns[0].map { 3 * $0 + 1 }]
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 120_000, columns: columns), factors: data.designMatrix.factors)
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes, threads: 2)
    #expect(fit.aliasedParameters == [2])
    #expect(fit.coefficients[2] == 0)
  }
}
