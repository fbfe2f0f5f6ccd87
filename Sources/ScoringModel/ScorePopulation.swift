/// The spread of log odds over the training leads, kept as quantiles.
public struct ScorePopulation: Sendable, Equatable, Codable {
  /// The 0 %, 0.1 %, … 100 % quantiles of the log odds.
  public let quantiles: [Double]

  private static let intervals = 1000

  /// The spread of some log odds.
  ///
  /// - Precondition: there is at least one.
  public init(logOdds: [Double]) {
    let sorted = logOdds.sorted()
    quantiles = (0...ScorePopulation.intervals).map { step in
      let position = Double(step) / Double(ScorePopulation.intervals) * Double(sorted.count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
  }

  /// Reads quantiles back from a file.
  ///
  /// - Throws: a decoding error when they are too few or not increasing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    quantiles = try container.decode([Double].self)
    guard quantiles.count == ScorePopulation.intervals + 1,
      zip(quantiles, quantiles.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "score quantiles are not 1001 increasing numbers")
    }
  }

  /// Writes the quantiles as a list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(quantiles)
  }

  /// The percentage of training leads with lower log odds, 0...100, to a tenth of a per cent.
  public func percentile(logOdds: Double) -> Double {
    // Halves without a branch on the comparison, which nobody could predict.
    var (low, length) = (0, quantiles.count)
    while length > 0 {
      let half = (length + 1) / 2
      low += quantiles[low + half - 1] < logOdds ? half : 0
      length -= half
    }
    return Double(min(low, ScorePopulation.intervals)) / Double(ScorePopulation.intervals / 100)
  }

  /// The log odds above which a share of the training leads lies.
  public func threshold(topShare: Double) -> Double {
    let position = (1 - topShare) * Double(ScorePopulation.intervals)
    return quantiles[min(max(Int(position.rounded()), 0), ScorePopulation.intervals)]
  }
}
