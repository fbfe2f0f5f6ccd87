/// How far predicted probabilities lie from the rates a smooth-free recalibration finds for them.
///
/// The distances |recalibrated − predicted| of all rows, as Austin and Steyerberg summarise them
/// (Statistics in Medicine 38, 2019), but with the best rising curve in place of their loess, which
/// has a width to choose. On few rows the curve follows chance, and all numbers are too large.
public struct CalibrationDistance: Sendable, Equatable, Codable {
  /// The mean distance: an integrated calibration index.
  public let mean: Double
  /// The median distance.
  public let median: Double
  /// The distance that nine rows in ten do not exceed.
  public let ninthDecile: Double
  /// The largest distance.
  public let largest: Double

  /// Measures a forecast.
  public init(_ forecast: ProbabilityForecast) {
    let groups = forecast.groups
    let blocks = IsotonicBlocks(positives: groups.positives, negatives: groups.negatives)
    var distances: [Double] = []
    distances.reserveCapacity(forecast.rowCount)
    var group = 0
    for (end, rate) in zip(blocks.ends, blocks.rates) {
      while group < end {
        let rows = Int(groups.positives[group] + groups.negatives[group])
        let distance = (rate - groups.scores[group]).magnitude
        distances.append(contentsOf: repeatElement(distance, count: rows))
        group += 1
      }
    }
    distances.sort()
    mean = distances.reduce(0, +) / Double(distances.count)
    median = distances.quantile(0.5)
    ninthDecile = distances.quantile(0.9)
    largest = distances.quantile(1)
  }
}
