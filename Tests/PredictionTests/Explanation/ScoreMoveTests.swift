import Evaluation
import ScoringModel
import Tables
import Testing

@testable import Prediction

@Suite("Why a score moved")
struct ScoreMoveTests {
  private func lead(_ seed: UInt64) -> Table { PredictionLeads.table(1, seed: seed) }

  private func calibrated(_ model: ScoringModel, slope: Double) throws -> ScoringModel {
    let logOdds = (0..<200).map { Double($0) / 50 - 2 }
    let outcomes = logOdds.indices.map { ($0 * 7919) % 200 < Int(Double($0) * slope) }
    return ScoringModel(
      name: model.name, subject: model.subject, extractor: model.extractor, coding: model.coding,
      parameters: model.parameters, covariance: model.covariance,
      calibration: .line(try LogOddsCalibration(fittingLineTo: logOdds, outcomes: outcomes)),
      population: model.population, tiers: model.tiers, training: model.training)
  }

  @Test("The steps add up to the change of log odds, probability and percentile", arguments: 1...6)
  func sums(seed: UInt64) throws {
    let old = Predictor(model: try calibrated(PredictionLeads.model(seed: 1), slope: 0.8))
    let new = Predictor(model: try calibrated(PredictionLeads.model(seed: 2), slope: 0.5))
    let move = try ScoreMove(
      before: lead(seed), aged: lead(seed + 1), after: lead(seed + 2), from: old, to: new)
    #expect(move.steps.map(\.cause) == ScoreMove.Cause.allCases)
    let logOdds = move.steps.reduce(0) { $0 + $1.logOdds }
    let probability = move.steps.reduce(0) { $0 + $1.probability }
    let percentile = move.steps.reduce(0) { $0 + $1.percentile }
    #expect(abs(logOdds - (move.second.logOdds - move.first.logOdds)) < 1e-9)
    #expect(abs(probability - (move.second.probability - move.first.probability)) < 1e-9)
    #expect(abs(percentile - (move.second.percentile - move.first.percentile)) < 1e-9)
    #expect(try move.second.probability == new.score(lead(seed + 2))[0].probability)
    #expect(try move.first.tier == old.score(lead(seed))[0].tier)
    #expect(move.steps.last?.tier == move.second.tier)
  }

  @Test("Without new facts or another model only the passing of time moves a score")
  func onlyTime() throws {
    let predictor = Predictor(model: try PredictionLeads.model())
    let move = try ScoreMove(
      before: lead(1), aged: lead(2), after: lead(2), from: predictor, to: predictor)
    #expect(move.steps[0].logOdds != 0 && !move.steps[0].features.isEmpty)
    #expect(move.steps.dropFirst().allSatisfy { $0.logOdds == 0 && $0.probability == 0 })
    let byFeature = move.steps[0].features.reduce(0) { $0 + $1.logOdds }
    #expect(abs(byFeature - move.steps[0].logOdds) < 1e-9)
  }

  @Test("With another model alone, only the model and its limits move a score")
  func onlyModel() throws {
    let (old, new) = (
      Predictor(model: try PredictionLeads.model(seed: 1)),
      Predictor(model: try PredictionLeads.model(seed: 2))
    )
    let move = try ScoreMove(before: lead(1), aged: lead(1), after: lead(1), from: old, to: new)
    #expect(move.steps.filter { $0.logOdds != 0 }.map(\.cause) == [.model])
    #expect(move.steps[0].features.isEmpty && move.steps[1].features.isEmpty)
  }

  @Test("With another calibration alone, only it moves the probability")
  func onlyCalibration() throws {
    let model = try PredictionLeads.model()
    let move = try ScoreMove(
      before: lead(1), aged: lead(1), after: lead(1),
      from: Predictor(model: try calibrated(model, slope: 0.8)),
      to: Predictor(model: try calibrated(model, slope: 0.4)))
    #expect(move.steps.filter { $0.probability != 0 }.map(\.cause) == [.calibration])
    #expect(move.first.percentile == move.second.percentile)
  }
}
