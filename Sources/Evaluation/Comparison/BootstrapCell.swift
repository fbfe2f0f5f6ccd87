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
    var keyed = outcomes.indices.map { row in
      (
        key: UInt64(reference.ofRow[row]) << 32 | UInt64(challenger.ofRow[row]) << 1
          | (outcomes[row] ? 1 : 0), lot: lottery.numbers[row], row: row
      )
    }
    keyed.sort { $0.key != $1.key ? $0.key < $1.key : $0.lot < $1.lot }
    var cells: [BootstrapCell] = []
    var last: UInt64?
    for (key, lot, row) in keyed {
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

/// What the rows of a unit weigh in one replicate.
struct UnitSums {
  var rows = 0
  var positives = 0
  var amount = 0.0

  mutating func add(_ other: UnitSums) {
    rows += other.rows
    positives += other.positives
    amount += other.amount
  }
}

extension [UnitSums] {
  /// What lies above each cut, in weighted rows; cuts ascend, and a unit at a cut counts in
  /// proportion.
  func above(_ cuts: [Double]) -> [(conversions: Double, amount: Double)] {
    var results: [(conversions: Double, amount: Double)] = []
    results.reserveCapacity(cuts.count)
    var sum = UnitSums()
    for unit in self {
      while results.count < cuts.count, Double(sum.rows + unit.rows) >= cuts[results.count] {
        let within = cuts[results.count] - Double(sum.rows)
        let share = unit.rows > 0 ? within / Double(unit.rows) : 0
        results.append(
          (
            Double(sum.positives) + share * Double(unit.positives),
            sum.amount + share * unit.amount
          ))
      }
      guard results.count < cuts.count else { return results }
      sum.rows += unit.rows
      sum.positives += unit.positives
      sum.amount += unit.amount
    }
    return results
  }
}
