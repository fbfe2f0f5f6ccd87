import Evaluation
import Foundation
import ScoringModel
import TestSupport
import Testing

@testable import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The choice of a calibration")
struct CalibrationChoiceTests {
  /// Log odds of a model, with outcomes drawn from what they truly mean.
  static func leads(
    _ count: Int, seed: UInt64, truth: (Double) -> Double
  ) -> CalibrationLeads {
    var random = SeededGenerator(seed: seed)
    let logOdds = (0..<count).map { _ in -1 + 1.5 * random.normal() }
    return CalibrationLeads(
      source: .folds, logOdds: logOdds,
      outcomes: logOdds.map { random.happens(logistic(truth($0))) },
      folds: (0..<count).map { UInt8($0 % 5) })
  }

  private static func line(
    _ calibration: ProbabilityCalibration?, on fresh: CalibrationLeads
  ) throws -> (slope: Double, logLoss: Double) {
    let probabilities =
      calibration?.probabilities(atLogOdds: fresh.logOdds) ?? fresh.logOdds.map(logistic)
    let forecast = try ProbabilityForecast(
      probabilities: probabilities, outcomes: fresh.outcomes)
    return (try #require(forecast.calibrationLine()?.slope.value), forecast.logLoss)
  }

  @Test(
    "mends probabilities that are too bold, and lowers the loss of other leads",
    arguments: [1, 2, 3] as [UInt64], [0.6, 1.6])
  func mends(seed: UInt64, slope: Double) throws {
    let learned = Self.leads(4000, seed: seed) { 0.4 + slope * $0 }
    let fresh = Self.leads(20_000, seed: seed &+ 100) { 0.4 + slope * $0 }
    let choice = CalibrationChoice(among: [.shift, .line, .isotonic], learned)
    #expect(choice.record.method == .line || choice.record.method == .isotonic)
    let line = CalibrationChoice(among: [.line], learned)
    let before = try Self.line(nil, on: fresh)
    let after = try Self.line(line.calibration, on: fresh)
    #expect(abs(before.slope - slope) < 0.1)
    #expect(abs(after.slope - 1) < 0.12)
    #expect(after.logLoss < before.logLoss)
    #expect(try Self.line(choice.calibration, on: fresh).logLoss < before.logLoss)
    #expect((choice.record.chosen?.difference ?? 0) < 0)
  }

  @Test(
    "needs no more than a shift where only the rate has moved", arguments: [1, 2, 3] as [UInt64])
  func shifts(seed: UInt64) throws {
    let choice = try CalibrationChoice(.shift, Self.leads(4000, seed: seed) { $0 + 0.5 })
    guard case .line(let line)? = choice.calibration else {
      Issue.record("no line")
      return
    }
    #expect(line.slope == 1)
    #expect(abs(line.intercept - 0.5) < 0.15)
    #expect(choice.record.asked == "shift" && choice.record.method == .shift)
    #expect(choice.record.candidates.map(\.method) == [.shift])
  }

  @Test("finds a bend that no line can mend")
  func bends() {
    let choice = CalibrationChoice(
      among: [.shift, .line, .isotonic], Self.leads(8000, seed: 5) { $0 < -1 ? $0 : 2 * $0 + 3 })
    #expect(choice.record.method == .isotonic)
  }

  @Test("leaves good probabilities alone for nearly all draws")
  func keepsNone() throws {
    var harm = 0.0
    let kept = try (1...30).filter { seed in
      let choice = CalibrationChoice(
        among: [.shift, .line, .isotonic], Self.leads(2000, seed: UInt64(seed)) { $0 })
      let fresh = Self.leads(5000, seed: UInt64(seed) &+ 1000) { $0 }
      harm = max(
        harm,
        try Self.line(choice.calibration, on: fresh).logLoss - Self.line(nil, on: fresh).logLoss)
      return choice.record.method == .none
    }
    #expect(kept.count >= 22, "kept none in \(kept.count) of 30")
    // What a calibration by chance can spoil is small.
    #expect(harm < 0.004)
  }

  @Test("weighs leads as often as their weights say")
  func weights() throws {
    let leads = Self.leads(600, seed: 9) { 0.5 * $0 }
    let weighted = CalibrationLeads(
      source: .folds, logOdds: leads.logOdds, outcomes: leads.outcomes,
      weights: leads.outcomes.indices.map { Double($0 % 3) }, folds: leads.folds)
    let rows = leads.outcomes.indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let repeated = CalibrationLeads(
      source: .folds, logOdds: rows.map { leads.logOdds[$0] },
      outcomes: rows.map { leads.outcomes[$0] }, folds: rows.map { leads.folds[$0] })
    for method in [CalibrationRecord.Method.shift, .line] {
      let (one, other) = (
        try weighted.calibration(method), try repeated.calibration(method)
      )
      for logOdds in [-3, -1, 0.5] {
        let difference =
          (one?.probability(atLogOdds: logOdds) ?? 0)
          - (other?.probability(atLogOdds: logOdds) ?? 1)
        #expect(abs(difference) < 1e-9)
      }
      let losses = try (
        #require(weighted.candidate(method)), #require(repeated.candidate(method))
      )
      #expect(abs(losses.0.difference - losses.1.difference) < 1e-9)
    }
  }

  @Test("is none where too few leads converted to learn from")
  func few() {
    let leads = CalibrationLeads(
      source: .newest, logOdds: (0..<100).map { Double($0) / 50 - 1 },
      outcomes: (0..<100).map { $0 % 10 == 9 }, folds: (0..<100).map { UInt8($0 % 5) })
    let choice = CalibrationChoice(among: [.shift, .line, .isotonic], leads)
    #expect(choice.calibration == nil && choice.record.candidates.isEmpty)
    #expect(choice.record.positives == 10)
  }

  @Test("refuses to turn a ranking round when asked for a line")
  func reversed() {
    let leads = Self.leads(1000, seed: 4) { -$0 }
    #expect(throws: TrainingError.self) { try CalibrationChoice(.line, leads) }
  }
}
