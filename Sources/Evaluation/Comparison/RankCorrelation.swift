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

  /// Kendall's τ-b, from −1 to 1; `nil` if one ranking ties all rows.
  ///
  /// Pairs are counted in whole numbers by merging (Knight, Journal of the American Statistical
  /// Association 61, 1966), so the result is free of the order of the rows.
  static func kendall(_ left: RankedOutcomes, _ right: RankedOutcomes) -> Double? {
    func pairs(_ rows: Int) -> Int { rows * (rows - 1) / 2 }
    let all = pairs(left.rowCount)
    let tiedLeft = left.groups.reduce(0) { $0 + pairs($1.rows) }
    let tiedRight = right.groups.reduce(0) { $0 + pairs($1.rows) }
    guard tiedLeft < all, tiedRight < all else { return nil }
    // Right places in the order of the left ranking, better first within equal left scores.
    let places = right.groupOfRow
    var sequence: [Int32] = []
    sequence.reserveCapacity(left.rowCount)
    var tiedBoth = 0
    for group in left.groups {
      if group.rows == 1 {
        sequence.append(places[left.order[group.rowsAbove]])
        continue
      }
      let members = left.order[group.rowsAbove..<group.rowsAbove + group.rows].map { places[$0] }
        .sorted()
      var start = 0
      for index in members.indices
      where index + 1 == members.count || members[index] != members[index + 1] {
        tiedBoth += pairs(index + 1 - start)
        start = index + 1
      }
      sequence += members
    }
    let discordant = inversions(&sequence)
    let concordant = all - tiedLeft - tiedRight + tiedBoth - discordant
    // Of equal counts the root of the product is the count, to the last bit.
    let scale =
      tiedLeft == tiedRight
      ? Double(all - tiedLeft)
      : Double(all - tiedLeft).squareRoot() * Double(all - tiedRight).squareRoot()
    return min(max(Double(concordant - discordant) / scale, -1), 1)
  }

  /// How many pairs of a sequence are out of order; sorts it.
  private static func inversions(_ sequence: inout [Int32]) -> Int {
    var (count, width) = (0, 1)
    var merged = sequence
    while width < sequence.count {
      for start in stride(from: 0, to: sequence.count, by: 2 * width) {
        let middle = min(start + width, sequence.count)
        let end = min(start + 2 * width, sequence.count)
        var (left, right) = (start, middle)
        for place in start..<end {
          if right == end || (left < middle && sequence[left] <= sequence[right]) {
            merged[place] = sequence[left]
            left += 1
          } else {
            merged[place] = sequence[right]
            count += middle - left
            right += 1
          }
        }
      }
      swap(&sequence, &merged)
      width *= 2
    }
    return count
  }

  private static func product(_ left: [Int], _ right: [Int]) -> Int128 {
    zip(left, right).reduce(0) { $0 + Int128($1.0) * Int128($1.1) }
  }
}

extension RankedOutcomes {
  /// The number of each row's group of equal scores, from the best.
  fileprivate var groupOfRow: [Int32] {
    var numbers = [Int32](repeating: 0, count: rowCount)
    for (number, group) in groups.enumerated() {
      for row in order[group.rowsAbove..<group.rowsAbove + group.rows] {
        numbers[row] = Int32(number)
      }
    }
    return numbers
  }

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
