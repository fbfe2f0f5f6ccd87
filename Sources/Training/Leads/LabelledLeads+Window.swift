public import Tables

extension LabelledLeads {
  /// The leads of the last so much time: what a model of today should learn from.
  ///
  /// - Parameters:
  ///   - window: How far back leads reach.
  ///   - end: The moment that the window ends; nil for that of the newest lead.
  /// - Returns: The leads that came within the window, in the same order.
  /// - Throws: ``TrainingError/windowNeedsTime`` when leads are not ordered by moments.
  public func newest(within window: TimeSpan, before end: Timestamp? = nil) throws -> LabelledLeads
  {
    guard let order, let last = order.max() else { throw TrainingError.windowNeedsTime }
    let latest = end?.microseconds ?? last
    // Rows and bare numbers order leads too, but say nothing of days; moments of this century do.
    guard (946_684_800_000_000...4_102_444_800_000_000).contains(last) else {
      throw TrainingError.windowNeedsTime
    }
    return rows(order.indices.filter { order[$0] > latest - window.microseconds })
  }

  /// The leads at the given rows, in that order.
  func rows(_ rows: [Int]) -> LabelledLeads {
    LabelledLeads(
      subject: subject, table: table.rows(rows), declarations: declarations, dropped: dropped,
      outcomes: rows.map { outcomes[$0] }, keys: rows.map { keys[$0] },
      groups: groups.map { groups in rows.map { groups[$0] } },
      order: order.map { order in rows.map { order[$0] } },
      weights: weights.map { weights in rows.map { weights[$0] } },
      sourceRows: rows.map { sourceRows[$0] })
  }
}
