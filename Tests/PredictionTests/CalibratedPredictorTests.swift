import Evaluation
import ScoringModel
import TestSupport
import Testing

@testable import Prediction

@Suite("A predictor of a calibrated model")
struct CalibratedPredictorTests {
  private static func pair(
    _ calibration: ProbabilityCalibration
  ) throws -> (plain: Predictor, calibrated: Predictor) {
    let model = try PredictionLeads.model()
    let calibrated = ScoringModel(
      name: model.name, subject: model.subject, extractor: model.extractor, coding: model.coding,
      parameters: model.parameters, covariance: model.covariance, calibration: calibration,
      population: model.population, tiers: model.tiers, training: model.training)
    let plain = ScoringModel(
      name: model.name, subject: model.subject, extractor: model.extractor, coding: model.coding,
      parameters: model.parameters, covariance: model.covariance,
      population: model.population, tiers: model.tiers, training: model.training)
    return (Predictor(model: plain), Predictor(model: calibrated))
  }

  private static func calibrations() throws -> [ProbabilityCalibration] {
    var random = SeededGenerator(seed: 3)
    let logOdds = (0..<500).map { _ in -1 + 1.5 * random.normal() }
    let outcomes = logOdds.map { random.happens(Interval.logistic(0.3 + 0.6 * $0)) }
    return [
      .line(try LogOddsCalibration(fittingLineTo: logOdds, outcomes: outcomes)),
      .isotonic(try IsotonicCalibration(fittingTo: logOdds, outcomes: outcomes)),
    ]
  }

  @Test("changes probabilities and nothing else; they rise with the log odds")
  func onlyProbabilities() throws {
    let table = PredictionLeads.table(400, seed: 8)
    for calibration in try Self.calibrations() {
      let (plain, calibrated) = try Self.pair(calibration)
      let (before, after) = (try plain.score(table), try calibrated.score(table))
      #expect(before.logOdds == after.logOdds && before.ranking == after.ranking)
      #expect(before.contributions == after.contributions)
      var last = 0.0
      for row in after.ranking.reversed() {
        let (lead, old) = (after[row], before[row])
        #expect(lead.probability == calibration.probability(atLogOdds: lead.logOdds))
        #expect(lead.probabilityBeforeCalibration == old.probability)
        #expect(lead.probabilityLow <= lead.probability)
        #expect(lead.probability <= lead.probabilityHigh)
        #expect((lead.tier, lead.percentile, lead.score) == (old.tier, old.percentile, old.score))
        #expect(lead.probability >= last)
        last = lead.probability
        let sum = lead.contributions.reduce(lead.base) { $0 + $1.logOdds }
        #expect(sum.bitPattern == lead.logOdds.bitPattern)
      }
    }
  }
}
