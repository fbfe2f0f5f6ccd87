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
      var losses: [Double] = []
      var sums: [Double] = []
      for fold in 0..<UInt8(4) {
        let inside = folds.indices.filter { folds[$0] == fold }
        let outside = folds.indices.filter { folds[$0] != fold }
        let fit = try LogisticRegression.fit(
          data.designMatrix.rows(outside), outcomes: outside.map { data.outcomes[$0] },
          weights: outside.map { weights[$0] }, penalty: RidgePenalty(lambda: point.lambda))
        let predictor = data.designMatrix.rows(inside).linearPredictor(fit.coefficients)
        let loss = try LogisticLoss(
          outcomes: inside.map { data.outcomes[$0] }, weights: inside.map { weights[$0] })
        losses.append(loss.sum(over: 0..<inside.count) { predictor[$0] })
        sums.append(loss.totalWeight)
      }
      let exact = RidgeCrossValidation.Point(
        lambda: point.lambda, foldLosses: losses, foldWeights: sums)
      #expect(abs(point.meanLoss - exact.meanLoss) < 0.01 * exact.standardError)
      #expect(abs(point.standardError / exact.standardError - 1) < 0.01)
    }
  }

  @Test("judges each fold by those before it, where folds are stretches of time")
  func earlierFolds() throws {
    let data = RandomFit(rows: 900, denseColumns: 3, levelCounts: [4], seed: 8)
    let folds = (0..<900).map { UInt8($0 / 300) }
    let validation = try RidgeCrossValidation(
      data.designMatrix, outcomes: data.outcomes, folds: folds, foldCount: 3,
      scheme: .earlierFolds, lambdas: [0.01])
    var losses: [Double] = []
    for fold in 1..<3 {
      let earlier = Array(0..<300 * fold)
      let judged = Array(300 * fold..<300 * (fold + 1))
      let fit = try LogisticRegression.fit(
        data.designMatrix.rows(earlier), outcomes: earlier.map { data.outcomes[$0] },
        penalty: RidgePenalty(lambda: 0.01))
      let predictor = data.designMatrix.rows(judged).linearPredictor(fit.coefficients)
      let loss = try LogisticLoss(outcomes: judged.map { data.outcomes[$0] })
      losses.append(loss.sum(over: 0..<300) { predictor[$0] })
    }
    let exact = RidgeCrossValidation.Point(
      lambda: 0.01, foldLosses: losses, foldWeights: [300, 300])
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
