import LinearAlgebra
import TestSupport
import Testing

@testable import Training

@Suite("Cross-validation of the ridge penalty")
struct RidgeCrossValidationTests {
  @Test("has the losses of fits to the rows outside each fold", arguments: [1, 2] as [UInt64])
  func losses(seed: UInt64) throws {
    let data = RandomFit(rows: 400, denseColumns: 6, levelCounts: [4], seed: seed)
    let folds = (0..<400).map { UInt8($0 % 4) }
    let weights = (0..<400).map { Double(1 + $0 % 3) }
    let lambdas = [0.3, 0.03, 0.003]
    let validation = try RidgeCrossValidation(
      data.designMatrix, outcomes: data.outcomes, weights: weights, folds: folds, foldCount: 4,
      lambdas: lambdas)
    #expect(validation.points.map(\.lambda) == lambdas)
    for point in validation.points {
      let exact = try exactPoint(data, weights: weights, folds: folds, lambda: point.lambda)
      #expect(abs(point.meanLoss - exact.meanLoss) < 0.01 * exact.standardError)
      #expect(abs(point.standardError / exact.standardError - 1) < 0.01)
    }
  }

  /// A penalty's out-of-fold loss by fits that are exact, one for each fold.
  private func exactPoint(
    _ data: RandomFit, weights: [Double], offset: [Double]? = nil, folds: [UInt8],
    scheme: RidgeCrossValidation.Scheme = .otherFolds, lambda: Double
  ) throws -> RidgeCrossValidation.Point {
    var losses: [Double] = []
    var sums: [Double] = []
    for fold in Set(folds).sorted().dropFirst(scheme == .earlierFolds ? 1 : 0) {
      let judged = folds.indices.filter { folds[$0] == fold }
      let fitted = folds.indices.filter {
        scheme == .earlierFolds ? folds[$0] < fold : folds[$0] != fold
      }
      let fit = try LogisticRegression.fit(
        data.designMatrix.rows(fitted), outcomes: fitted.map { data.outcomes[$0] },
        weights: fitted.map { weights[$0] }, offset: offset.map { all in fitted.map { all[$0] } },
        penalty: RidgePenalty(lambda: lambda))
      let predictor = data.designMatrix.rows(judged).linearPredictor(
        fit.coefficients, offset: offset.map { all in judged.map { all[$0] } })
      let loss = try LogisticLoss(
        outcomes: judged.map { data.outcomes[$0] }, weights: judged.map { weights[$0] })
      losses.append(loss.sum(over: 0..<judged.count) { predictor[$0] })
      sums.append(loss.totalWeight)
    }
    return RidgeCrossValidation.Point(lambda: lambda, foldLosses: losses, foldWeights: sums)
  }

  @Test(
    "chooses what exact fits choose, whatever the distance of the penalties",
    arguments: [
      (7, 6, [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 1e-3, 1e-4], .otherFolds),
      (11, 4, [1, 1e-2, 1e-4], .otherFolds),
      (12, 4, [0.3, 0.03, 0.01, 0.003, 1e-5], .earlierFolds),
      (13, 4, [1e-4], .otherFolds),
    ] as [(UInt64, Int, [Double], RidgeCrossValidation.Scheme)])
  func sameChoice(
    seed: UInt64, foldCount: Int, lambdas: [Double], scheme: RidgeCrossValidation.Scheme
  ) throws {
    let data = RandomFit(rows: 1200, denseColumns: 5, levelCounts: [6, 30], seed: seed)
    let folds = (0..<1200).map { UInt8($0 * foldCount / 1200) }
    let weights = (0..<1200).map { Double(1 + $0 % 2) }
    let offset = (0..<1200).map { 0.001 * Double($0 % 7) }
    let validation = try RidgeCrossValidation(
      data.designMatrix, outcomes: data.outcomes, weights: weights, offset: offset, folds: folds,
      foldCount: foldCount, scheme: scheme, lambdas: lambdas)
    let exact = RidgeCrossValidation(
      points: try validation.points.map {
        try exactPoint(
          data, weights: weights, offset: offset, folds: folds, scheme: scheme, lambda: $0.lambda)
      })
    for (point, exact) in zip(validation.points, exact.points) {
      // About a hundredth of a unit of log likelihood in each fold, or of a standard error.
      let bound = max(0.02 * Double(foldCount) / 1800, 0.01 * exact.standardError)
      #expect(abs(point.meanLoss - exact.meanLoss) < bound)
    }
    #expect(validation.lambdaMin == exact.lambdaMin)
    #expect(validation.lambdaOneStandardError == exact.lambdaOneStandardError)
  }

