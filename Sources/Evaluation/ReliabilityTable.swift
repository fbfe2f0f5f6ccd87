/// Rows of similar predicted probability, and how often they came true.
public struct ReliabilityBin: Sendable, Equatable, Codable {
  /// The lowest probability in the bin.
  public let lowestPrediction: Double
  /// The highest probability in the bin.
  public let highestPrediction: Double
  /// The mean probability in the bin.
  public let meanPrediction: Double
  /// The conversions among the rows of the bin, with Wilson's interval.
  public let observed: Proportion
}

/// Predicted beside observed rates, in bins of about equally many rows or of equal width.
public struct ReliabilityTable: Sendable, Equatable, Codable {
  /// The bins by ascending probability, none of them empty.
  public let bins: [ReliabilityBin]

  /// The expected calibration error: the mean over rows of the distance between the predicted and
  /// the observed rate of a row's bin.
  ///
  /// It depends on the bins: compare it only between tables of the same number of bins.
  public let expectedCalibrationError: Double

  /// Bins a forecast at the quantiles of its probabilities.
  ///
  /// A bin ends at each quantile of Hyndman and Fan's type 7 and includes it. Equal probabilities
  /// are never split, so there may be fewer bins than asked for, and uneven ones.
  ///
  /// - Parameters:
  ///   - forecast: Probabilities and outcomes.
  ///   - binCount: The largest number of bins; ten are deciles.
  /// - Throws: ``EvaluationError/noBins(_:)`` if `binCount` is below one.
  public init(_ forecast: ProbabilityForecast, binCount: Int = 10) throws(EvaluationError) {
    guard binCount >= 1 else { throw .noBins(binCount) }
    var bins: [ReliabilityBin] = []
    var start = 0
    for number in 1...binCount {
      // The quantile lies at or just above this row: the bin ends with the row's last equal.
      var end = Self.row(ofQuantile: number, of: binCount, rows: forecast.rowCount) + 1
      while end < forecast.rowCount,
        forecast.probabilities[end] == forecast.probabilities[end - 1]
      {
        end += 1
      }
      guard end > start else { continue }
      bins.append(ReliabilityBin(forecast, rows: start..<end))
      start = end
    }
    self.init(bins, rows: forecast.rowCount)
  }

  /// Bins a forecast at equal steps of probability.
  ///
  /// Bin k of n holds the probabilities from k/n up to (k + 1)/n, the last also 1; empty bins are
  /// left out. Where most probabilities are small most rows share the first bin: the quantile bins
  /// of ``init(_:binCount:)`` see more.
  ///
  /// - Parameters:
  ///   - forecast: Probabilities and outcomes.
  ///   - count: The number of steps from 0 to 1.
  /// - Throws: ``EvaluationError/noBins(_:)`` if there is no step.
  public init(
    _ forecast: ProbabilityForecast, equalWidthBins count: Int
  ) throws(EvaluationError) {
    guard count >= 1 else { throw .noBins(count) }
    var bins: [ReliabilityBin] = []
    var start = 0
    var current = 0
    for (row, probability) in forecast.probabilities.enumerated() {
      let bin = min(Int(probability * Double(count)), count - 1)
      if bin != current, row > start {
        bins.append(ReliabilityBin(forecast, rows: start..<row))
        start = row
      }
      current = bin
    }
    bins.append(ReliabilityBin(forecast, rows: start..<forecast.rowCount))
    self.init(bins, rows: forecast.rowCount)
  }

  private init(_ bins: [ReliabilityBin], rows: Int) {
    self.bins = bins
    expectedCalibrationError = bins.reduce(0) { $0 + $1.distance } / Double(rows)
  }

  private static func row(ofQuantile number: Int, of count: Int, rows: Int) -> Int {
    (rows - 1) * number / count
  }
}

extension ReliabilityBin {
  init(_ forecast: ProbabilityForecast, rows: Range<Int>) {
    let sum = forecast.probabilities[rows].reduce(0, +)
    lowestPrediction = forecast.probabilities[rows.lowerBound]
    highestPrediction = forecast.probabilities[rows.upperBound - 1]
    meanPrediction = sum / Double(rows.count)
    observed = Proportion(
      successes: forecast.outcomes[rows].reduce(0) { $0 + ($1 ? 1 : 0) }, trials: rows.count)
  }

  /// The distance between the numbers of predicted and of observed conversions.
  fileprivate var distance: Double {
    (meanPrediction * Double(observed.trials) - Double(observed.successes)).magnitude
  }
}
