public import Tables

extension LabelledLeads {
  /// The rows of the leads of the last so much time: what a model of today should learn from.
  ///
  /// - Parameters:
  ///   - window: How far back leads reach.
  ///   - end: The moment that the window ends; nil for that of the newest lead.
  /// - Returns: The rows of those that came within the window, ascending.
  /// - Throws: ``TrainingError/windowNeedsTime`` when leads are not ordered by moments.
  public func rows(newestWithin window: TimeSpan, before end: Timestamp? = nil) throws -> [Int] {
    guard let order, let last = order.max() else { throw TrainingError.windowNeedsTime }
    let latest = end?.microseconds ?? last
    // Rows and bare numbers order leads too, but say nothing of days; moments of this century do.
    guard (946_684_800_000_000...4_102_444_800_000_000).contains(last) else {
      throw TrainingError.windowNeedsTime
    }
    return order.indices.filter { order[$0] > latest - window.microseconds }
  }

  /// The leads of the last so much time; see ``rows(newestWithin:before:)``.
  public func newest(within window: TimeSpan, before end: Timestamp? = nil) throws -> LabelledLeads
  {
    rows(try rows(newestWithin: window, before: end))
  }
}
