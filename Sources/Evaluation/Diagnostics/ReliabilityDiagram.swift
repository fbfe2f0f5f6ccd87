/// Observed rates over predicted probabilities without bins, and the band in which the rates of a
/// perfectly calibrated forecast would lie.
///
/// The curve is the best rising one (see ``CORPDecomposition``). Where it leaves the band, chance
/// does not explain the distance from the diagonal.
public struct ReliabilityDiagram: Sendable, Equatable, Codable {
  /// A range of predictions with one recalibrated rate.
  public struct Level: Sendable, Equatable, Codable {
    /// The lowest probability in the range.
    public let lowestPrediction: Double
    /// The highest probability in the range.
    public let highestPrediction: Double
    /// The recalibrated rate: the conversions per row of the range.
    public let rate: Double
    /// The number of rows in the range.
    public let rows: Int
  }

  /// The band at one prediction.
  public struct BandPoint: Sendable, Equatable, Codable {
    /// The probability predicted.
    public let prediction: Double
    /// The 2.5 % and 97.5 % quantiles of the recalibrated rate there, were predictions right.
    public let interval: ConfidenceInterval
  }

  /// The curve by ascending prediction; rates rise.
  public let levels: [Level]
  /// The band by ascending prediction, at distinct predictions evenly spread over the rows.
  public let band: [BandPoint]

  /// The smallest number of resamples accepted.
  public static let minimumResamples = 100

  /// Draws the curve and, by resampling outcomes from the predictions themselves, the band.
  ///
  /// A resample's outcomes depend on the seed and the sorted predictions alone, neither on the
  /// order of the rows nor on threads. Above 10,000 distinct predictions neighbours are merged for
  /// the band, not for the curve.
  ///
  /// - Parameters:
  ///   - forecast: Probabilities and outcomes.
  ///   - resamples: The number of resamples behind the band.
  ///   - bandPoints: The largest number of points of the band, at least two.
  ///   - seed: The seed of the resamples.
  /// - Throws: ``EvaluationError/tooFewReplicates(_:minimum:)``.
  public init(
    _ forecast: ProbabilityForecast, resamples: Int = 200, bandPoints: Int = 101, seed: UInt64 = 0
  ) throws(EvaluationError) {
    precondition(bandPoints >= 2, "\(bandPoints) points do not make a band")
    guard resamples >= Self.minimumResamples else {
      throw .tooFewReplicates(resamples, minimum: Self.minimumResamples)
    }
    levels = Self.levels(of: forecast.groups)
    let cells = PredictionCells(forecast.probabilities)
    let positions = cells.spread(over: bandPoints)
    var replicates = [[Double]](repeating: [], count: positions.count)
    var blocks = IsotonicBlocks()
    for resample in 0..<resamples {
      cells.recalibrateOwnDraws(
        seed: SplitMix64.number(resample, seed: SplitMix64.mixed(seed)), into: &blocks)
      var block = 0
      for (index, cell) in positions.enumerated() {
        while blocks.ends[block] <= cell { block += 1 }
        replicates[index].append(blocks.rates[block])
      }
    }
    band = zip(positions, replicates).map { cell, rates in
      BandPoint(
        prediction: cells.meanPrediction(cell), interval: ConfidenceInterval(percentilesOf: rates))
    }
  }

  private static func levels(of groups: ScoreGroups) -> [Level] {
    let blocks = IsotonicBlocks(positives: groups.positives, negatives: groups.negatives)
    return (0..<blocks.count).map { block in
      Level(
        lowestPrediction: groups.scores[block == 0 ? 0 : blocks.ends[block - 1]],
        highestPrediction: groups.scores[blocks.ends[block] - 1], rate: blocks.rates[block],
        rows: Int(blocks.weights[block]))
    }
  }
}
