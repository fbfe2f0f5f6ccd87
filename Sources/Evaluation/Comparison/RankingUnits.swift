/// A ranking cut into units that a bootstrap need not tell apart.
///
/// Near a cut every group of equal scores is a unit of its own, since the cut may fall anywhere among
/// them; what lies between cuts always counts together.
struct RankingUnits {
  /// The unit of each row, numbered from the best.
  let ofRow: [Int32]
  /// How many units there are.
  let count: Int

  /// How many standard deviations a cut may move before units hide where it falls.
  private static let reach = 6.0

  /// Cuts a ranking near some depths, counted in rows.
  init(_ ranking: RankedOutcomes, depths: [Double]) {
    let rows = Double(ranking.rowCount)
    let zones = depths.map { depth in
      let spread = Self.reach * (depth * max(0, 1 - depth / rows)).squareRoot() + 16
      return (start: depth - spread, end: depth + spread)
    }
    var ofRow = [Int32](repeating: 0, count: ranking.rowCount)
    var unit: Int32 = -1
    var wasNear = true
    for group in ranking.groups {
      let (start, end) = (Double(group.rowsAbove), Double(group.rowsAbove + group.rows))
      let isNear = zones.contains { start < $0.end && end > $0.start }
      if isNear || wasNear { unit += 1 }
      wasNear = isNear
      for position in group.rowsAbove..<group.rowsAbove + group.rows {
        ofRow[ranking.order[position]] = unit
      }
    }
    self.ofRow = ofRow
    count = Int(unit) + 1
  }
}
