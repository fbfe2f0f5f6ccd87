internal import Dispatch
internal import Synchronization

/// Bootstrap replicates of what two rankings of the same rows yield, drawn together.
///
/// Each replicate gives every row a Poisson(1) weight, the limit of drawing rows with replacement;
/// four are drawn together, from one random number a row.
/// Rows that no replicate tells apart are drawn together; see ``RankingUnits``. So a replicate costs
/// the rows near the cuts, not all. Weights come from the rows' lottery numbers and are added in the
/// order of the rankings: replicates do not depend on the order of the rows, nor, since each is drawn
/// for itself, on the number of threads.
struct PairedBootstrap {
  /// What both rankings yield at one share of the rows, per row worked.
  struct Yield: Sendable {
    /// Conversions per row worked by the reference and by the challenger.
    let reference, challenger: Double
    /// The difference in the share of all conversions captured.
    let capturedShare: Double
    /// The worth of conversions per row worked.
    let referenceAmount, challengerAmount: Double

    /// The difference in conversions per row worked.
    var conversionRate: Double { challenger - reference }
    /// The difference in worth per row worked.
    var amountRate: Double { challengerAmount - referenceAmount }
  }

  /// For each share, in the order given, what the rows at hand yield.
  let observed: [Yield]
  /// For each share, in the order given, what the replicates yield.
  let replicates: [[Yield]]

  /// Draws replicates of two rankings of the same rows, passed in the same order.
  ///
  /// The shares lie above 0 and up to 1. A replicate without conversions counts as no difference.
  /// With amounts, one per row, worth is summed too. `progress` is told how many replicates more are
  /// drawn, by any of the threads.
  init(
    reference: RankedOutcomes, challenger: RankedOutcomes, shares: [Double], replicates count: Int,
    lottery: RowLottery, amounts: [Double]? = nil, threads: Int = 1,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    let depths = shares.map { $0 * Double(reference.rowCount) }
    let units = (
      RankingUnits(reference, depths: depths), RankingUnits(challenger, depths: depths)
    )
    let cells = BootstrapCell.all(
      units.0, units.1, outcomes: reference.outcomes, amounts: amounts, lottery: lottery)
    let byDepth = shares.indices.sorted { shares[$0] < shares[$1] }
    let ascending = byDepth.map { shares[$0] }
    let start = ReplicateDraw(cells: cells, units: (units.0.count, units.1.count))
    func inOrder(_ yields: [Yield]) -> [Yield] {
      shares.indices.map { index in yields[byDepth.firstIndex(of: index) ?? 0] }
    }
    var draw = start
    draw.count()
    observed = inOrder(draw.yields(ascending)[0])
    let drawn = Self.concurrently((count + 3) / 4, threads: threads) { groups in
      var draw = start
      return groups.flatMap { group in
        draw.weigh(group)
        progress(4)
        return draw.yields(ascending)
      }
    }.prefix(count).map(inOrder)
    replicates = shares.indices.map { index in drawn.map { $0[index] } }
  }

  /// Groups of four replicates drawn on some threads, in their order.
  private static func concurrently(
    _ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> [[Yield]]
  ) -> [[Yield]] {
    let workers = max(1, min(threads, count))
    let parts = Mutex([[[Yield]]](repeating: [], count: workers))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let part = body(worker * count / workers..<(worker + 1) * count / workers)
      parts.withLock { $0[worker] = part }
    }
    return parts.withLock { Array($0.joined()) }
  }
}
