import LinearAlgebra
import Testing

@testable import Training

@Suite("Wald inference and fit statistics")
struct WaldInferenceTests {
  private static func fit(_ data: ReferenceData) throws -> LogisticFit {
    try LogisticRegression.fit(data.matrix, outcomes: data.outcomes, weights: data.weights)
  }

  @Test("has R's test of a factor")
  func terms() throws {
    // UCLA's page prints 20.9 for rank and 5.5 for rank 2 = rank 3; more digits by NumPy, since
    // R's covariance is one step behind. birthwt: race.
    let ucla = WaldInference(try Self.fit(.ucla))
    #expect(abs((ucla.test([3, 4, 5])?.statistic ?? .nan) - 20.895323743326) < 1e-9)
    let contrast = ucla.test(contrast: [0, 0, 0, 1, -1, 0])
    #expect(abs((contrast?.statistic ?? .nan) - 5.505292996800312) < 1e-9)
    let birthwt = WaldInference(try Self.fit(.birthwt)).test([3, 4])
    #expect(abs((birthwt?.statistic ?? .nan) - 7.0057010734588925) < 1e-8)
    #expect(abs((birthwt?.pValue ?? .nan) - 0.0301114272405701) < 1e-9)
  }

  @Test("has z, p and intervals")
  func coefficients() throws {
    let data = ReferenceData.ucla
    let inference = WaldInference(try Self.fit(data))
    for (index, coefficient) in inference.coefficients.enumerated() {
      let coefficient = try #require(coefficient)
      let z = data.coefficients[index] / data.standardErrors[index]
      #expect(abs(coefficient.z / z - 1) < 1e-8)
      let half = 1.959963984540054 * data.standardErrors[index]
      #expect(
        abs((coefficient.interval.upper ?? .nan) - data.coefficients[index] - half) < 1e-8)
    }
    // summary(glm) prints 0.000465 for the intercept.
    #expect(abs((inference.coefficients[0]?.pValue ?? .nan) - 0.000465) < 1e-6)
  }

  @Test("counts what a fit explains")
  func statistics() throws {
    let data = ReferenceData.ucla
    let statistics = GoodnessOfFit(try Self.fit(data), outcomes: data.outcomes)
    // R: glm(admit ~ gre + gpa + rank).
    #expect(abs(statistics.nullDeviance - 499.976517554915) < 1e-9)
    #expect(abs(statistics.deviance - 458.517492475899) < 1e-9)
    #expect(abs(statistics.aic - 470.517492475899) < 1e-9)
    #expect(abs(statistics.bic - 494.466279758547) < 1e-6)
    #expect(abs((statistics.ratioTest?.statistic ?? .nan) - 41.459025079016) < 1e-9)
    #expect(statistics.eventsPerParameter == 127.0 / 5)
    #expect(!statistics.hasFewEvents)
    let spector = ReferenceData.spector
    let small = GoodnessOfFit(try Self.fit(spector), outcomes: spector.outcomes)
    // 1 - ll/ll₀ of the exact log likelihoods; Stata prints 0.3740.
    #expect(abs(small.mcFadden - 0.37403829537210465) < 1e-12)
    #expect(abs((small.ratioTest?.pValue ?? .nan) - 0.001501878) < 1e-9)
    #expect(small.hasFewEvents)
  }

  @Test("counts weighted rows by what the weights stand for")
  func weights() throws {
    let data = ReferenceData.titanic
    let fit = try Self.fit(data)
    let frequency = GoodnessOfFit(fit, outcomes: data.outcomes, weights: data.weights)
    #expect(abs(frequency.deviance - 2210.06110570896) < 1e-8)
    #expect(frequency.eventsPerParameter == 711.0 / 5)
    let importance = GoodnessOfFit(
      fit, outcomes: data.outcomes, weights: data.weights, weightKind: .importance)
    #expect(importance.eventsPerParameter < 12.0 / 5)
    #expect(importance.bic < frequency.bic)
  }

  @Test("has no ratio test for a penalized fit, and counts aliased columns out")
  func limits() throws {
    let data = RandomFit(rows: 200, denseColumns: 1, levelCounts: [], seed: 1)
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 200, columns: [data.columns[0], data.columns[0]]))
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
    #expect(GoodnessOfFit(fit, outcomes: data.outcomes).ratioTest?.degreesOfFreedom == 1)
    #expect(WaldInference(fit).coefficients[2] == nil)
    #expect(WaldInference(fit).test([1, 2])?.degreesOfFreedom == 1)
    #expect(WaldInference(fit).test([2]) == nil)
    let ridge = try LogisticRegression.fit(
      matrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 0.1))
    #expect(GoodnessOfFit(ridge, outcomes: data.outcomes).ratioTest == nil)
  }

  @Test("finds how much columns inflate each other's variance", arguments: [0, 0.9, 0.99])
  func inflation(correlation: Double) throws {
    // With outcomes that depend on neither column the weights are nearly constant, and the factor
    // is that of linear regression, 1/(1 - r²).
    let data = RandomFit(rows: 5000, denseColumns: 2, levelCounts: [], seed: 2)
    let second = zip(data.columns[0], data.columns[1]).map {
      correlation * $0 + (1 - correlation * correlation).squareRoot() * $1
    }
    let outcomes = (0..<5000).map { Double($0 % 2) }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 5000, columns: [data.columns[0], second]))
    let fit = try LogisticRegression.fit(matrix, outcomes: outcomes)
    let factor = try #require(VarianceInflation(of: [1], in: fit))
    #expect(abs(factor.factor * (1 - correlation * correlation) - 1) < 0.1)
    #expect(abs(factor.perStandardError - factor.factor.squareRoot()) < 1e-12)
    #expect(abs((VarianceInflation(of: [1, 2], in: fit)?.factor ?? .nan) - 1) < 1e-9)
  }
}
