@testable import Evaluation
import Foundation
import Testing

struct LogOddsCalibrationTests {
  private static let outcomes = PimaReference.outcomes
  private static let logOdds = PimaReference.allVariables.map { log($0 / (1 - $0)) }
  private static let weights = (0..<332).map { Double(1 + $0 % 3) }

  // A converged Newton iteration in NumPy; the smoothed line also from R 4.2.2.
  @Test("The line agrees with NumPy on the Pima test set, plain, smoothed and weighted")
  func reference() throws {
    let plain = try LogOddsCalibration(fittingLineTo: Self.logOdds, outcomes: Self.outcomes)
    #expect(isClose(plain.slope, 0.953_381_877_346_72))
    #expect(isClose(plain.intercept, -0.088_174_254_533_383_5))
    let smoothed = try LogOddsCalibration(
      fittingLineTo: Self.logOdds, outcomes: Self.outcomes, targets: .smoothed)
    #expect(isClose(smoothed.slope, 0.927_041_319_803_875))
    #expect(isClose(smoothed.intercept, -0.101_481_899_629_719))
    let weighted = try LogOddsCalibration(
      fittingLineTo: Self.logOdds, outcomes: Self.outcomes, weights: Self.weights)
    #expect(isClose(weighted.slope, 0.948_239_614_586_360_2))
    #expect(isClose(weighted.intercept, -0.150_955_968_019_357_98))
    let shift = try LogOddsCalibration(fittingInterceptTo: Self.logOdds, outcomes: Self.outcomes)
    #expect(isClose(shift.intercept, -0.064_607_973_217_020_1))
    #expect(shift.slope == 1)
  }

  @Test(
    "Weights count as repeated rows, and zero leaves a row out",
    arguments: [CalibrationTargets.observed, .smoothed])
  func repetition(targets: CalibrationTargets) throws {
    let weights = (0..<332).map { Double($0 % 3) }
    let rows = (0..<332).flatMap { repeatElement($0, count: $0 % 3) }
    let weighted = try LogOddsCalibration(
      fittingLineTo: Self.logOdds, outcomes: Self.outcomes, weights: weights, targets: targets)
    let repeated = try LogOddsCalibration(
      fittingLineTo: rows.map { Self.logOdds[$0] }, outcomes: rows.map { Self.outcomes[$0] },
      targets: targets)
    #expect(weighted == repeated)
    let shift = try LogOddsCalibration(
      fittingInterceptTo: Self.logOdds, outcomes: Self.outcomes, weights: weights)
    #expect(
      try shift
        == LogOddsCalibration(
          fittingInterceptTo: rows.map { Self.logOdds[$0] },
          outcomes: rows.map { Self.outcomes[$0] }))
  }

  @Test("Row order changes no bit", arguments: 0..<5 as Range<UInt64>)
  func rowOrder(seed: UInt64) throws {
    let rows = RandomRows(seed: seed, rows: 200, levels: 30)
    let shuffled = rows.shuffled(seed: seed)
    func fit(_ rows: RandomRows) throws -> LogOddsCalibration {
      try LogOddsCalibration(
        fittingLineTo: rows.challenger, outcomes: rows.outcomes,
        weights: rows.keys.map { Double($0 % 1000) / 7 })
    }
    #expect(try fit(rows) == fit(shuffled))
  }

  @Test("Down-sampling is undone by the odds", arguments: [0.01, 0.1, 0.5, 1])
  func priorCorrection(share: Double) throws {
    let correction = try LogOddsCalibration(shareOfNegativesKept: share)
    for sampled in [0.001, 0.3, 0.5, 0.97] {
      let probability = correction.probability(atLogOdds: log(sampled / (1 - sampled)))
      let expected = share * sampled / (1 - sampled + share * sampled)
      #expect(isClose(probability, expected, relative: 1e-14))
    }
    #expect((share == 1) == (correction == .identity))
  }

  @Test("Shares that cannot have been kept are refused")
  func shares() {
    for share in [0, -0.1, 1.1] {
      #expect(throws: EvaluationError.shareOutOfRange(share)) {
        try LogOddsCalibration(shareOfNegativesKept: share)
      }
    }
  }

  @Test("One line after another is the line through both")
  func composition() throws {
    let line = try LogOddsCalibration(fittingLineTo: Self.logOdds, outcomes: Self.outcomes)
    let correction = try LogOddsCalibration(shareOfNegativesKept: 0.2)
    let both = line.following(correction)
    for x in [-3.0, 0, 2.5] {
      #expect(
        isClose(
          both.logOdds(atLogOdds: x), line.logOdds(atLogOdds: correction.logOdds(atLogOdds: x)),
          within: 1e-14))
    }
  }

  @Test("Probabilities keep their relative precision far out and never leave [0, 1]")
  func tails() {
    #expect(
      isClose(
        LogOddsCalibration.identity.probability(atLogOdds: -700), exp(-700), relative: 1e-12))
    #expect(LogOddsCalibration.identity.probability(atLogOdds: 800) == 1)
    #expect(LogOddsCalibration.identity.probability(atLogOdds: 0) == 0.5)
  }

  @Test("Separated rows have a smoothed line and no plain one")
  func separation() throws {
    let scores = [-2.0, -1, 1, 2]
    let outcomes = [false, false, true, true]
    #expect(throws: EvaluationError.noFiniteCalibration) {
      try LogOddsCalibration(fittingLineTo: scores, outcomes: outcomes)
    }
    let smoothed = try LogOddsCalibration(
      fittingLineTo: scores, outcomes: outcomes, targets: .smoothed)
    #expect(smoothed.slope > 0)
    #expect(smoothed.slope < 2)
  }

  @Test("What cannot be calibrated is refused with the reason")
  func refusals() {
    func expect(
      _ error: EvaluationError, _ scores: [Double], _ outcomes: [Bool], _ weights: [Double]? = nil
    ) {
      #expect(throws: error) {
        try LogOddsCalibration(fittingLineTo: scores, outcomes: outcomes, weights: weights)
      }
      #expect(!error.description.contains("\n"))
    }
    expect(.lengthMismatch(rows: 1, outcomes: 2), [1], [true, false])
    expect(.lengthMismatch(rows: 1, outcomes: 2), [1, 2], [true, false], [1])
    expect(.noRows, [], [])
    expect(.noRows, [1], [true], [0])
    expect(.scoreNotFinite(row: 1), [1, .infinity], [true, false])
    expect(.weightNotValid(row: 0), [1, 2], [true, false], [-1, 1])
    expect(.weightNotValid(row: 1), [1, 2], [true, false], [1, .nan])
    expect(.oneClass(rows: 2, positives: 2), [1, 2], [true, true])
    expect(.oneClass(rows: 1, positives: 1), [1, 2], [true, false], [1, 0])
    expect(.noFiniteCalibration, [3, 3, 3], [true, false, false])
    #expect(throws: EvaluationError.self) {
      try LogOddsCalibration(
        fittingLineTo: Self.logOdds.map { -$0 }, outcomes: Self.outcomes)
    }
  }
}
