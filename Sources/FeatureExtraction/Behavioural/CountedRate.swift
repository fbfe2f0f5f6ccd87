public import Tables

/// A column of rates that are drawn towards a ``BaseRate``, with the counts that they are made of.
///
/// Whoever sets leads apart learns the base rate from the others and makes the column anew.
public struct CountedRate: Sendable {
  /// The name of the column, which is that of its feature.
  public let column: String
  let counts: [(events: Int, others: Int)]

  init(column: String, counts: [(events: Int, others: Int)]) {
    self.column = column
    self.counts = counts
  }

  /// The same of the leads at the given rows, in that order.
  public func rows(_ rows: [Int]) -> CountedRate {
    CountedRate(column: column, counts: rows.map { counts[$0] })
  }

  /// What some leads tell of the base rate.
  public func baseRate(ofRows rows: [Int]) -> BaseRate {
    BaseRate(fitting: rows.map { counts[$0] })
  }

  /// The rate of every lead, drawn towards a base rate; missing where there is nothing to answer.
  public func values(towards base: BaseRate) -> Column {
    Column(
      name: column,
      values: .numbers(
        counts.map { $0.others > 0 ? base.rate(events: $0.events, others: $0.others) : .nan }))
  }
}
