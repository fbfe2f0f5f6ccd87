/// The rows that two rankings would have called, had each been worked down to the same capacity.
public struct CallLists: Sendable, Equatable {
  /// The number of rows on each ranking's list.
  public let capacity: Int
  /// The rows that are on both lists, ascending.
  public let both: [Int]
  /// The rows that only the reference would call, ascending.
  public let referenceOnly: [Int]
  /// The rows that only the challenger would call, ascending.
  public let challengerOnly: [Int]

  /// Draws up the two lists.
  ///
  /// A list is the best rows by score. Where equal scores meet the end of the list, a lottery
  /// seeded by the rows' keys decides, the same for both rankings: membership is a whole number,
  /// it does not depend on the order of the rows, and rankings that agree have equal lists.
  ///
  /// - Parameters:
  ///   - reference: The ranking that is compared with.
  ///   - challenger: The ranking that is put to the test, of the same rows in the same order.
  ///   - keys: A number for each row that is its own and stays with it.
  ///   - capacity: The number of rows that can be called, from 1 to the number of rows.
  ///   - seed: The seed of the lottery.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``,
  ///   ``EvaluationError/repeatedKey(_:)`` or
  ///   ``EvaluationError/capacityOutOfRange(capacity:rows:)``.
  public init(
    reference: RankedOutcomes, challenger: RankedOutcomes, keys: [UInt64], capacity: Int,
    seed: UInt64 = 0
  ) throws(EvaluationError) {
    for rows in [challenger.rowCount, keys.count] where rows != reference.rowCount {
      throw .lengthMismatch(rows: rows, outcomes: reference.rowCount)
    }
    guard capacity >= 1, capacity <= reference.rowCount else {
      throw .capacityOutOfRange(capacity: capacity, rows: reference.rowCount)
    }
    self.init(
      reference: reference, challenger: challenger, capacity: capacity,
      lottery: try RowLottery(keys: keys, seed: seed))
  }

  init(
    reference: RankedOutcomes, challenger: RankedOutcomes, capacity: Int, lottery: RowLottery
  ) {
    var byReference = [Bool](repeating: false, count: reference.rowCount)
    var byChallenger = byReference
    for row in reference.bestRows(capacity, lottery: lottery) { byReference[row] = true }
    for row in challenger.bestRows(capacity, lottery: lottery) { byChallenger[row] = true }
    let rows = byReference.indices
    self.capacity = capacity
    both = rows.filter { byReference[$0] && byChallenger[$0] }
    referenceOnly = rows.filter { byReference[$0] && !byChallenger[$0] }
    challengerOnly = rows.filter { !byReference[$0] && byChallenger[$0] }
  }
}

extension RankedOutcomes {
  /// The rows of the best scores, as many as asked for, ties drawn by lot.
  fileprivate func bestRows(_ count: Int, lottery: RowLottery) -> [Int] {
    var rows: [Int] = []
    for group in groups where group.rowsAbove < count {
      let members = order[group.rowsAbove..<group.rowsAbove + group.rows]
      if group.rowsAbove + group.rows <= count {
        rows.append(contentsOf: members)
      } else {
        let drawn = members.sorted { lottery.numbers[$0] < lottery.numbers[$1] }
        rows.append(contentsOf: drawn.prefix(count - group.rowsAbove))
      }
    }
    return rows
  }
}
