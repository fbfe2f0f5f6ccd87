import LinearAlgebra
import Testing

@testable import Training

@Suite("An elastic-net path")
struct ElasticNetPathTests {
  private static let ucla = DesignMatrix(
    dense: DenseBlock(rowCount: 400, columns: ReferenceData.ucla.columns))

  private static func fit(
    _ penalty: ElasticNetPenalty, lambda: Double
  ) throws -> ElasticNetPath.Point {
    try ElasticNetPath(
      ucla, outcomes: ReferenceData.ucla.outcomes, penalty: penalty, lambdas: .given([lambda])
    ).points[0]
  }

  // glmnet 4.1-6 on UCLA's `binary.csv` (thresh 1e-14), by α and λ.
  @Test(
    "agrees with glmnet",
    arguments: [
      (
        0.5, 0.01,
        [
          -3.89068806808151, 0.00209256609190695, 0.733743847400403, -0.397397841882965,
          -1.02488660129138, -1.20158189207517,
        ]
      ),
      (
        1, 0.01,
        [
          -3.8238848083821, 0.00198063486492546, 0.700900920434318, -0.262029542661582,
          -0.886953835622443, -1.05157156283464,
        ]
      ),
      (
        1, 0.05,
        [
          -2.28519479902721, 0.00103799056986079, 0.282243003146304, 0, -0.101138117970055,
          -0.14231863479882,
        ]
      ),
      (
        0, 0.05,
        [
          -3.78205052775434, 0.00199722970951557, 0.660617593493006, -0.205795165490042,
          -0.739341506463954, -0.878552251092712,
        ]
      ),
    ] as [(Double, Double, [Double])])
  func reference(share: Double, lambda: Double, expected: [Double]) throws {
    let point = try Self.fit(ElasticNetPenalty(lassoShare: share), lambda: lambda)
    for (value, expected) in zip(point.coefficients, expected) {
      #expect(abs(value - expected) <= 1e-6 * abs(expected))
    }
    #expect(point.violation <= 1e-9)
  }

  @Test("agrees with glmnet on raw columns")
  func rawReference() throws {
    let expected = [
      -3.41206195846455, 0.00313738653279961, 0.261902101623711, 0.0349590944653129,
      -0.284880823897517, -0.293339959716653,
    ]
    let point = try Self.fit(
      ElasticNetPenalty(lassoShare: 0, standardizes: false), lambda: 0.05)
    #expect(largestRelativeError(point.coefficients, expected) < 1e-6)
  }

  @Test("starts and ends where glmnet's does")
  func sequence() throws {
    let path = try ElasticNetPath(Self.ucla, outcomes: ReferenceData.ucla.outcomes)
    // glmnet 4.1-6: lambda_max 0.0858548493389965, 50 strengths.
    #expect(abs(path.largestLambda / 0.0858548493389965 - 1) < 1e-12)
    #expect(path.points.count == 50)
    #expect(path.points[0].nonzeroCount == 0)
    #expect(path.points[0].lambda == path.largestLambda)
    #expect(abs(path.points[10].lambda / path.points[9].lambda - 0.9111627561154895) < 1e-12)
    #expect(path.points.allSatisfy { $0.violation <= 1e-9 })
    #expect(path.work.passes <= 16)
  }

  @Test("has the fits of single strengths", arguments: [1, 2] as [UInt64], [1, 0.5, 0])
  func singles(seed: UInt64, share: Double) throws {
    let data = RandomFit(rows: 600, denseColumns: 8, levelCounts: [4, 12], seed: seed)
    let penalty = ElasticNetPenalty(lassoShare: share)
    let path = try ElasticNetPath(data.designMatrix, outcomes: data.outcomes, penalty: penalty)
    for index in stride(from: 3, to: path.points.count, by: 17) {
      let single = try ElasticNetPath(
        data.designMatrix, outcomes: data.outcomes, penalty: penalty,
        lambdas: .given([path.points[index].lambda]))
      for (value, other) in zip(single.points[0].coefficients, path.points[index].coefficients) {
        #expect(abs(value - other) < 1e-6)
      }
    }
  }

