/// The weight of some rows, and of the conversions among them.
struct WeightedCount {
  var rows = 0
  var positives = 0
}

/// The weights of all rows in one replicate.
///
/// Weight and outcome share a byte: a ranking reads rows in random order, and a million bytes stay
/// in the cache where a million words do not.
struct WeightedRows {
  /// Twice the weight, plus one for a conversion.
  private var codes: [UInt8]

  init(outcomes: [Bool]) {
    codes = outcomes.map { $0 ? 1 : 0 }
  }

  /// Draws the weights of a replicate and returns their sums.
  mutating func redraw(_ replicate: Int, lottery: RowLottery) -> WeightedCount {
    var total = WeightedCount()
    for row in codes.indices {
      let random = SplitMix64.number(replicate, seed: lottery.numbers[row])
      codes[row] = UInt8(2 * PoissonWeight.weight(random)) | (codes[row] & 1)
      add(row, to: &total)
    }
    return total
  }

  func add(_ row: Int, to count: inout WeightedCount) {
    let code = Int(codes[row])
    count.rows += code >> 1
    count.positives += (code >> 1) * (code & 1)
  }
}