  @Test("needs hardly more passes with the Hessian than there are powers of ten of the penalty")
  func work() throws {
    let data = RandomFit(rows: 20_000, denseColumns: 4, levelCounts: [5], seed: 14)
    let lambdas = stride(from: 0, to: 12, by: 1).map { 1 / Double(1 << $0) }
    let validation = try RidgeCrossValidation(
      data.designMatrix, outcomes: data.outcomes, folds: (0..<20_000).map { UInt8($0 % 5) },
      foldCount: 5, lambdas: lambdas)
    #expect(validation.work.hessianPasses <= 9)
    #expect(validation.work.gradients >= 5 * validation.points.count)
  }

  @Test("judges each fold by those before it, where folds are stretches of time")
  func earlierFolds() throws {
    let data = RandomFit(rows: 900, denseColumns: 3, levelCounts: [4], seed: 8)
    let folds = (0..<900).map { UInt8($0 / 300) }
    let validation = try RidgeCrossValidation(
      data.designMatrix, outcomes: data.outcomes, folds: folds, foldCount: 3,
      scheme: .earlierFolds, lambdas: [0.01])
    let exact = try exactPoint(
      data, weights: [Double](repeating: 1, count: 900), folds: folds, scheme: .earlierFolds,
      lambda: 0.01)
    #expect(abs(validation.points[0].meanLoss - exact.meanLoss) < 0.01 * exact.standardError)
  }

  @Test("refuses folds whose other rows have one class")
  func oneClass() {
    let data = RandomFit(rows: 40, denseColumns: 1, levelCounts: [], seed: 9)
    let folds = (0..<40).map { UInt8($0 < 20 ? 0 : 1) }
    #expect(throws: FitError.oneClassOutsideFold(fold: 0, outcome: 1)) {
      try RidgeCrossValidation(
        data.designMatrix, outcomes: (0..<40).map { $0 < 20 ? Double($0 % 2) : 1 },
        folds: folds, foldCount: 2)
    }
  }

  @Test("chooses a strong penalty for noise and a weak one for signal")
  func choice() throws {
    let signal = RandomFit(rows: 2000, denseColumns: 3, levelCounts: [], seed: 3)
    var numbers = SeededGenerator(seed: 4)
    let noise = (0..<2000).map { _ in numbers.uniform() < 0.4 ? 1.0 : 0 }
    let folds = (0..<2000).map { UInt8($0 % 5) }
    func lambda(_ outcomes: [Double]) throws -> Double {
      try RidgeCrossValidation(
        signal.designMatrix, outcomes: outcomes, folds: folds, foldCount: 5
      ).lambdaMin
    }
    #expect(try lambda(noise) >= 0.1)
    #expect(try lambda(signal.outcomes) <= 0.01)
  }

  @Test("stops after three rises in a row")
  func earlyStop() throws {
    let data = RandomFit(rows: 60, denseColumns: 30, levelCounts: [], seed: 5)
    let validation = try RidgeCrossValidation(
      data.designMatrix, outcomes: data.outcomes, folds: (0..<60).map { UInt8($0 % 3) },
      foldCount: 3)
    let losses = validation.points.map(\.meanLoss)
    #expect(losses.count < RidgeCrossValidation.standardLambdas.count)
    #expect(zip(losses.suffix(4), losses.suffix(3)).allSatisfy { $0 < $1 })
  }

  @Test("has the same bits on one, two and three threads", arguments: [2, 3])
  func threads(threads: Int) throws {
    let data = RandomFit(rows: 9000, denseColumns: 3, levelCounts: [5], seed: 6)
    func validation(_ threads: Int) throws -> RidgeCrossValidation {
      try RidgeCrossValidation(
        data.designMatrix, outcomes: data.outcomes, folds: (0..<9000).map { UInt8($0 % 3) },
        foldCount: 3, threads: threads)
    }
    #expect(try validation(threads) == validation(1))
  }

  @Test("picks the smallest loss, and the strongest penalty within a standard error of it")
  func pick() {
    let validation = RidgeCrossValidation(
      points: [
        .init(lambda: 1, meanLoss: 0.50, standardError: 0.01),
        .init(lambda: 0.1, meanLoss: 0.41, standardError: 0.01),
        .init(lambda: 0.01, meanLoss: 0.40, standardError: 0.02),
        .init(lambda: 0.001, meanLoss: 0.405, standardError: 0.02),
      ])
    #expect(validation.lambdaMin == 0.01)
    #expect(validation.lambdaOneStandardError == 0.1)
  }

  @Test("summarizes folds by their weights")
  func summary() {
    let point = RidgeCrossValidation.Point(
      lambda: 1, foldLosses: [2, 6], foldWeights: [4, 4])
    #expect(point.meanLoss == 1)
    #expect(point.standardError == 0.5)
  }

  @Test("refuses a fold without weight")
  func emptyFold() {
    let data = RandomFit(rows: 40, denseColumns: 1, levelCounts: [], seed: 7)
    #expect(throws: FitError.noWeight) {
      try RidgeCrossValidation(
        data.designMatrix, outcomes: data.outcomes, folds: (0..<40).map { UInt8($0 % 2) },
        foldCount: 3)
    }
  }
}
