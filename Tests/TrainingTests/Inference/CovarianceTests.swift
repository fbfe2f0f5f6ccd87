import LinearAlgebra
import Testing

@testable import Training

@Suite("The covariance of coefficients")
struct CovarianceTests {
  // Heteroscedasticity-consistent standard errors (HC0) from 80-bit arithmetic.
  private static let references: [(ReferenceData, [Double])] = [
    (
      .birthwt,
      [
        1.2201353076848809, 0.033755283876828001, 0.0071145551151547947, 0.50618015448520092,
        0.4323958169711447, 0.3857403091262551, 0.41036299903712142, 0.65492489038997457,
        0.48714500416431233,
      ]
    ),
    (
      .infert,
      [
        1.4083162958297724, 0.030426204522796294, 0.22883376273302294, 0.84360050534115622,
        0.88305869947816254, 0.33645292503163874, 0.32602866069314662,
      ]
    ),
    (.infertShort, [0.24914799788844322, 0.2036257822250114, 0.20011825153343762]),
    (.mtcars, [8.2429182566277284, 0.0083212482516856319, 2.767487581291109]),
    (
      .pima,
      [
        1.6613210138737309, 0.067559471984555042, 0.0064103791451066819, 0.019736562561317802,
        0.02078455719810332, 0.041103961629019, 0.62533536446592628, 0.022095573132810572,
      ]
    ),
    (
      .spector, [5.1975854102994256, 1.2675459820157457, 0.11792226774939171, 0.96441920965288167]
    ),
    (
      .ucla,
      [
        1.1366654753375203, 0.0011013085465491625, 0.34470418208442965, 0.31407526933738699,
        0.34409481988921867, 0.41553398369966733,
      ]
    ),
  ]

  private static func errors(_ covariance: SymmetricMatrix) -> [Double] {
    covariance.diagonal.map { $0.squareRoot() }
  }

  @Test("by the sandwich agrees with exact answers", arguments: references.indices)
  func robust(index: Int) throws {
    let (data, expected) = Self.references[index]
    let fit = try LogisticRegression.fit(data.matrix, outcomes: data.outcomes)
    let hc0 = try fit.covariance(
      .robust(.hc0), designMatrix: data.matrix, outcomes: data.outcomes)
    #expect(largestRelativeError(Self.errors(hc0), expected) < 1e-8)
    let hc1 = try fit.covariance(
      .robust(.hc1), designMatrix: data.matrix, outcomes: data.outcomes)
    let rows = Double(data.outcomes.count)
    let factor = (rows / (rows - Double(expected.count))).squareRoot()
    #expect(largestRelativeError(Self.errors(hc1), expected.map { $0 * factor }) < 1e-8)
    let model = try fit.covariance(.model, designMatrix: data.matrix, outcomes: data.outcomes)
    #expect(model == fit.covariance)
  }