  @Test("of ridge strengths has the fits of Newton's method", arguments: [1, 2] as [UInt64])
  func ridge(seed: UInt64) throws {
    let data = RandomFit(rows: 500, denseColumns: 4, levelCounts: [5], seed: seed)
    let path = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes,
      penalty: ElasticNetPenalty(lassoShare: 0, standardizes: false),
      lambdas: .given([0.3, 0.03, 0.003]))
    for point in path.points {
      let fit = try LogisticRegression.fit(
        data.designMatrix, outcomes: data.outcomes, penalty: RidgePenalty(lambda: point.lambda))
      #expect(largestRelativeError(point.coefficients, fit.coefficients) < 1e-6)
    }
  }

  @Test("is null from its largest strength on", arguments: [1, 2] as [UInt64])
  func null(seed: UInt64) throws {
    let data = RandomFit(rows: 300, denseColumns: 4, levelCounts: [5], seed: seed)
    for penalty in [ElasticNetPenalty.lasso, .groupLasso] {
      let path = try ElasticNetPath(data.designMatrix, outcomes: data.outcomes, penalty: penalty)
      let strengths = [2, 1 + 1e-9, 1 - 1e-3].map { $0 * path.largestLambda }
      let fits = try ElasticNetPath(
        data.designMatrix, outcomes: data.outcomes, penalty: penalty, lambdas: .given(strengths))
      #expect(fits.points.map { $0.nonzeroCount == 0 } == [true, true, false])
    }
  }

  @Test("does not depend on whether groups of one are groups", arguments: [1, 2] as [UInt64])
  func groupsOfOne(seed: UInt64) throws {
    let data = RandomFit(rows: 300, denseColumns: 5, levelCounts: [2, 2], seed: seed)
    let lasso = try ElasticNetPath(data.designMatrix, outcomes: data.outcomes)
    let group = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes, penalty: .groupLasso)
    #expect(lasso.points == group.points)
  }

  @Test("lets factors enter whole, at a verified optimum", arguments: [1, 2] as [UInt64])
  func groups(seed: UInt64) throws {
    let data = RandomFit(rows: 800, denseColumns: 3, levelCounts: [4, 30, 3], seed: seed)
    let path = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes, penalty: .groupLasso)
    var sizes: Set<Int> = []
    for point in path.points {
      for range in data.designMatrix.layout.factorRanges {
        let nonzero = point.coefficients[range].count { $0 != 0 }
        #expect(nonzero == 0 || nonzero == range.count)
        sizes.insert(nonzero)
      }
      #expect(point.violation <= 1e-9)
    }
    #expect(sizes == [0, 3, 29, 2])
  }

  @Test("keeps every level of a factor", arguments: [ElasticNetPenalty.lasso, .groupLasso])
  func allLevels(penalty: ElasticNetPenalty) throws {
    let data = RandomFit(rows: 600, denseColumns: 2, levelCounts: [6], seed: 3)
    let factor = Factor(
      codes: data.designMatrix.factors[0].codes, levelCount: 7, dropsFirstLevel: false)
    let path = try ElasticNetPath(
      DesignMatrix(dense: data.designMatrix.dense, factors: [factor]), outcomes: data.outcomes,
      penalty: penalty)
    #expect(path.points.allSatisfy { $0.violation <= 1e-9 && $0.coefficients[9] == 0 })
  }

  @Test("is the same without a level that no row has", arguments: [1, 2] as [UInt64], [1, 0.5])
  func emptyLevel(seed: UInt64, share: Double) throws {
    let data = RandomFit(rows: 600, denseColumns: 2, levelCounts: [6], seed: seed)
    let codes = data.designMatrix.factors[0].codes.map { UInt16($0) }
    func path(_ codes: [UInt16], levels: Int) throws -> [ElasticNetPath.Point] {
      let factor = Factor(codes: codes, levelCount: levels, dropsFirstLevel: false)
      return try ElasticNetPath(
        DesignMatrix(dense: data.designMatrix.dense, factors: [factor]), outcomes: data.outcomes,
        penalty: ElasticNetPenalty(lassoShare: share)
      ).points
    }
    let points = try path(codes.map { $0 < 3 ? $0 : $0 + 1 }, levels: 7)
    let expected = try path(codes, levels: 6)
    try #require(points.count == expected.count)
    for (point, expected) in zip(points, expected) {
      var coefficients = point.coefficients
      #expect(coefficients.remove(at: 6) == 0)
      #expect(largestDifference(coefficients, expected.coefficients) < 1e-7)
      #expect(point.violation <= 1e-9)
    }
    #expect((points.last?.nonzeroCount ?? 0) > 5)
  }

  @Test(
    "reaches the same loss where nothing decides between solutions",
    arguments: 1...6 as ClosedRange<UInt64>)
  func undecided(seed: UInt64) throws {
    let data = RandomFit(rows: 600, denseColumns: 2, levelCounts: [6, 3], seed: seed)
    func point(_ factors: [Factor]) throws -> ElasticNetPath.Point {
      try ElasticNetPath(
        DesignMatrix(dense: data.designMatrix.dense, factors: factors), outcomes: data.outcomes,
        lambdas: .given([0])
      ).points[0]
    }
    let factors = data.designMatrix.factors
    let expected = try point(factors)
    let point = try point(
      factors.map { Factor(codes: $0.codes, levelCount: $0.levelCount, dropsFirstLevel: false) })
    #expect(abs(point.logLikelihood - expected.logLikelihood) < 1e-6)
    #expect(point.coefficients.allSatisfy { abs($0) < 10 })
    #expect(point.violation <= 1e-9)
  }

  @Test("respects limits, and ignores those that are never met", arguments: [1, 0.4, 0])
  func bounds(share: Double) throws {
    let data = RandomFit(rows: 500, denseColumns: 5, levelCounts: [3], seed: 4)
    let layout = data.designMatrix.layout
    let lambdas = LambdaSequence.given([0.05, 0.02, 0.01, 0.001])
    let free = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes, penalty: ElasticNetPenalty(lassoShare: share),
      lambdas: lambdas)
    let wide = try CoefficientBounds(
      lower: Array(repeating: -50, count: layout.count),
      upper: Array(repeating: 50, count: layout.count))
    let unmet = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes,
      penalty: ElasticNetPenalty(lassoShare: share, bounds: wide), lambdas: lambdas)
    for (point, other) in zip(free.points, unmet.points) {
      #expect(largestDifference(point.coefficients, other.coefficients) < 1e-7)
    }
    let signs = CoefficientBounds(
      signs: (1..<layout.count).map {
        ($0, free.points[3].coefficients[$0] > 0 ? .negative : .positive)
      },
      layout: layout)
    let opposed = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes,
      penalty: ElasticNetPenalty(lassoShare: share, bounds: signs), lambdas: lambdas)
    for point in opposed.points {
      for parameter in 1..<layout.count {
        #expect(signs.lower[parameter] <= point.coefficients[parameter])
        #expect(point.coefficients[parameter] <= signs.upper[parameter])
      }
      #expect(point.violation <= 1e-9)
    }
  }

  @Test("does not depend on how rows are weighted or ordered", arguments: [1, 2] as [UInt64])
  func invariance(seed: UInt64) throws {
    let data = RandomFit(rows: 300, denseColumns: 3, levelCounts: [4], seed: seed)
    let counts = (0..<300).map { 1 + $0 % 3 }
    let repeated = counts.indices.reversed().flatMap { Array(repeating: $0, count: counts[$0]) }
    for penalty in [ElasticNetPenalty.lasso, .groupLasso] {
      let weighted = try ElasticNetPath(
        data.designMatrix, outcomes: data.outcomes, weights: counts.map(Double.init),
        penalty: penalty)
      let rows = try ElasticNetPath(
        data.designMatrix.rows(repeated), outcomes: repeated.map { data.outcomes[$0] },
        penalty: penalty)
      #expect(weighted.points.count == rows.points.count)
      for (point, other) in zip(weighted.points, rows.points) {
        #expect(largestDifference(point.coefficients, other.coefficients) < 1e-6)
      }
    }
  }

  @Test("does not depend on the order of columns or the storage of factors")
  func storage() throws {
    let data = RandomFit(rows: 400, denseColumns: 3, levelCounts: [3, 5], seed: 5)
    let lambdas = LambdaSequence.given([0.04, 0.01, 0.002])
    let path = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes, lambdas: lambdas)
    let expanded = data.expandedMatrix
    let order = [4, 2, 0, 8, 6, 1, 3, 5, 7]
    let columns = order.map { column in (0..<400).map { expanded.dense[$0, column] } }
    let permuted = try ElasticNetPath(
      DesignMatrix(dense: DenseBlock(rowCount: 400, columns: columns)), outcomes: data.outcomes,
      lambdas: lambdas)
    for (point, other) in zip(path.points, permuted.points) {
      let unpermuted = order.map { point.coefficients[1 + $0] }
      #expect(largestDifference(unpermuted, Array(other.coefficients[1...])) < 1e-7)
    }
  }

  @Test("has the same bits on any number of threads", arguments: [2, 3])
  func threads(threads: Int) throws {
    let data = RandomFit(rows: 9000, denseColumns: 3, levelCounts: [5], seed: 6)
    func path(_ threads: Int) throws -> [ElasticNetPath.Point] {
      try ElasticNetPath(data.designMatrix, outcomes: data.outcomes, threads: threads).points
    }
    #expect(try path(threads) == path(1))
  }

  @Test("fits more columns than rows")
  func wide() throws {
    let data = RandomFit(rows: 60, denseColumns: 200, levelCounts: [], seed: 7)
    let path = try ElasticNetPath(data.designMatrix, outcomes: data.outcomes)
    #expect(path.points.allSatisfy { $0.violation <= 1e-9 && $0.nonzeroCount <= 60 })
    #expect((path.points.last?.devianceRatio ?? 0) > 0.8)
  }

  @Test("costs less than eight single fits in passes over the rows", arguments: [1, 2] as [UInt64])
  func work(seed: UInt64) throws {
    let data = RandomFit(rows: 5000, denseColumns: 10, levelCounts: [10, 20], seed: seed)
    let single = try LogisticRegression.fit(data.designMatrix, outcomes: data.outcomes)
    let path = try ElasticNetPath(
      data.designMatrix, outcomes: data.outcomes,
      lambdas: .automatic(count: 100, smallestShare: 1e-4), threads: 2)
    #expect(path.work.passes < 8 * single.passes)
  }

  @Test("names a penalty that is none")
  func invalid() throws {
    let data = RandomFit(rows: 50, denseColumns: 1, levelCounts: [3], seed: 8)
    func path(_ penalty: ElasticNetPenalty, _ lambdas: LambdaSequence = .given([0.1])) throws {
      _ = try ElasticNetPath(
        data.designMatrix, outcomes: data.outcomes, penalty: penalty, lambdas: lambdas)
    }
    #expect(throws: FitError.invalidLassoShare(1.5)) { try path(.init(lassoShare: 1.5)) }
    #expect(throws: FitError.invalidPenalty(lambda: -1)) { try path(.lasso, .given([-1])) }
    #expect(throws: FitError.invalidPenalty(lambda: 0.2)) { try path(.lasso, .given([0.1, 0.2])) }
    let signs = CoefficientBounds(signs: [(1, .positive)], layout: data.designMatrix.layout)
    #expect(throws: FitError.boundsOnGroup(parameter: 2)) {
      try path(.init(lassoShare: 1, grouping: .factors, bounds: signs))
    }
    #expect(throws: FitError.invalidBounds(parameter: 1, lower: 1, upper: 2)) {
      try CoefficientBounds(lower: [0, 1, 0, 0], upper: [0, 2, 0, 0])
    }
  }
}

/// The largest difference of two lists.
func largestDifference(_ values: [Double], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  return zip(values, expected).map { abs($0 - $1) }.max() ?? 0
}
