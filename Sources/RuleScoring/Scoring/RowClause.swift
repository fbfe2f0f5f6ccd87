internal import FeatureExtraction
internal import Tables

/// Joined conditions made ready for the rows of one snapshot.
indirect enum RowClause: Sendable {
  /// Every condition has to hold.
  case all([RowCondition])
  /// At least one condition has to hold.
  case any([RowCondition])
  /// The condition must not hold.
  case not(RowCondition)

  /// - Precondition: the clause was validated against the snapshot.
  init(_ clause: RuleClause, over snapshot: LeadSnapshot) {
    func ready(_ condition: RuleCondition) -> RowCondition {
      RowCondition(condition, over: snapshot)
    }
    switch clause {
    case .all(let conditions): self = .all(conditions.map(ready))
    case .any(let conditions): self = .any(conditions.map(ready))
    case .not(let condition): self = .not(ready(condition))
    }
  }

  /// Whether the clause holds of a row at a later moment, if nothing more happens.
  func holds(_ row: Int, at later: Timestamp) -> Bool {
    switch self {
    case .all(let conditions): conditions.allSatisfy { $0.holds(row, at: later) }
    case .any(let conditions): conditions.contains { $0.holds(row, at: later) }
    case .not(let condition): !condition.holds(row, at: later)
    }
  }

  /// The moments at which an event of the row leaves a window of a condition.
  func turns(_ row: Int) -> [Timestamp] {
    switch self {
    case .all(let conditions), .any(let conditions): conditions.flatMap { $0.turns(row) }
    case .not(let condition): condition.turns(row)
    }
  }

  /// Takes out of the mask the rows that fail; its first element stands for row `first`.
  func narrow(_ mask: inout [Bool], from first: Int) {
    let rows = first..<first + mask.count
    switch self {
    case .all(let conditions):
      for condition in conditions { mask.keep(where: condition.wholeMask(rows)) }
    case .any(let conditions):
      var some = [Bool](repeating: false, count: mask.count)
      for condition in conditions {
        for (index, holds) in condition.wholeMask(rows).enumerated() where holds {
          some[index] = true
        }
      }
      mask.keep(where: some)
    case .not(let condition): mask.keep(where: condition.wholeMask(rows).map { !$0 })
    }
  }
}

extension [Bool] {
  fileprivate mutating func keep(where other: [Bool]) {
    for index in indices where !other[index] { self[index] = false }
  }
}
