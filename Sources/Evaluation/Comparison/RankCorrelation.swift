/// How much two rankings of the same rows agree.
public enum RankCorrelation {
  /// Spearman's correlation of two vectors of scores, from −1 to 1; `nil` if one of them ties all
  /// rows or holds something else than finite numbers.
  ///
  /// - Precondition: both have one element per row.
  public static func spearman(_ left: [Double], _ right: [Double]) -> Double? {
    precondition(left.count == right.count)
    // Ranks do not read outcomes; any of both kinds will do.
    let outcomes = left.indices.map { $0 == 0 }
    guard let left = try? RankedOutcomes(scores: left, outcomes: outcomes),
      let right = try? RankedOutcomes(scores: right, outcomes: outcomes)
    else { return nil }
    return spearman(left, right)
  }

  /// The correlation of mid-ranks, from −1 to 1; `nil` if one ranking ties all rows.
  ///
  /// Sums of squares are whole numbers of 128 bits: exact, and free of the order of the rows.
  static func spearman(_ left: RankedOutcomes, _ right: RankedOutcomes) -> Double? {
    let leftRanks = left.doubledCentredRanks
    let rightRanks = right.doubledCentredRanks
    let leftSquares = product(leftRanks, leftRanks)
    let rightSquares = product(rightRanks, rightRanks)
    guard leftSquares > 0, rightSquares > 0 else { return nil }
    guard leftRanks != rightRanks else { return 1 }
    let correlation =
      Double(product(leftRanks, rightRanks))
      / (Double(leftSquares).squareRoot() * Double(rightSquares).squareRoot())
    return min(max(correlation, -1), 1)
  }

  private static func product(_ left: [Int], _ right: [Int]) -> Int128 {
    zip(left, right).reduce(0) { $0 + Int128($1.0) * Int128($1.1) }
  }
}

extension RankedOutcomes {
  /// Twice the distance of each row's mid-rank from the middle rank, in the order of the rows.
  fileprivate var doubledCentredRanks: [Int] {
    var ranks = [Int](repeating: 0, count: rowCount)
    for group in groups {
      for row in order[group.rowsAbove..<group.rowsAbove + group.rows] {
        ranks[row] = 2 * group.rowsAbove + group.rows - rowCount
      }
    }
    return ranks
  }
}
