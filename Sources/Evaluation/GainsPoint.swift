/// What working a ranking from the top down to some row yields.
///
/// Where the last row lies in a group of equal scores, counts are expectations over all orders of
/// that group.
public struct GainsPoint: Sendable, Equatable, Codable {
  /// The share of all rows worked.
  public let share: Double
  /// The number of rows worked; a share may end within a row, which then counts in part.
  public let rows: Double
  /// The expected number of conversions among the rows worked.
  public let conversions: Double
  /// The share of all conversions that are among the rows worked.
  public let capturedShare: Double
  /// How many times more often the rows worked convert than all rows do.
  public let lift: Double
  /// Conversions per row worked: the precision, or the rate of the best score at no rows.
  public let conversionRate: Double
}

extension RankedOutcomes {
  /// What the best rows yield, given as a share of all rows.
  ///
  /// - Parameter share: The share of all rows worked, from 0 to 1.
  /// - Returns: Counts and rates; by expectation where the cut meets equal scores.
  /// - Throws: ``EvaluationError/shareOutOfRange(_:)``.
  public func gains(atShare share: Double) throws(EvaluationError) -> GainsPoint {
    guard share >= 0, share <= 1 else { throw .shareOutOfRange(share) }
    return gains(atRows: share * Double(rowCount))
  }

  /// What the best rows yield when so many can be worked.
  ///
  /// - Parameter capacity: The number of rows worked, from 1 to the number of rows.
  /// - Returns: Counts and rates; by expectation where the cut meets equal scores.
  /// - Throws: ``EvaluationError/capacityOutOfRange(capacity:rows:)``.
  public func gains(atCapacity capacity: Int) throws(EvaluationError) -> GainsPoint {
    guard capacity >= 1, capacity <= rowCount else {
      throw .capacityOutOfRange(capacity: capacity, rows: rowCount)
    }
    return gains(atRows: Double(capacity))
  }

  /// The cumulative gains from no rows to all rows, in even steps.
  ///
  /// - Parameter maximumPoints: The largest number of points returned, at least two; a ranking of
  ///   fewer rows gives one point for each row, and one for none.
  /// - Returns: The points by ascending share, the first at 0 and the last at 1.
  public func gainsCurve(maximumPoints: Int = 101) -> [GainsPoint] {
    precondition(maximumPoints >= 2, "\(maximumPoints) points do not make a curve")
    let steps = min(rowCount, maximumPoints - 1)
    return (0...steps).map { step in
      gains(atRows: Double(step) * Double(rowCount) / Double(steps))
    }
  }

  func gains(atRows rows: Double) -> GainsPoint {
    let group = group(atRow: rows)
    let rate = Double(group.positives) / Double(group.rows)
    // A whole group counts exactly; `rate` times rows could be off in the last digit.
    let within = rows - Double(group.rowsAbove)
    let fromGroup =
      within == Double(group.rows) ? Double(group.positives) : within * rate
    let conversions = Double(group.positivesAbove) + fromGroup
    let conversionRate = rows > 0 ? conversions / rows : rate
    let share = rows / Double(rowCount)
    let capturedShare = conversions / Double(positiveCount)
    return GainsPoint(
      share: share, rows: rows, conversions: conversions, capturedShare: capturedShare,
      lift: rows > 0 ? capturedShare / share : conversionRate / baseRate,
      conversionRate: conversionRate)
  }

  /// The last group of which something lies above the cut after so many rows.
  private func group(atRow rows: Double) -> TieGroup {
    var low = 0
    var high = groups.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if Double(groups[middle].rowsAbove) < rows { low = middle } else { high = middle - 1 }
    }
    return groups[low]
  }
}
