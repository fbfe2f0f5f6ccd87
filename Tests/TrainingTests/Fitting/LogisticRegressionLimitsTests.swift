import LinearAlgebra
import Testing
import Training

@Suite("A logistic regression at the limits of what can be fitted")
struct LogisticRegressionLimitsTests {
  private static func matrix(_ columns: [Double]...) -> DesignMatrix {
    DesignMatrix(dense: DenseBlock(rowCount: columns[0].count, columns: columns))
  }

  private static let line = matrix([1, 2, 3, 4])

  @Test(
    "H20 names what is wrong with its input",
    arguments: [
      (matrix([]), [], nil, nil, .noRows),
      (line, [0, 0, 0, 0], nil, nil, .oneClassOnly(outcome: 0)),
      (line, [1, 1, 1, 1], nil, nil, .oneClassOnly(outcome: 1)),
      (line, [1, 0, 1, 0], [1, 0, 2, 0], nil, .oneClassOnly(outcome: 1)),
      (line, [1, 0, 1, 2], nil, nil, .outcomeOutOfRange(row: 3, value: 2)),
      (line, [1, 0, 1, 0], [0, 0, 0, 0], nil, .noWeight),
      (line, [1, 0, 1, 0], [1, -1, 1, 1], nil, .invalidWeight(row: 1, value: -1)),
      (line, [1, 0, 1, 0], nil, [0, 0, .infinity, 0], .invalidOffset(row: 2, value: .infinity)),
      (
        matrix([1, 2, 3, 4], [1, 2, .nan, 4]), [1, 0, 1, 0], nil, nil,
        .notFinite(row: 2, column: 1)
      ),
    ] as [(DesignMatrix, [Double], [Double]?, [Double]?, FitError)])
  func invalidInput(
    matrix: DesignMatrix, outcomes: [Double], weights: [Double]?, offset: [Double]?,
    error: FitError
  ) {
    #expect(throws: error) {
      try LogisticRegression.fit(matrix, outcomes: outcomes, weights: weights, offset: offset)
    }
    #expect(!error.description.contains("\n"))
  }

  @Test("names a penalty that is none", arguments: [-1, .infinity])
  func invalidPenalty(lambda: Double) {
    #expect(throws: FitError.invalidPenalty(lambda: lambda)) {
      try LogisticRegression.fit(
        Self.line, outcomes: [1, 0, 1, 0], penalty: RidgePenalty(lambda: lambda))
    }
  }

  @Test("drops columns that repeat others, and levels without rows")
  func aliased() throws {
    let data = RandomFit(rows: 300, denseColumns: 2, levelCounts: [3], seed: 1)
    let factor = data.designMatrix.factors[0]
    let sum = zip(data.columns[0], data.columns[1]).map { $0 + 2 * $1 + 3 }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 300, columns: data.columns + [sum]),
      factors: [Factor(codes: factor.codes, levelCount: 4, dropsFirstLevel: true)])
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
    let reduced = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    #expect(fit.aliasedParameters == [3, 6])
    #expect(fit.coefficients[3] == 0)
    #expect(fit.standardErrors.indices.filter { fit.standardErrors[$0] == nil } == [3, 6])
    let kept = [0, 1, 2, 4, 5]
    #expect(
      largestRelativeError(kept.map { fit.coefficients[$0] }, reduced.coefficients) < 1e-10)
    #expect(fit.effectiveDegreesOfFreedom == 5)
  }

  @Test("shares a coefficient between columns that are equal if there is a penalty")
  func collinearWithPenalty() throws {
    let data = RandomFit(rows: 300, denseColumns: 1, levelCounts: [], seed: 2)
    let matrix = Self.matrix(data.columns[0], data.columns[0])
    let fit = try LogisticRegression.fit(
      matrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 1e-4))
    let single = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes,
      penalty: RidgePenalty(lambda: 1e-4, factors: [0, 0.5]))
    #expect(fit.aliasedParameters.isEmpty)
    #expect(abs(fit.coefficients[1] - fit.coefficients[2]) < 1e-9)
    #expect(abs(fit.coefficients[1] * 2 / single.coefficients[1] - 1) < 1e-9)
    #expect(fit.standardErrors.compactMap(\.self).filter(\.isFinite).count == 3)
  }

  @Test("fits a constant column to 0 if there is a penalty, and drops it if not")
  func constantColumn() throws {
    let data = RandomFit(rows: 300, denseColumns: 1, levelCounts: [], seed: 2)
    let matrix = Self.matrix(Array(repeating: 7, count: 300), data.columns[0])
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
    #expect(fit.aliasedParameters == [1])
    let penalized = try LogisticRegression.fit(
      matrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 0.01))
    #expect(penalized.aliasedParameters.isEmpty)
    #expect(penalized.coefficients[1] == 0)
  }

  @Test("fits more columns than rows if there is a penalty", arguments: [1, 2] as [UInt64])
  func moreColumnsThanRows(seed: UInt64) throws {
    let data = RandomFit(rows: 30, denseColumns: 50, levelCounts: [], seed: seed)
    let fit = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 0.01))
    #expect(fit.gradientNorm < 1e-12)
    #expect(fit.effectiveDegreesOfFreedom < 30)
    #expect(fit.coefficients.count == 51 && fit.coefficients.filter(\.isFinite).count == 51)
  }

  @Test("keeps every level of a factor if there is a penalty")
  func allLevels() throws {
    let data = RandomFit(rows: 300, denseColumns: 1, levelCounts: [3], seed: 5)
    let factor = data.designMatrix.factors[0]
    let matrix = DesignMatrix(
      dense: data.designMatrix.dense,
      factors: [Factor(codes: factor.codes, levelCount: 4, dropsFirstLevel: false)])
    let fit = try LogisticRegression.fit(
      matrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 0.01))
    // Only the levels are penalized on one side, so their effects sum to zero.
    #expect(abs(fit.coefficients[2...4].reduce(0, +)) < 1e-9)
    #expect(abs(fit.coefficients[5]) < 1e-12)
    #expect(fit.aliasedParameters.isEmpty)
  }

  @Test("finds outcomes that a number separates")
  func completeSeparation() throws {
    let data = RandomFit(rows: 200, denseColumns: 3, levelCounts: [], seed: 6)
    let outcomes: [Double] = data.columns[1].map { $0 > 0.3 ? 1 : 0 }
    let error = #expect(throws: FitError.self) {
      try LogisticRegression.fit(data.designMatrix, outcomes: outcomes)
    }
    guard case .separated(let parameters) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(parameters.contains(2))
    let fit = try LogisticRegression.fit(
      data.designMatrix, outcomes: outcomes, penalty: RidgePenalty(lambda: 1e-6))
    #expect(fit.gradientNorm < 1e-12)
  }

  @Test("finds the level whose outcomes are all the same", arguments: [0, 1] as [Double])
  func quasiSeparation(outcome: Double) {
    let data = RandomFit(rows: 500, denseColumns: 2, levelCounts: [4], seed: 7)
    let codes = data.designMatrix.factors[0].codes
    let outcomes = zip(data.outcomes, codes).map { $1 == 2 ? outcome : $0 }
    #expect(throws: FitError.separated(parameters: [4])) {
      try LogisticRegression.fit(data.designMatrix, outcomes: outcomes)
    }
    // A penalty on other parameters does not help; the level's parameter stays infinite.
    #expect(throws: FitError.separated(parameters: [4])) {
      try LogisticRegression.fit(
        data.designMatrix, outcomes: outcomes,
        penalty: RidgePenalty(lambda: 0.01, factors: [0, 1, 1, 1, 0, 1]))
    }
  }

  @Test("does not take a rare outcome or a sure one for separation")
  func extremeButFinite() throws {
    // A level with 1 event in 5000 rows, and a row whose linear predictor is 50 and right.
    let codes = (0..<10_000).map { UInt16($0 % 2) }
    var outcomes = (0..<10_000).map { $0 % 2 == 0 && $0 % 3 == 0 ? 1.0 : 0 }
    outcomes[1] = 1
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 10_000, columns: []),
      factors: [Factor(codes: codes, levelCount: 2, dropsFirstLevel: false)].map {
        Factor(codes: $0.codes, levelCount: 2, dropsFirstLevel: true)
      })
    let fit = try LogisticRegression.fit(matrix, outcomes: outcomes)
    // log(1/4999) by hand.
    #expect(abs(fit.coefficients[0] + fit.coefficients[1] + 8.516993171413570) < 1e-10)

    let data = RandomFit(rows: 500, denseColumns: 1, levelCounts: [], seed: 8)
    var column = data.columns[0]
    let slope = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
      .coefficients[1]
    column[0] = slope > 0 ? 1000 : -1000
    var sure = data.outcomes
    sure[0] = 1
    let outlier = try LogisticRegression.fit(Self.matrix(column), outcomes: sure)
    #expect(abs(outlier.coefficients[1] * 1000) > 40)
  }

  @Test("H18 says so when the passes do not suffice")
  func notConverged() {
    let data = RandomFit(rows: 300, denseColumns: 3, levelCounts: [], seed: 9)
    let error = #expect(throws: FitError.self) {
      try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes, maximumPasses: 1)
    }
    guard case .notConverged(let passes, let gradientNorm) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(passes == 1)
    #expect(gradientNorm > 0)
  }
}
