import Evaluation

/// Bootstrap intervals of what a model achieves on leads set apart.
struct HoldoutBootstrap {
  /// The number of replicates.
  let replicates: Int
  let ranking: RankingIntervals
  let forecast: ForecastIntervals

  /// Row draws that take about a second or less for ranking and forecast together.
  private static let affordableDraws = 10_000_000
  /// The fewest and the most replicates.
  private static let replicateRange = 200...1000
  /// The most leads that are resampled: intervals of more are narrower than anyone can see.
  static let mostRows = 200_000

  /// Resamples the leads; nil for more than ``mostRows``.
  init?(
    _ ranked: RankedOutcomes, probabilities: [Double], outcomes: [Bool], keys: [UInt64],
    shares: [Double],
    seed: UInt64
  ) throws {
    guard keys.count <= Self.mostRows else { return nil }
    replicates = Self.clamped(Self.affordableDraws / keys.count)
    ranking = try RankingIntervals(
      ranked, keys: keys, shares: shares, replicates: replicates, seed: seed)
    forecast = try ForecastIntervals(
      probabilities: probabilities, outcomes: outcomes, keys: keys,
      replicates: replicates, seed: seed)
  }

  /// The number of resamples behind the band of a reliability diagram.
  static func bandResamples(rows: Int) -> Int {
    rows > mostRows ? ReliabilityDiagram.minimumResamples : replicateRange.lowerBound
  }

  private static func clamped(_ count: Int) -> Int {
    min(max(count, replicateRange.lowerBound), replicateRange.upperBound)
  }
}
