#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A mean score of probabilities split into what calibration costs, what ranking gains and what the
/// outcomes leave open: score = miscalibration − discrimination + uncertainty.
///
/// The probabilities are recalibrated by the best rising curve, so that no bins are chosen (CORP:
/// Dimitriadis, Gneiting and Jordan, Proceedings of the National Academy of Sciences 118, 2021).
public struct CORPDecomposition: Sendable, Equatable, Codable {
  /// The mean score, lower is better.
  public let score: Double
  /// What the score would fall by if the probabilities were recalibrated, at least 0.
  public let miscalibration: Double
  /// How much better the recalibrated probabilities are than the base rate, at least 0.
  public let discrimination: Double
  /// The score of the base rate for every row.
  public let uncertainty: Double

  /// Splits the Brier score.
  public init(brierScoreOf forecast: ProbabilityForecast) {
    self.init(forecast, score: forecast.brierScore) { $0 * (1 - $0) }
  }

  /// Splits the log loss, in nats.
  public init(logLossOf forecast: ProbabilityForecast) {
    self.init(forecast, score: forecast.logLoss) { rate in
      rate > 0 && rate < 1 ? -rate * log(rate) - (1 - rate) * log1p(-rate) : 0
    }
  }

  /// Splits a score by its entropy: the expected score of a rate that is told as it is.
  private init(
    _ forecast: ProbabilityForecast, score: Double, entropy: (Double) -> Double
  ) {
    let blocks = forecast.recalibration
    let rows = Double(forecast.rowCount)
    let recalibrated =
      zip(blocks.rates, blocks.weights).reduce(0) { $0 + entropy($1.0) * $1.1 } / rows
    let uncertainty = entropy(blocks.positives.reduce(0, +) / rows)
    self.score = score
    self.uncertainty = uncertainty
    // Neither part is negative but for rounding.
    miscalibration = max(0, score - recalibrated)
    discrimination = max(0, uncertainty - recalibrated)
  }
}

extension ProbabilityForecast {
  /// Rows merged by equal probability.
  var groups: ScoreGroups { ScoreGroups(ascending: probabilities, outcomes: outcomes) }

  /// The best rising curve through the outcomes, over groups of equal probability.
  var recalibration: IsotonicBlocks {
    let groups = groups
    return IsotonicBlocks(positives: groups.positives, negatives: groups.negatives)
  }
}
