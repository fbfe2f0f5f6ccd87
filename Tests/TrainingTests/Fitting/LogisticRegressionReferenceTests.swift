import LinearAlgebra
import Testing
import Training

@Suite("A logistic regression agrees with exact answers")
struct LogisticRegressionReferenceTests {
  @Test("for teaching data sets", arguments: ReferenceData.all)
  func maximumLikelihood(data: ReferenceData) throws {
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: data.outcomes.count, columns: data.columns))
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes, weights: data.weights)
    // The columns of `mtcars` nearly separate its outcomes, which costs a digit.
    let tolerance = data.name == "mtcars_am" ? 1e-8 : 1e-9
    #expect(largestRelativeError(fit.coefficients, data.coefficients) < tolerance)
    #expect(
      largestRelativeError(fit.standardErrors.map { $0 ?? .nan }, data.standardErrors) < 1e-8)
    #expect(abs(fit.logLikelihood / data.logLikelihood - 1) < 1e-12)
    #expect(abs(fit.nullLogLikelihood / data.nullLogLikelihood - 1) < 1e-12)
    #expect(abs(fit.effectiveDegreesOfFreedom - Double(data.coefficients.count)) < 1e-12)
    #expect(fit.gradientNorm < 1e-11)
    #expect(fit.aliasedParameters.isEmpty)
    #expect(fit.passes <= 13)
  }

  @Test("with the levels of a factor in place of indicator columns")
  func factorStorage() throws {
    let data = ReferenceData.ucla
    let ranks = data.outcomes.indices.map { row in
      UInt16(data.columns[2][row] + 2 * data.columns[3][row] + 3 * data.columns[4][row])
    }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 400, columns: Array(data.columns[0..<2])),
      factors: [Factor(codes: ranks, levelCount: 4, dropsFirstLevel: true)])
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
    #expect(largestRelativeError(fit.coefficients, data.coefficients) < 1e-9)
    #expect(
      largestRelativeError(fit.standardErrors.map { $0 ?? .nan }, data.standardErrors) < 1e-8)
  }

  @Test("with three factors and counts as weights")
  func factorsOnly() throws {
    let data = ReferenceData.esoph
    let factors = [0..<5, 5..<8, 8..<11].map { columns in
      let codes = data.outcomes.indices.map { row in
        UInt16(
          columns.reduce(0) { $0 + Double($1 - columns.lowerBound + 1) * data.columns[$1][row] })
      }
      return Factor(codes: codes, levelCount: columns.count + 1, dropsFirstLevel: true)
    }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: data.outcomes.count, columns: []), factors: factors)
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes, weights: data.weights)
    #expect(largestRelativeError(fit.coefficients, data.coefficients) < 1e-9)
    #expect(
      largestRelativeError(fit.standardErrors.map { $0 ?? .nan }, data.standardErrors) < 1e-8)
  }

  // glmnet 4.1-6 on UCLA's `binary.csv`, alpha = 0, lambda = 0.05.
  private static let standardizedRidge = [
    -3.78205052775434, 0.00199722970951557, 0.660617593493006, -0.205795165490042,
    -0.739341506463954, -0.878552251092712,
  ]
  private static let rawRidge = [
    -3.41206195846455, 0.00313738653279961, 0.261902101623711, 0.0349590944653129,
    -0.284880823897517, -0.293339959716653,
  ]

  @Test("of glmnet for a ridge penalty", arguments: [true, false])
  func ridge(isStandardized: Bool) throws {
    let data = ReferenceData.ucla
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: 400, columns: data.columns))
    let factors = isStandardized ? RidgePenalty.standardizedFactors(for: matrix) : nil
    let fit = try LogisticRegression.fit(
      matrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 0.05, factors: factors))
    let expected = isStandardized ? Self.standardizedRidge : Self.rawRidge
    #expect(largestRelativeError(fit.coefficients, expected) < 1e-6)
    #expect(fit.effectiveDegreesOfFreedom < 6)
    #expect(fit.effectiveDegreesOfFreedom > 1)
  }
}
