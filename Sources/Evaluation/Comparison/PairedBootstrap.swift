internal import Dispatch
internal import Synchronization

/// Bootstrap replicates of what two rankings of the same rows yield, drawn together.
///
/// Each replicate gives every row a Poisson(1) weight, the limit of drawing rows with replacement.
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
  /// With amounts, one per row, worth is summed too.
  init(
    reference: RankedOutcomes, challenger: RankedOutcomes, shares: [Double], replicates count: Int,
    lottery: RowLottery, amounts: [Double]? = nil, threads: Int = 1
  ) {
    let depths = shares.map { $0 * Double(reference.rowCount) }
    let units = (
      RankingUnits(reference, depths: depths), RankingUnits(challenger, depths: depths)
    )
    let cells = BootstrapCell.all(
      units.0, units.1, outcomes: reference.outcomes, amounts: amounts, lottery: lottery)
    let byDepth = shares.indices.sorted { shares[$0] < shares[$1] }
    let ascending = byDepth.map { shares[$0] }
    let start = Draw(cells: cells, units: (units.0.count, units.1.count))
    var draw = start
    func inOrder(_ yields: [Yield]) -> [Yield] {
      shares.indices.map { index in yields[byDepth.firstIndex(of: index) ?? 0] }
    }
    draw.fill(nil)
    observed = inOrder(draw.yields(ascending))
    let drawn = Self.concurrently(count, threads: threads) { replicates in
      var draw = start
      return replicates.map { replicate in
        draw.fill(replicate)
        return draw.yields(ascending)
      }
    }.map(inOrder)
    replicates = shares.indices.map { index in drawn.map { $0[index] } }
  }

  /// Replicates drawn on some threads, in their order.
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

  /// The sums of one replicate.
  private struct Draw: Sendable {
    let cells: [BootstrapCell]
    /// The cells of the same units, which are neighbours: their sums are added to the units once.
    let runs: [Range<Int>]
    var reference, challenger: [UnitSums]
    var total = UnitSums()

    init(cells: [BootstrapCell], units: (Int, Int)) {
      self.cells = cells
      let starts = cells.indices.filter { index in
        index == 0 || cells[index].reference != cells[index - 1].reference
          || cells[index].challenger != cells[index - 1].challenger
      }
      runs = zip(starts, starts.dropFirst() + [cells.count]).map { $0..<$1 }
      reference = [UnitSums](repeating: UnitSums(), count: units.0)
      challenger = [UnitSums](repeating: UnitSums(), count: units.1)
    }

    /// Weighs the cells for a replicate; nil counts the rows at hand.
    mutating func fill(_ replicate: Int?) {
      for index in reference.indices { reference[index] = UnitSums() }
      for index in challenger.indices { challenger[index] = UnitSums() }
      total = UnitSums()
      for run in runs {
        let sums = Self.sums(cells[run], replicate)
        guard sums.rows > 0 else { continue }
        total.add(sums)
        reference[Int(cells[run.lowerBound].reference)].add(sums)
        challenger[Int(cells[run.lowerBound].challenger)].add(sums)
      }
    }

    /// What cells weigh together in a replicate.
    private static func sums(_ cells: ArraySlice<BootstrapCell>, _ replicate: Int?) -> UnitSums {
      var sums = UnitSums()
      for cell in cells {
        var weight = cell.rows
        if let replicate {
          weight =
            weight == 1
            ? PoissonWeight.weight(SplitMix64.number(replicate, seed: cell.seed))
            : PoissonDraw.weight(rows: weight, replicate: replicate, seed: cell.seed)
        }
        sums.rows += weight
        sums.positives += cell.isPositive ? weight : 0
        sums.amount += Double(weight) * cell.amount
      }
      return sums
    }

    /// What lies above ascending shares of the replicate's rows.
    func yields(_ shares: [Double]) -> [Yield] {
      let cuts = shares.map { $0 * Double(total.rows) }
      let above = (reference.above(cuts), challenger.above(cuts))
      return cuts.indices.map { index in
        let cut = cuts[index]
        guard cut > 0, index < above.0.count, index < above.1.count else {
          return Yield(
            reference: 0, challenger: 0, capturedShare: 0, referenceAmount: 0, challengerAmount: 0)
        }
        let (one, other) = (above.0[index], above.1[index])
        return Yield(
          reference: one.conversions / cut, challenger: other.conversions / cut,
          capturedShare: total.positives > 0
            ? (other.conversions - one.conversions) / Double(total.positives) : 0,
          referenceAmount: one.amount / cut, challengerAmount: other.amount / cut)
      }
    }
  }
}
