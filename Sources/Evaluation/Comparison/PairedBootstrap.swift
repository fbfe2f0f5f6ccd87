/// Bootstrap replicates of what two rankings of the same rows yield, drawn together.
///
/// Each replicate gives every row a Poisson(1) weight, the limit of drawing rows with replacement.
/// Rows that no replicate tells apart are drawn together; see ``RankingUnits``. So a replicate costs
/// the rows near the cuts, not all. Weights come from the rows' lottery numbers and are added in the
/// order of the rankings: replicates do not depend on the order of the rows.
struct PairedBootstrap {
  /// What both rankings yield at one share of the rows, per row worked.
  struct Yield {
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
    lottery: RowLottery, amounts: [Double]? = nil
  ) {
    let depths = shares.map { $0 * Double(reference.rowCount) }
    let units = (
      RankingUnits(reference, depths: depths), RankingUnits(challenger, depths: depths)
    )
    let cells = BootstrapCell.all(
      units.0, units.1, outcomes: reference.outcomes, amounts: amounts, lottery: lottery)
    let byDepth = shares.indices.sorted { shares[$0] < shares[$1] }
    var draw = Draw(cells: cells, units: (units.0.count, units.1.count))
    func yields(_ replicate: Int?) -> [Yield] {
      draw.fill(replicate)
      let made = draw.yields(byDepth.map { shares[$0] })
      return shares.indices.map { index in made[byDepth.firstIndex(of: index) ?? 0] }
    }
    observed = yields(nil)
    var replicates = [[Yield]](repeating: [], count: shares.count)
    for replicate in 0..<count {
      for (index, yield) in yields(replicate).enumerated() { replicates[index].append(yield) }
    }
    self.replicates = replicates
  }

  /// The sums of one replicate.
  private struct Draw {
    let cells: [BootstrapCell]
    var reference, challenger: [UnitSums]
    var total = UnitSums()

    init(cells: [BootstrapCell], units: (Int, Int)) {
      self.cells = cells
      reference = [UnitSums](repeating: UnitSums(), count: units.0)
      challenger = [UnitSums](repeating: UnitSums(), count: units.1)
    }

    /// Weighs the cells for a replicate; nil counts the rows at hand.
    mutating func fill(_ replicate: Int?) {
      for index in reference.indices { reference[index] = UnitSums() }
      for index in challenger.indices { challenger[index] = UnitSums() }
      total = UnitSums()
      for cell in cells {
        var weight = cell.rows
        if let replicate {
          weight =
            weight == 1
            ? PoissonWeight.weight(SplitMix64.number(replicate, seed: cell.seed))
            : PoissonDraw.weight(rows: weight, replicate: replicate, seed: cell.seed)
        }
        guard weight > 0 else { continue }
        let positives = cell.isPositive ? weight : 0
        total.rows += weight
        total.positives += positives
        reference[Int(cell.reference)].rows += weight
        reference[Int(cell.reference)].positives += positives
        challenger[Int(cell.challenger)].rows += weight
        challenger[Int(cell.challenger)].positives += positives
        if cell.amount != 0 {
          reference[Int(cell.reference)].amount += Double(weight) * cell.amount
          challenger[Int(cell.challenger)].amount += Double(weight) * cell.amount
        }
      }
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
