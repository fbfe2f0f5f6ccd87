import LinearAlgebra
import TestSupport
import Testing

@testable import Training

@Suite("Cross-validation of an elastic net")
struct ElasticNetCrossValidationTests {
  @Test("has the losses of fits to the rows outside each fold", arguments: [1, 2] as [UInt64])
  func losses(seed: UInt64) throws {
    let data = RandomFit(rows: 400, denseColumns: 6, levelCounts: [4], seed: seed)
    let folds = (0..<400).map { UInt8($0 % 4) }
    let penalty = ElasticNetPenalty(lassoShare: 1, standardizes: false)
    let validation = try ElasticNetCrossValidation(
      data.designMatrix, outcomes: data.outcomes, penalty: penalty, folds: folds, foldCount: 4,
      lambdas: .given([0.03, 0.01, 0.003]))
    for (index, point) in validation.points.enumerated() {
      var sum = 0.0
      for fold in 0..<UInt8(4) {
        let inside = folds.indices.filter { folds[$0] == fold }
        let outside = folds.indices.filter { folds[$0] != fold }
        let fit = try ElasticNetPath(
          data.designMatrix.rows(outside), outcomes: outside.map { data.outcomes[$0] },
          penalty: penalty, lambdas: .given([point.lambda]))
        let predictor = data.designMatrix.rows(inside).linearPredictor(
          fit.points[0].coefficients)
        let loss = try LogisticLoss(outcomes: inside.map { data.outcomes[$0] })
        sum += loss.sum(over: 0..<inside.count) { predictor[$0] }
      }
      #expect(abs(point.meanLoss - sum / 400) < 1e-6)
      #expect(validation.path.points[index].lambda == point.lambda)
    }
  }

  @Test("judges each fold by those before it, where folds are stretches of time")
  func earlierFolds() throws {
    let data = RandomFit(rows: 600, denseColumns: 4, levelCounts: [3], seed: 5)
    let folds = (0..<600).map { UInt8($0 / 200) }
    let penalty = ElasticNetPenalty(lassoShare: 0.5, standardizes: false)
    let validation = try ElasticNetCrossValidation(
      data.designMatrix, outcomes: data.outcomes, penalty: penalty, folds: folds, foldCount: 3,
      scheme: .earlierFolds, lambdas: .given([0.01]))
    var sum = 0.0
    for fold in 1..<3 {
      let earlier = Array(0..<200 * fold)
      let judged = Array(200 * fold..<200 * (fold + 1))
      let fit = try ElasticNetPath(
        data.designMatrix.rows(earlier), outcomes: earlier.map { data.outcomes[$0] },
        penalty: penalty, lambdas: .given([0.01]))
      let predictor = data.designMatrix.rows(judged).linearPredictor(fit.points[0].coefficients)
      let loss = try LogisticLoss(outcomes: judged.map { data.outcomes[$0] })
      sum += loss.sum(over: 0..<200) { predictor[$0] }
    }
    #expect(abs(validation.points[0].meanLoss - sum / 400) < 1e-6)
  }

  @Test("chooses strong penalties for noise and weaker ones for signal")
  func choice() throws {
    let signal = RandomFit(rows: 1000, denseColumns: 5, levelCounts: [], seed: 3)
    var numbers = SeededGenerator(seed: 4)
    let noise = (0..<1000).map { _ in numbers.uniform() < 0.4 ? 1.0 : 0 }
    let folds = (0..<1000).map { UInt8($0 % 5) }
    func validation(_ outcomes: [Double]) throws -> ElasticNetCrossValidation {
      try ElasticNetCrossValidation(
        signal.designMatrix, outcomes: outcomes, folds: folds, foldCount: 5)
    }
    let chosen = try validation(signal.outcomes)
    #expect(chosen.oneStandardError <= chosen.minimum)
    #expect(chosen.path.points[chosen.minimum].nonzeroCount >= 3)
    let none = try validation(noise)
    #expect(none.path.points[none.oneStandardError].nonzeroCount == 0)
  }
}
