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

  /// For each share, the differences of all replicates.
  let differences: [[Difference]]

  /// Draws replicates of two rankings of the same rows, passed in the same order.
  ///
  /// The shares lie above 0 and up to 1. A replicate without conversions counts as no difference.
  init(
    reference: RankedOutcomes, challenger: RankedOutcomes, shares: [Double], replicates: Int,
    lottery: RowLottery
  ) {
    var differences = [[Difference]](repeating: [], count: shares.count)
    var weights = [Int](repeating: 0, count: reference.rowCount)
    for replicate in 0..<replicates {
      var total = WeightedCount()
      for row in weights.indices {
        let random = SplitMix64.number(replicate, seed: lottery.numbers[row])
        weights[row] = PoissonWeight.weight(random)
        total.add(weights[row], converted: reference.outcomes[row])
      }
      for (index, share) in shares.enumerated() {
        let cut = share * Double(total.rows)
        let excess =
          challenger.conversions(inTop: cut, weights: weights)
          - reference.conversions(inTop: cut, weights: weights)
        differences[index].append(
          Difference(
            capturedShare: total.positives > 0 ? excess / Double(total.positives) : 0,
            conversionRate: cut > 0 ? excess / cut : 0))
      }
    }
    self.differences = differences
  }
}

/// Weights of rows, and of the conversions among them.
private struct WeightedCount {
  var rows = 0
  var positives = 0

  mutating func add(_ weight: Int, converted: Bool) {
    rows += weight
    positives += converted ? weight : 0
  }
}

/// Poisson(1) numbers by inversion of the distribution function.
enum PoissonWeight {
  /// 2⁶⁴ times the probabilities of at most 0, 1, 2 … as far as they differ from one.
  private static let thresholds: [UInt64] = {
    var thresholds: [UInt64] = []
    var probability = 0.367_879_441_171_442_33  // 1/e
    var cumulative = probability
    while cumulative < 1, thresholds.count < 18 {
      thresholds.append(UInt64(cumulative * 0x1p64))
      probability /= Double(thresholds.count)
      cumulative += probability
    }
    return thresholds
  }()

  /// The weight that belongs to a uniformly distributed 64-bit number.
  static func weight(_ random: UInt64) -> Int {
    var weight = 0
    while weight < thresholds.count, random >= thresholds[weight] { weight += 1 }
    return weight
  }
}

extension RankedOutcomes {
  /// The weight of the conversions in the best rows that together weigh `cut`; a group of equal
  /// scores at the cut counts in proportion.
  fileprivate func conversions(inTop cut: Double, weights: [Int]) -> Double {
    var above = WeightedCount()
    for group in groups {
      var count = WeightedCount()
      for row in order[group.rowsAbove..<group.rowsAbove + group.rows] {
        count.add(weights[row], converted: outcomes[row])
      }
      if Double(above.rows + count.rows) >= cut {
        let fraction = count.rows > 0 ? (cut - Double(above.rows)) / Double(count.rows) : 0
        return Double(above.positives) + fraction * Double(count.positives)
      }
      above.rows += count.rows
      above.positives += count.positives
    }
    return Double(above.positives)
  }
}
