import FeatureExtraction
import ScoringModel
import Tables

/// The fields that the row of a scored lead has wherever it goes: probability with interval, score,
/// percentile, rank, tier and base.
struct ScoreFields: Sendable {
  private let predictor: Predictor
  private let scale: ScoreOptions.Scale
  /// What is the same for many leads, written once.
  private let tiers: [[UInt8]]
  private let base: [UInt8]

  init(_ predictor: Predictor, scale: ScoreOptions.Scale) {
    self.predictor = predictor
    self.scale = scale
    tiers = predictor.model.tiers.map { Array(CSVWriter.quoted($0.name).utf8) }
    var base = CSVWriter()
    base.fixed(predictor.effects.base, decimals: 12)
    self.base = base.bytes
  }

  /// Adds the fields of one lead, by the numbers of its rank and of its tier.
  @inline(__always)
  func write(
    _ leads: ScoredLeads, row: Int, rank: UInt32, tier: Int, to writer: inout CSVWriter
  ) {
    let model = predictor.model
    let logOdds = leads.logOdds[row]
    let interval = Interval(
      logOdds: logOdds, standardError: leads.standardErrors[row], calibration: model.calibration)
    let percentile = model.population.percentile(logOdds: logOdds)
    writer.shortest(interval.probability)
    writer.fixed(interval.low, decimals: 6)
    writer.fixed(interval.high, decimals: 6)
    writer.integer(
      scale.score(
        percentile: percentile, probability: interval.probability,
        logOdds: (logOdds, predictor.effects.base)))
    writer.fixed(percentile, decimals: 1)
    writer.integer(Int(rank))
    writer.plain(tiers[tier])
    writer.plain(base)
  }
}
