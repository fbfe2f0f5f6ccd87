/// How the leads ended that one ranking would have called and the other would not.
///
/// Ties at the end of a list are drawn by lot; see ``CallLists``.
public struct SwapSet: Sendable, Equatable, Codable {
  /// The number of rows on each ranking's list: those on both and those on one alone.
  public let capacity: Int
  /// Conversions among the rows on both lists.
  public let both: Proportion
  /// Conversions among the rows that only the reference would call.
  public let referenceOnly: Proportion
  /// Conversions among the rows that only the challenger would call, as many as of the
  /// reference alone.
  public let challengerOnly: Proportion

  /// Counts conversions on two call lists.
  ///
  /// - Parameters:
  ///   - lists: The rows each ranking would call.
  ///   - outcomes: Whether each row converted, for the rows the lists were drawn up from.
  public init(_ lists: CallLists, outcomes: [Bool]) {
    func conversions(_ rows: [Int]) -> Proportion {
      Proportion(
        successes: rows.reduce(0) { $0 + (outcomes[$1] ? 1 : 0) }, trials: rows.count)
    }
    capacity = lists.capacity
    both = conversions(lists.both)
    referenceOnly = conversions(lists.referenceOnly)
    challengerOnly = conversions(lists.challengerOnly)
  }
}