  @Test("of clusters of one row is the robust one up to its factor")
  func clustersOfOne() throws {
    let data = RandomFit(rows: 700, denseColumns: 3, levelCounts: [4, 3], seed: 1)
    let fit = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let hc0 = try fit.covariance(
      .robust(.hc0), designMatrix: data.designMatrix, outcomes: data.outcomes)
    let clustered = try fit.covariance(
      .clustered((0..<700).map { 3 * $0 - 100 }), designMatrix: data.designMatrix,
      outcomes: data.outcomes, threads: 2)
    let factor = 700.0 / 699 * 699 / (700 - 9)
    #expect(
      largestRelativeError(
        Self.errors(clustered), Self.errors(hc0).map { $0 * factor.squareRoot() })
        < 1e-10)
  }

  @Test("of clusters of equal rows counts each cluster once")
  func repeatedRows() throws {
    let data = RandomFit(rows: 300, denseColumns: 2, levelCounts: [3], seed: 2)
    let rows = Array(0..<300) + Array(0..<300)
    let twice = data.designMatrix.rows(rows)
    let outcomes = rows.map { data.outcomes[$0] }
    let fit = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let twiceFit = try LogisticRegression.fit(twice, outcomes: outcomes)
    let hc0 = try fit.covariance(
      .robust(.hc0), designMatrix: data.designMatrix, outcomes: data.outcomes)
    let clustered = try twiceFit.covariance(
      .clustered(rows), designMatrix: twice, outcomes: outcomes)
    let factor = 300.0 / 299 * 599 / (600 - 5)
    #expect(
      largestRelativeError(
        Self.errors(clustered), Self.errors(hc0).map { $0 * factor.squareRoot() })
        < 1e-8)
  }

  @Test("of frequencies is that of repeated rows, of importance that of scaled ones")
  func weightKinds() throws {
    let data = RandomFit(rows: 300, denseColumns: 2, levelCounts: [3], seed: 3)
    let weights = (0..<300).map { Double(1 + $0 % 3) }
    let repeated = (0..<300).flatMap { Array(repeating: $0, count: 1 + $0 % 3) }
    let fit = try LogisticRegression.fit(
      data.designMatrix, outcomes: data.outcomes, weights: weights)
    func errors(_ kind: WeightKind, _ weights: [Double]) throws -> [Double] {
      Self.errors(
        try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes, weights: weights)
          .covariance(
            .robust(.hc1), designMatrix: data.designMatrix, outcomes: data.outcomes,
            weights: weights, weightKind: kind))
    }
    let rows = data.designMatrix.rows(repeated)
    let outcomes = repeated.map { data.outcomes[$0] }
    let repeatedFit = try LogisticRegression.fit(rows, outcomes: outcomes)
    let expected = Self.errors(
      try repeatedFit.covariance(.robust(.hc1), designMatrix: rows, outcomes: outcomes))
    #expect(largestRelativeError(try errors(.frequency, weights), expected) < 1e-8)
    // The unit of importance weights does not matter.
    #expect(
      largestRelativeError(
        try errors(.importance, weights.map { $0 * 0.01 }), try errors(.importance, weights)) < 1e-7
    )
    #expect(
      largestRelativeError(try errors(.importance, weights), Self.errors(fit.covariance)) > 1e-3)
    #expect(WeightKind.importance.defaultCovariance == .robust(.hc0))
    #expect(WeightKind.frequency.defaultCovariance == .model)
  }

  /// The levels of a feature against the intercept are held by a ridge of next to nothing, so the
  /// covariance is large where the scores are 0; the levels' differences are held hard.
  @Test(
    "keeps its digits, and the sign of its variances, where a weak penalty alone holds a direction",
    arguments: [1, 2, 3] as [UInt64], [1e-5, 1e-7])
  func weaklyHeld(seed: UInt64, ridge: Double) throws {
    let data = RandomFit(rows: 400, denseColumns: 1, levelCounts: [5, 3], seed: seed)
    let matrix = DesignMatrix(
      dense: data.designMatrix.dense,
      factors: data.designMatrix.factors.map {
        Factor(codes: $0.codes, levelCount: $0.levelCount, dropsFirstLevel: false)
      })
    var diagonal = [Double](repeating: ridge, count: matrix.layout.count)
    diagonal[ParameterLayout.intercept] = 0
    let levels = matrix.layout.factorRanges[0]
    let contrasts = zip(levels, levels.dropFirst()).map {
      QuadraticPenalty.Contrast.difference($0, $1, weight: 1e4)
    }
    let fit = try LogisticRegression.fit(
      matrix, outcomes: data.outcomes,
      penalty: QuadraticPenalty(diagonal: diagonal, contrasts: contrasts))
    let robust = try fit.covariance(
      .robust(.hc0), designMatrix: matrix, outcomes: data.outcomes)
    // Row by row: the square of what its score moves.
    let predictor = matrix.linearPredictor(fit.coefficients)
    var expected = [Double](repeating: 0, count: matrix.layout.count)
    for row in 0..<matrix.rowCount {
      let residual = data.outcomes[row] - logistic(predictor[row])
      var score = [Double](repeating: 0, count: matrix.layout.count)
      score[ParameterLayout.intercept] = residual
      score[1] = residual * matrix.dense[row, 0]
      for (factor, range) in zip(matrix.factors, matrix.layout.factorRanges) {
        score[range.lowerBound + Int(factor.codes[row])] = residual
      }
      for (place, move) in fit.covariance.multiplied(by: score).enumerated() {
        expected[place] += move * move
      }
    }
    #expect(
      largestRelativeError(Self.errors(robust), expected.map { $0.squareRoot() }) < 1e-3,
      "\(robust.diagonal)")
  }

  @Test("leaves aliased parameters at 0 and needs two clusters")
  func limits() throws {
    let data = RandomFit(rows: 100, denseColumns: 1, levelCounts: [], seed: 4)
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 100, columns: [data.columns[0], data.columns[0]]))
    let fit = try LogisticRegression.fit(matrix, outcomes: data.outcomes)
    let hc0 = try fit.covariance(.robust(.hc0), designMatrix: matrix, outcomes: data.outcomes)
    #expect(hc0[2, 2] == 0 && hc0[1, 1] > 0)
    #expect(throws: FitError.tooFewClusters(1)) {
      try fit.covariance(
        .clustered(Array(repeating: 4, count: 100)), designMatrix: matrix,
        outcomes: data.outcomes)
    }
  }
}

extension ReferenceData {
  /// The columns as a design matrix.
  var matrix: DesignMatrix {
    DesignMatrix(dense: DenseBlock(rowCount: outcomes.count, columns: columns))
  }
}
