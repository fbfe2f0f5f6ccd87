import LinearAlgebra
import Testing
import Training

@Suite("A logistic regression does not depend on how its data are written down")
struct LogisticRegressionInvarianceTests {
  private static let seeds: [UInt64] = [1, 2]

  private func expectEqual(
    _ fit: LogisticFit, _ other: LogisticFit, order: [Int]? = nil, tolerance: Double = 1e-10,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let order = order ?? Array(fit.coefficients.indices)
    let size = fit.coefficients.map(abs).max() ?? 1
    for (parameter, place) in order.enumerated() {
      #expect(
        abs(other.coefficients[parameter] - fit.coefficients[place]) < tolerance * size,
        sourceLocation: sourceLocation)
      let ratio = (other.standardErrors[parameter] ?? .nan) / (fit.standardErrors[place] ?? .nan)
      #expect(abs(ratio - 1) < tolerance, sourceLocation: sourceLocation)
    }
    #expect(
      abs(other.logLikelihood / fit.logLikelihood - 1) < 1e-12, sourceLocation: sourceLocation)
  }

  @Test("weights or repeated rows", arguments: seeds)
  func weights(seed: UInt64) throws {
    let data = RandomFit(rows: 600, denseColumns: 3, levelCounts: [3], seed: seed)
    let counts = (0..<600).map { $0 % 4 }
    let repeated = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    expectEqual(
      try LogisticRegression.fit(
        data.designMatrix, outcomes: data.outcomes, weights: counts.map(Double.init),
        penalty: RidgePenalty(lambda: 0.01)),
      try LogisticRegression.fit(
        data.designMatrix.rows(repeated), outcomes: repeated.map { data.outcomes[$0] },
        penalty: RidgePenalty(lambda: 0.01)))
  }

  @Test("a fractional outcome or two weighted rows", arguments: seeds)
  func fractions(seed: UInt64) throws {
    let data = RandomFit(rows: 300, denseColumns: 2, levelCounts: [3], seed: seed)
    let fractions = data.outcomes.indices.map { Double($0 % 5) / 4 }
    let rows = Array(0..<300)
    expectEqual(
      try LogisticRegression.fit(data.designMatrix, outcomes: fractions),
      try LogisticRegression.fit(
        data.designMatrix.rows(rows + rows),
        outcomes: rows.map { _ in 1 } + rows.map { _ in 0 },
        weights: fractions + fractions.map { 1 - $0 }))
  }

  @Test("outcomes of a byte or of eight, to the last bit", arguments: seeds)
  func compactOutcomes(seed: UInt64) throws {
    let data = RandomFit(rows: 400, denseColumns: 2, levelCounts: [3], seed: seed)
    let penalty = RidgePenalty(lambda: 0.01)
    let classes = try LogisticRegression.fit(
      data.designMatrix, outcomes: Outcomes(data.outcomes.map { $0 == 1 }), penalty: penalty)
    let numbers = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, penalty: penalty)
    #expect(classes.coefficients == numbers.coefficients)
    #expect(classes.objective == numbers.objective)
  }

  @Test("H22 the order of rows and of columns", arguments: seeds)
  func permutation(seed: UInt64) throws {
    let data = RandomFit(rows: 500, denseColumns: 3, levelCounts: [3, 4], seed: seed)
    let rows = (0..<500).map { $0 * 7 % 500 }
    let columns = [2, 0, 1].map { column in rows.map { data.columns[column][$0] } }
    let factors = data.designMatrix.rows(rows).factors
    let permuted = DesignMatrix(
      dense: DenseBlock(rowCount: 500, columns: columns), factors: [factors[1], factors[0]])
    expectEqual(
      try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes),
      try LogisticRegression.fit(permuted, outcomes: rows.map { data.outcomes[$0] }),
      order: [0, 3, 1, 2, 6, 7, 8, 4, 5])
  }

  @Test("factors or indicator columns", arguments: seeds)
  func storage(seed: UInt64) throws {
    let data = RandomFit(rows: 3000, denseColumns: 2, levelCounts: [3, 12], seed: seed)
    for penalty in [RidgePenalty.none, RidgePenalty(lambda: 0.02)] {
      expectEqual(
        try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes, penalty: penalty),
        try LogisticRegression.fit(data.expandedMatrix, outcomes: data.outcomes, penalty: penalty))
    }
  }

  @Test("the number of threads, to the last bit", arguments: [2, 3])
  func threads(threads: Int) throws {
    let data = RandomFit(rows: 20_000, denseColumns: 5, levelCounts: [3, 8], seed: 3)
    func fit(_ threads: Int) throws -> LogisticFit {
      try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes, threads: threads)
    }
    let one = try fit(1)
    let several = try fit(threads)
    #expect(several.coefficients == one.coefficients)
    #expect(several.covariance == one.covariance)
    #expect(several.logLikelihood == one.logLikelihood)
    #expect(several.gradientNorm == one.gradientNorm)
  }

  @Test("H17 the scale and origin of columns, from 1e-9 to 1e12", arguments: seeds)
  func scales(seed: UInt64) throws {
    let data = RandomFit(rows: 800, denseColumns: 4, levelCounts: [3], seed: seed)
    let scales = [1e-9, 1, 1e5, 1e12]
    let scaled = zip(data.columns, scales).map { column, scale in column.map { $0 * scale } }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 800, columns: scaled), factors: data.designMatrix.factors)
    let fit = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let other = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
    let undone = [1] + scales + [1, 1]
    #expect(
      largestRelativeError(zip(other.coefficients, undone).map { $0 * $1 }, fit.coefficients) < 1e-8
    )
    #expect(
      largestRelativeError(
        zip(other.standardErrors, undone).map { ($0 ?? .nan) * $1 },
        fit.standardErrors.map { $0 ?? .nan }) < 1e-8)
    let shifted = DesignMatrix(
      dense: DenseBlock(rowCount: 800, columns: data.columns.map { $0.map { $0 + 65_536 } }),
      factors: data.designMatrix.factors)
    let moved = try LogisticRegression.fit(shifted, outcomes: data.outcomes)
    #expect(
      largestRelativeError(Array(moved.coefficients[1...]), Array(fit.coefficients[1...])) < 1e-8)
  }

  @Test("a penalty or the rows that stand for it", arguments: seeds)
  func augmentation(seed: UInt64) throws {
    // To second order the rows (x, 1) and (x, 0) of weight w add w·(x·b)²/4 to the loss. With
    // x = ±ε in turn, so that the intercept gains nothing from them, and w = n·λ/ε² they add up to
    // the ridge penalty n·λ·b²/2.
    let data = RandomFit(rows: 400, denseColumns: 2, levelCounts: [], seed: seed)
    let lambda = 0.03
    let epsilon = 1e-3
    let fit = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: lambda))
    // The added rows must not hold the intercept at 0: a column of the other rows stands for it.
    let intercept = Array(repeating: 1.0, count: 400) + Array(repeating: 0, count: 8)
    let signs = [epsilon, epsilon, -epsilon, -epsilon]
    let none = [0.0, 0, 0, 0]
    let columns = [intercept, data.columns[0] + signs + none, data.columns[1] + none + signs]
    let augmented = try LogisticRegression.fit(
      DesignMatrix(dense: DenseBlock(rowCount: 408, columns: columns)),
      outcomes: data.outcomes + [1, 0, 1, 0, 1, 0, 1, 0],
      weights: Array(repeating: 1, count: 400)
        + Array(repeating: 400 * lambda / (epsilon * epsilon), count: 8))
    #expect(
      largestRelativeError(
        Array(augmented.coefficients[2...]), Array(fit.coefficients[1...])) < 1e-6)
    #expect(
      largestRelativeError(
        augmented.standardErrors[2...].map { $0 ?? .nan },
        fit.standardErrors[1...].map { $0 ?? .nan }) < 1e-6)
  }

  @Test("a part of the predictor as offset or not", arguments: seeds)
  func offset(seed: UInt64) throws {
    let data = RandomFit(rows: 500, denseColumns: 3, levelCounts: [3], seed: seed)
    let fit = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    // Subtracting 2 from a coefficient by way of the offset adds 2 to what is estimated.
    let shifted = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, offset: data.columns[1].map { -2 * $0 + 1 })
    var expected = fit.coefficients
    expected[0] -= 1
    expected[2] += 2
    #expect(largestRelativeError(shifted.coefficients, expected) < 1e-9)
    #expect(abs(shifted.logLikelihood / fit.logLikelihood - 1) < 1e-12)
    #expect(shifted.nullLogLikelihood < fit.nullLogLikelihood)
  }

  @Test("a penalty factor or the scale of a column", arguments: seeds)
  func penaltyFactors(seed: UInt64) throws {
    let data = RandomFit(rows: 500, denseColumns: 2, levelCounts: [], seed: seed)
    let scaled = DesignMatrix(
      dense: DenseBlock(
        rowCount: 500, columns: [data.columns[0].map { $0 / 3 }, data.columns[1]]))
    let factored = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes,
      penalty: RidgePenalty(lambda: 0.05, factors: [0, 9, 1]))
    let other = try LogisticRegression.fit(
      scaled, outcomes: data.outcomes, penalty: RidgePenalty(lambda: 0.05))
    #expect(abs(other.coefficients[1] / factored.coefficients[1] / 3 - 1) < 1e-9)
    #expect(abs(other.coefficients[2] / factored.coefficients[2] - 1) < 1e-9)
  }

  @Test("where it starts", arguments: [[0, 0, 0, 0], [-5, 8, -9, 3], [40, -30, 20, -10]])
  func start(start: [Double]) throws {
    let data = RandomFit(rows: 400, denseColumns: 3, levelCounts: [], seed: 4)
    expectEqual(
      try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes),
      try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes, start: start))
  }
}
