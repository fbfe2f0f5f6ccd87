/// Rows that count together in every replicate: of one unit in either ranking and of one outcome.
struct BootstrapCell {
  /// The unit in the reference and in the challenger.
  let reference, challenger: Int32
  /// How many rows there are.
  var rows: Int
  let isPositive: Bool
  /// What the row's conversion was worth; a row that was worth something is a cell of its own.
  let amount: Double
  /// The seed of the weights, the same for any order of the rows.
  var seed: UInt64

  /// The cells of two rankings of the same rows, in an order that does not depend on that of the rows.
  static func all(
    _ reference: RankingUnits, _ challenger: RankingUnits, outcomes: [Bool], amounts: [Double]?,
    lottery: RowLottery
  ) -> [BootstrapCell] {
    let units = UInt64(challenger.count)
    let keys = outcomes.indices.map { row in
      (UInt64(reference.ofRow[row]) * units + UInt64(challenger.ofRow[row])) << 1
        | (outcomes[row] ? 1 : 0)
    }
    let byLot = RowOrder.ascending(lottery.numbers, of: outcomes.indices)
    var cells: [BootstrapCell] = []
    var last: UInt64?
    for row in RowOrder.ascending(keys, of: byLot) {
      let (key, lot) = (keys[row], lottery.numbers[row])
      let amount = outcomes[row] ? amounts?[row] ?? 0 : 0
      if key == last, amount == 0, let previous = cells.last, previous.amount == 0 {
        cells[cells.count - 1].rows += 1
        cells[cells.count - 1].seed &+= lot
      } else {
        cells.append(
          BootstrapCell(
            reference: reference.ofRow[row], challenger: challenger.ofRow[row], rows: 1,
            isPositive: outcomes[row], amount: amount, seed: lot))
      }
      last = key
    }
    return cells
  }
}
