import LinearAlgebra
import Testing

@testable import Training

@Suite("The test for separation")
struct SeparationTests {
  @Test("names the column of data sets that are separated", arguments: FirthReference.all)
  func references(data: FirthReference) throws {
    let verdict = try SeparationTest.verdict(data.matrix, outcomes: data.outcomes)
    #expect(
      verdict
        == .separated(
          Separation(
            kind: .quasi, parameters: [data.separatingParameter], goesToPlusInfinity: [true])))
    #expect(verdict.error == .separated(parameters: [data.separatingParameter]))
  }

  @Test("clears data sets that overlap", arguments: ReferenceData.all)
  func overlapping(data: ReferenceData) throws {
    let verdict = try SeparationTest.verdict(
      data.matrix, outcomes: data.outcomes, weights: data.weights)
    #expect(verdict == .overlapping)
    #expect(verdict.error == nil)
  }

  @Test("finds a column that only another one completes", arguments: [1, 2] as [UInt64])
  func combination(seed: UInt64) throws {
    // Outcomes overlap along each of two columns, but where their sum is not 0 all are events.
    let data = RandomFit(rows: 400, denseColumns: 3, levelCounts: [3], seed: seed)
    let first = data.columns[0]
    var second = data.columns[1]
    for row in 0..<400 {
      let sum = Double(row % 7 == 0 && data.outcomes[row] == 1 ? 1 : 0)
      second[row] = sum - first[row]
    }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 400, columns: [first, second, data.columns[2]]),
      factors: data.designMatrix.factors)
    #expect(SeparationTest.singleColumns(matrix, outcomes: data.outcomes).isEmpty)
    let verdict = try SeparationTest.verdict(matrix, outcomes: data.outcomes)
    guard case .separated(let separation) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(separation.kind == .quasi)
    #expect(separation.parameters == [1, 2])
    #expect(separation.goesToPlusInfinity == [true, true])
  }

  @Test("finds outcomes that a sum of columns separates completely")
  func complete() throws {
    let data = RandomFit(rows: 300, denseColumns: 3, levelCounts: [3], seed: 3)
    let outcomes = data.columns[0].indices.map { row -> Double in
      data.columns[0][row] - 2 * data.columns[2][row] > 0.2 ? 1 : 0
    }
    #expect(SeparationTest.singleColumns(data.designMatrix, outcomes: outcomes).isEmpty)
    let verdict = try SeparationTest.verdict(data.designMatrix, outcomes: outcomes)
    guard case .separated(let separation) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(separation.kind == .complete)
    #expect(Set(separation.parameters).isSuperset(of: [1, 3]))
  }

  @Test("names levels whose rows all have one outcome")
  func levels() throws {
    let data = RandomFit(rows: 300, denseColumns: 1, levelCounts: [5], seed: 4)
    let factor = data.designMatrix.factors[0]
    let outcomes = data.outcomes.indices.map { row -> Double in
      switch factor.codes[row] {
      case 0: 1
      case 2: 0
      default: data.outcomes[row]
      }
    }
    let separations = SeparationTest.singleColumns(data.designMatrix, outcomes: outcomes)
    #expect(
      separations == [
        Separation(
          kind: .quasi, parameters: [0, 2, 3, 4, 5],
          goesToPlusInfinity: [true, false, false, false, false]),
        Separation(kind: .quasi, parameters: [3], goesToPlusInfinity: [false]),
      ])
    // A row of weight 0 does not save a level, one of positive weight does.
    let row = try #require(factor.codes.firstIndex(of: 2))
    var changed = outcomes
    changed[row] = 1
    let ones = [Double](repeating: 1, count: 300)
    var weights = ones
    weights[row] = 0
    #expect(
      SeparationTest.singleColumns(data.designMatrix, outcomes: changed, weights: weights).count
        == 2)
    #expect(
      SeparationTest.singleColumns(data.designMatrix, outcomes: changed, weights: ones).count == 1)
  }

  @Test(
    "tells complete from quasi-complete separation by a number",
    arguments: [
      ([1, 2, 3, 4], [0, 0, 1, 1], Separation.Kind.complete, true),
      ([1, 2, 2, 4], [0, 0, 1, 1], .quasi, true),
      ([1, 2, 3, 4], [1, 1, 1, 0], .complete, false),
    ] as [([Double], [Double], Separation.Kind, Bool)])
  func number(values: [Double], outcomes: [Double], kind: Separation.Kind, rises: Bool) {
    let matrix = DesignMatrix(dense: DenseBlock(rowCount: 4, columns: [values]))
    #expect(
      SeparationTest.singleColumns(matrix, outcomes: outcomes)
        == [Separation(kind: kind, parameters: [1], goesToPlusInfinity: [rises])])
  }

  @Test("clears fractional outcomes and constant columns")
  func fractions() throws {
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: 4, columns: [[1, 2, 3, 4], [5, 5, 5, 5]]))
    #expect(
      try SeparationTest.verdict(matrix, outcomes: [0.1, 0.2, 0.8, 0.9]) == .overlapping)
    #expect(SeparationTest.singleColumns(matrix, outcomes: [0, 1, 0, 1]).isEmpty)
  }

  @Test("says so if it cannot decide")
  func undecided() throws {
    let objective = try LogisticObjective(
      fitting: ReferenceData.birthwt.matrix, outcomes: ReferenceData.birthwt.outcomes,
      weights: nil, offset: nil, threads: 1)
    var short = SeparationRectifier(objective)
    #expect(short.verdict(maximumPasses: 3) == .undecided(passes: 3))
    var long = SeparationRectifier(objective)
    #expect(long.verdict(maximumPasses: 2000) == .overlapping)
  }
}
