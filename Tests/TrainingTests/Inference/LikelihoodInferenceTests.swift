import LinearAlgebra
import Testing

@testable import Training

@Suite("Likelihood inference")
struct LikelihoodInferenceTests {
  private static func birthwt() throws -> (LogisticFit, LikelihoodInference) {
    let data = ReferenceData.birthwt
    let fit = try LogisticRegression.fit(data.matrix, outcomes: data.outcomes)
    return (
      fit, try LikelihoodInference(fit, designMatrix: data.matrix, outcomes: data.outcomes)
    )
  }

  // R 4.2.2: drop1(fit, test = "LRT") on MASS::birthwt.
  @Test(
    "has R's ratio tests of terms",
    arguments: [
      ([1], 0.558635993642), ([2], 5.38072296231), ([3, 4], 7.34410501488),
      ([5], 5.488667921281), ([6], 2.521112742932), ([7], 7.384328038946), ([8], 2.679508742679),
    ] as [([Int], Double)])
  func ratioTests(parameters: [Int], expected: Double) throws {
    let test = try #require(try Self.birthwt().1.ratioTest(parameters))
    #expect(abs(test.statistic - expected) < 1e-9)
    #expect(test.degreesOfFreedom == parameters.count)
  }

  // Roots of the profile likelihood of MASS::birthwt by Brent's method on fits in NumPy. Those that
  // R's confint prints are read off a spline and differ by up to 1e-4.
  @Test(
    "has the profile limits",
    arguments: [
      (0, -1.867887152925658, 2.8755834276117027),
      (1, -0.10018930777555103, 0.04337619638556305),
      (2, -0.029573346892871246, -0.0022579827564041207),
      (3, 0.234155142643377, 2.3150704585799304),
      (4, 0.0126034317642504, 1.7447460391560492),
      (5, 0.14959706992376953, 1.7307381411810685),
      (6, -0.12627687435659576, 1.2463002598232549),
      (7, 0.5123188816482754, 3.277782413109333),
      (8, -0.1524254560763432, 1.6622239509058414),
    ] as [(Int, Double, Double)])
  func profile(parameter: Int, lower: Double, upper: Double) throws {
    let interval = try #require(try Self.birthwt().1.profileInterval(of: parameter))
    #expect(abs((interval.lower ?? .nan) - lower) < 1e-9)
    #expect(abs((interval.upper ?? .nan) - upper) < 1e-9)
  }

  @Test(
    "does not depend on the level of a factor that is the reference", arguments: [1, 2] as [UInt64])
  func reference(seed: UInt64) throws {
    let data = RandomFit(rows: 400, denseColumns: 2, levelCounts: [4], seed: seed)
    let turned = DesignMatrix(
      dense: data.designMatrix.dense,
      factors: [
        Factor(
          codes: .wide(data.designMatrix.factors[0].codes.map { ($0 + 1) % 4 }), levelCount: 4,
          dropsFirstLevel: true)
      ])
    func test(_ matrix: DesignMatrix) throws -> (HypothesisTest?, HypothesisTest?, Double) {
      let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
      let term = Array(matrix.layout.factorRanges[0])
      return (
        try LikelihoodInference(fit, designMatrix: matrix, outcomes: data.outcomes)
          .ratioTest(term),
        WaldInference(fit).test(term), VarianceInflation(of: term, in: fit)?.factor ?? .nan
      )
    }
    let (ratio, wald, inflation) = try test(data.designMatrix)
    let (otherRatio, otherWald, otherInflation) = try test(turned)
    #expect(abs((ratio?.statistic ?? .nan) - (otherRatio?.statistic ?? .nan)) < 1e-9)
    #expect(abs((wald?.statistic ?? .nan) - (otherWald?.statistic ?? .nan)) < 1e-9)
    #expect(abs(inflation / otherInflation - 1) < 1e-9)
  }

  @Test("of the whole model is the test against the null model")
  func wholeModel() throws {
    let (fit, inference) = try Self.birthwt()
    let all = try #require(try inference.ratioTest(Array(1...8)))
    #expect(abs(all.statistic - 2 * (fit.logLikelihood - fit.nullLogLikelihood)) < 1e-9)
  }

  @Test("of the intercept is that of the raw columns")
  func intercept() throws {
    let data = RandomFit(rows: 300, denseColumns: 1, levelCounts: [], seed: 5)
    let shifted = DesignMatrix(
      dense: DenseBlock(rowCount: 300, columns: [data.columns[0].map { $0 + 100 }]))
    let fit = try LogisticRegression.fit(shifted, outcomes: data.outcomes)
    let inference = try LikelihoodInference(
      fit, designMatrix: shifted, outcomes: data.outcomes)
    let interval = try #require(try inference.profileInterval(of: 0))
    let wald = try #require(WaldInference(fit).coefficients[0])
    #expect(abs((interval.lower ?? .nan) - wald.estimate) > wald.standardError)
    #expect(abs((interval.upper ?? .nan) / (wald.interval.upper ?? .nan) - 1) < 0.1)
  }
}
