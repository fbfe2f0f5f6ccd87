/// Outcomes in the order of their scores, best score first: what every rank metric reads.
///
/// Rows with equal scores form one group, and the ranking says nothing about the order inside it.
/// A metric that has to cut through a group takes the expectation over all orders, so no result
/// depends on the order in which rows were passed.
public struct RankedOutcomes: Sendable, Equatable {
  /// All rows that share one score.
  public struct TieGroup: Sendable, Equatable {
    /// The score the rows share.
    public let score: Double
    /// The number of rows with a higher score.
    public let rowsAbove: Int
    /// The number of conversions among the rows with a higher score.
    public let positivesAbove: Int
    /// The number of rows in the group.
    public let rows: Int
    /// The number of conversions in the group.
    public let positives: Int

    /// The number of rows in the group that did not convert.
    public var negatives: Int { rows - positives }
    /// The number of rows that did not convert among the rows with a higher score.
    public var negativesAbove: Int { rowsAbove - positivesAbove }
  }

  /// The groups of equal score, best first.
  public let groups: [TieGroup]
  /// The number of rows.
  public let rowCount: Int
  /// The number of rows that converted, at least one.
  public let positiveCount: Int
  /// The rows, best score first; rows of equal score in the order in which they were passed.
  let order: [Int]
  /// Whether each row converted, in the order in which rows were passed.
  let outcomes: [Bool]

  /// The number of rows that did not convert, at least one.
  public var negativeCount: Int { rowCount - positiveCount }
  /// The share of rows that converted, strictly between 0 and 1.
  public var baseRate: Double { Double(positiveCount) / Double(rowCount) }

  /// Sorts the rows by score, once for all metrics.
  ///
  /// - Parameters:
  ///   - scores: One score for each row, on any scale; higher means more likely to convert.
  ///   - outcomes: Whether each row converted.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``, ``EvaluationError/noRows``,
  ///   ``EvaluationError/scoreNotFinite(row:)``, or ``EvaluationError/oneClass(rows:positives:)``
  ///   if all rows converted or none did.
  public init(scores: [Double], outcomes: [Bool]) throws(EvaluationError) {
    guard scores.count == outcomes.count else {
      throw .lengthMismatch(rows: scores.count, outcomes: outcomes.count)
    }
    guard !scores.isEmpty else { throw .noRows }
    if let row = scores.firstIndex(where: { !$0.isFinite }) { throw .scoreNotFinite(row: row) }
    let order = RowOrder.descending(scores)
    let groups = Self.groups(of: scores, in: order, outcomes: outcomes)
    let positiveCount = groups.reduce(0) { $0 + $1.positives }
    guard positiveCount > 0, positiveCount < scores.count else {
      throw .oneClass(rows: scores.count, positives: positiveCount)
    }
    self.groups = groups
    self.order = order
    self.outcomes = outcomes
    self.positiveCount = positiveCount
    rowCount = scores.count
  }

  private static func groups(of scores: [Double], in order: [Int], outcomes: [Bool]) -> [TieGroup] {
    var groups: [TieGroup] = []
    var start = 0
    var positivesAbove = 0
    while start < order.count {
      let score = scores[order[start]]
      var end = start
      var positives = 0
      while end < order.count, scores[order[end]] == score {
        positives += outcomes[order[end]] ? 1 : 0
        end += 1
      }
      groups.append(
        TieGroup(
          score: score + 0,  // Zero and minus zero tie: the group is always called zero.
          rowsAbove: start, positivesAbove: positivesAbove, rows: end - start,
          positives: positives))
      positivesAbove += positives
      start = end
    }
    return groups
  }
}
