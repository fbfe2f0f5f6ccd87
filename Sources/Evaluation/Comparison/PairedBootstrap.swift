/// Bootstrap replicates of what two rankings of the same rows yield, drawn together.
///
/// Each replicate gives every row a Poisson(1) weight, the limit of drawing rows with replacement.
/// A row's weights come from its lottery number and all sums are whole numbers, so that replicates
/// do not depend on the order of the rows. A replicate takes one pass over the rows.
struct PairedBootstrap {
  /// One replicate's difference, challenger less reference, at one share of the rows.
  struct Difference {
    /// Difference in the share of all conversions captured.
    let capturedShare: Double
    /// Difference in conversions per row worked.
    let conversionRate: Double
  }

  /// For each share, in the order given, the differences of all replicates.
  let differences: [[Difference]]

  /// Draws replicates of two rankings of the same rows, passed in the same order.
  ///
  /// The shares lie above 0 and up to 1. A replicate without conversions counts as no difference.
  init(
    reference: RankedOutcomes, challenger: RankedOutcomes, shares: [Double], replicates: Int,
    lottery: RowLottery
  ) {
    let byDepth = shares.indices.sorted { shares[$0] < shares[$1] }
    var differences = [[Difference]](repeating: [], count: shares.count)
    var draw = WeightedRows(outcomes: reference.outcomes)
    for replicate in 0..<replicates {
      let total = draw.redraw(replicate, lottery: lottery)
      let cuts = byDepth.map { shares[$0] * Double(total.rows) }
      let byReference = reference.conversions(above: cuts, in: draw)
      let byChallenger = challenger.conversions(above: cuts, in: draw)
      for (position, index) in byDepth.enumerated() {
        let excess = byChallenger[position] - byReference[position]
        let cut = cuts[position]
        differences[index].append(
          Difference(
            capturedShare: total.positives > 0 ? excess / Double(total.positives) : 0,
            conversionRate: cut > 0 ? excess / cut : 0))
      }
    }
    self.differences = differences
  }
}

extension RankedOutcomes {
  /// The weights of the conversions in the best rows that together weigh as much as each cut.
  ///
  /// Cuts ascend. A group of equal scores at a cut counts in proportion.
  fileprivate func conversions(above cuts: [Double], in draw: WeightedRows) -> [Double] {
    var conversions: [Double] = []
    conversions.reserveCapacity(cuts.count)
    var above = WeightedCount()
    for group in groups {
      var count = WeightedCount()
      for position in group.rowsAbove..<group.rowsAbove + group.rows {
        draw.add(order[position], to: &count)
      }
      while conversions.count < cuts.count,
        Double(above.rows + count.rows) >= cuts[conversions.count]
      {
        let within = cuts[conversions.count] - Double(above.rows)
        let share = count.rows > 0 ? within / Double(count.rows) : 0
        conversions.append(Double(above.positives) + share * Double(count.positives))
      }
      guard conversions.count < cuts.count else { return conversions }
      above.rows += count.rows
      above.positives += count.positives
    }
    return conversions
  }
}
