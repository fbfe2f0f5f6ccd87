import LinearAlgebra
import Testing

@testable import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The logistic loss")
struct LogisticLossTests {
  /// The loss, residual and weight of one row.
  private func row(_ outcome: Double, _ predictor: Double) throws -> (Double, Double, Double) {
    // A second row of the other class makes the outcomes valid; it is not looked at.
    let loss = try LogisticLoss(outcomes: [outcome, outcome > 0.5 ? 0 : 1])
    let predictors = [predictor, 0]
    var curvature = [0.0, 0]
    var residual = [0.0, 0]
    var curvatureSpan = curvature.mutableSpan
    var residualSpan = residual.mutableSpan
    let sums = loss.differentiate(0..<1, predictors.span, &curvatureSpan, &residualSpan)
    return (sums.fitted, residualSpan[0], curvatureSpan[0])
  }

  @Test(
    "keeps its digits at extreme predictors",
    arguments: [
      // Outcome, predictor, and -log μ, 1 - μ by series.
      (1.0, 40, 4.248354255291589e-18), (1.0, 700, 9.859676543759770e-305),
      (0.0, -40, 4.248354255291589e-18), (0.0, -700, 9.859676543759770e-305),
    ] as [(Double, Double, Double)])
  func extremes(outcome: Double, predictor: Double, tail: Double) throws {
    let (loss, residual, curvature) = try row(outcome, predictor)
    #expect(abs(loss / tail - 1) < 1e-12)
    #expect(abs(abs(residual) / tail - 1) < 1e-12)
    #expect(abs(curvature / tail - 1) < 1e-12)
  }

  @Test("grows linearly where the model is wrong", arguments: [30, 700, 1e6, 1e300])
  func linear(predictor: Double) throws {
    let wrong = try row(0, predictor)
    #expect(wrong.0 == predictor || abs(wrong.0 / predictor - 1) < 1e-12)
    #expect(wrong.1 == -1 || abs(wrong.1 + 1) < 1e-12)
    #expect(try row(1, -predictor).1 == -wrong.1)
  }

  @Test("agrees with its formula for any outcome", arguments: [0, 0.25, 0.5, 1], [-2, 0, 0.1, 3])
  func formula(outcome: Double, predictor: Double) throws {
    let mean = 1 / (1 + exp(-predictor))
    let (loss, residual, curvature) = try row(outcome, predictor)
    #expect(abs(loss + outcome * log(mean) + (1 - outcome) * log(1 - mean)) < 1e-14)
    #expect(abs(residual - (outcome - mean)) < 1e-15)
    #expect(abs(curvature - mean * (1 - mean)) < 1e-15)
  }

  @Test("sums the rows of a held-out fold apart")
  func holdOut() throws {
    let loss = try LogisticLoss(outcomes: [1, 0, 1, 0], weights: [1, 2, 3, 4])
    let held = try loss.holdingOut(fold: 1, of: [0, 0, 1, 1].map { $0 })
    #expect(held.totalWeight == 3)
    #expect(held.meanOutcome == 1.0 / 3)
    var curvature = [0.0, 0, 0, 0]
    var residual = [0.0, 0, 0, 0]
    var curvatureSpan = curvature.mutableSpan
    var residualSpan = residual.mutableSpan
    let predictors = [0.0, 0, 0, 0]
    let sums = held.differentiate(0..<4, predictors.span, &curvatureSpan, &residualSpan)
    #expect(abs(sums.fitted - 3 * log(2)) < 1e-15)
    #expect(abs(sums.heldOut - 7 * log(2)) < 1e-14)
    #expect(residual == [0.5, -1, 0, 0])
    #expect(curvature == [0.25, 0.5, 0, 0])
  }

  @Test("refuses a fold that leaves one class")
  func oneClass() throws {
    let loss = try LogisticLoss(outcomes: [1, 0, 1, 1])
    #expect(throws: FitError.oneClassOutsideFold(fold: 0, outcome: 1)) {
      try loss.holdingOut(fold: 0, of: [0, 0, 1, 1])
    }
  }

  @Test("of a fold may have one class only, but needs weight")
  func fold() throws {
    let loss = try LogisticLoss(outcomes: [1, 0, 1, 0], weights: [1, 2, 3, 0])
    let fold = try loss.fold([2, 0])
    #expect(fold.meanOutcome == 1)
    #expect(fold.totalWeight == 4)
    #expect(abs(fold.sum(over: 0..<2) { _ in 0 } - 4 * log(2)) < 1e-15)
    #expect(throws: FitError.noWeight) { try loss.fold([3]) }
    #expect(throws: FitError.oneClassOnly(outcome: 1)) { try loss.rows([0, 2]) }
  }
}
