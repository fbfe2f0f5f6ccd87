/// The pairs of one conversion and one non-conversion that a row takes part in and wins.
///
/// Counts are doubled, so that a tie, worth half a pair, is a whole number: sums are exact, and a
/// variance of zero is zero and not a rounding error.
struct PairWins {
  /// For each conversion: twice the non-conversions it outranks.
  let ofPositives: [Int]
  /// For each non-conversion: twice the conversions that outrank it.
  let ofNegatives: [Int]

  /// The pair counts of one ranking.
  ///
  /// Rows come in the order in which they were passed, so that two rankings of the same rows can
  /// be subtracted.
  init(_ ranking: RankedOutcomes) {
    var wins = [Int](repeating: 0, count: ranking.rowCount)
    for group in ranking.groups {
      let negativesBelow = ranking.negativeCount - group.negativesAbove - group.negatives
      let ofPositive = 2 * negativesBelow + group.negatives
      let ofNegative = 2 * group.positivesAbove + group.positives
      for row in ranking.order[group.rowsAbove..<group.rowsAbove + group.rows] {
        wins[row] = ranking.outcomes[row] ? ofPositive : ofNegative
      }
    }
    var ofPositives: [Int] = []
    var ofNegatives: [Int] = []
    ofPositives.reserveCapacity(ranking.positiveCount)
    ofNegatives.reserveCapacity(ranking.negativeCount)
    for (won, converted) in zip(wins, ranking.outcomes) {
      if converted { ofPositives.append(won) } else { ofNegatives.append(won) }
    }
    self.ofPositives = ofPositives
    self.ofNegatives = ofNegatives
  }

  /// The excess of one ranking's counts over another's, row by row.
  init(_ left: PairWins, minus right: PairWins) {
    ofPositives = zip(left.ofPositives, right.ofPositives).map { $0 - $1 }
    ofNegatives = zip(left.ofNegatives, right.ofNegatives).map { $0 - $1 }
  }

  /// The share of all pairs won: an AUC, or the difference of two.
  var share: Double {
    Double(ofPositives.reduce(0, +))
      / (2 * Double(ofPositives.count) * Double(ofNegatives.count))
  }

  /// Whether every count is zero: as a difference, two rankings that treat all pairs alike.
  var areAllZero: Bool {
    ofPositives.allSatisfy { $0 == 0 } && ofNegatives.allSatisfy { $0 == 0 }
  }

  /// The variance of ``share`` by DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988), in
  /// the time of one sort as Sun and Xu showed (IEEE Signal Processing Letters 21, 2014).
  ///
  /// `nil` if one of the two classes has a single row, from which no spread can be learned.
  var variance: Double? {
    guard ofPositives.count > 1, ofNegatives.count > 1 else { return nil }
    return Self.varianceOfMean(ofPositives, opponents: ofNegatives.count)
      + Self.varianceOfMean(ofNegatives, opponents: ofPositives.count)
  }

  /// The sum of squared deviations is a whole number: exact, and so the same whatever the order of
  /// the rows and whichever of two rankings is subtracted from the other.
  private static func varianceOfMean(_ wins: [Int], opponents: Int) -> Double {
    let count = Int128(wins.count)
    var (total, squares) = (Int128(0), Int128(0))
    for won in wins {
      total += Int128(won)
      squares += Int128(won) * Int128(won)
    }
    let scale = 2 * Double(opponents) * Double(wins.count)
    return Double(count * squares - total * total) / (scale * scale) / Double(wins.count - 1)
  }
}
