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
    shares: [Double], seed: UInt64, progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    guard keys.count <= Self.mostRows else { return nil }
    let replicates = Self.clamped(Self.affordableDraws / keys.count)
    self.replicates = replicates
    ranking = try RankingIntervals(
      ranked, keys: keys, shares: shares, replicates: replicates, seed: seed
    ) { done in
      progress(done, 2 * replicates)
    }
    forecast = try ForecastIntervals(
      probabilities: probabilities, outcomes: outcomes, keys: keys,
      replicates: replicates, seed: seed
    ) { done in
      progress(replicates + done, 2 * replicates)
    }
  }

  /// The number of resamples behind the band of a reliability diagram.
  static func bandResamples(rows: Int) -> Int {
    rows > mostRows ? ReliabilityDiagram.minimumResamples : replicateRange.lowerBound
  }

  private static func clamped(_ count: Int) -> Int {
    min(max(count, replicateRange.lowerBound), replicateRange.upperBound)
  }
}
