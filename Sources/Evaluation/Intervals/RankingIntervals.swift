/// What working the best share of the rows yields, with bootstrap intervals.
public struct ShareIntervals: Sendable, Equatable, Codable {
  /// The share of all rows worked.
  public let share: Double
  /// The interval of the lift.
  public let lift: ConfidenceInterval
  /// The interval of the share of all conversions captured.
  public let capturedShare: ConfidenceInterval
}

/// Bootstrap intervals of what a ranking achieves.
///
/// Each replicate gives every row a Poisson(1) weight, the limit of drawing rows with replacement.
/// A row's weights come from its key and the seed alone: intervals depend neither on the order of
/// the rows nor on threads. All are 95 % percentile intervals.
public struct RankingIntervals: Sendable, Equatable, Codable {
  /// The interval of the area under the ROC curve; compare ``AUC/interval``.
  public let auc: ConfidenceInterval
  /// The interval of the average precision.
  public let averagePrecision: ConfidenceInterval
  /// The intervals at the shares asked for, in their order.
  public let atShares: [ShareIntervals]

  /// Draws the replicates, in one pass over the rows each.
  ///
  /// A replicate without rows of both kinds is left out; where none is left, every value is
  /// possible and intervals are as wide as the quantity's range.
  ///
  /// - Parameters:
  ///   - ranking: Scores and outcomes.
  ///   - keys: A number for each row that is its own and stays with it, in the order in which rows
  ///     were passed to the ranking.
  ///   - shares: Shares of all rows to report at, each above 0 and up to 1.
  ///   - replicates: The number of bootstrap replicates.
  ///   - seed: The seed of the weights.
  ///   - progress: Told how many replicates are drawn.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``,
  ///   ``EvaluationError/shareOutOfRange(_:)``, ``EvaluationError/repeatedKey(_:)`` or
  ///   ``EvaluationError/tooFewReplicates(_:minimum:)``.
  public init(
    _ ranking: RankedOutcomes, keys: [UInt64], shares: [Double] = [0.1, 0.2, 0.3],
    replicates: Int = 1000, seed: UInt64 = 0, progress: (Int) -> Void = { _ in }
  ) throws(EvaluationError) {
    guard keys.count == ranking.rowCount else {
      throw .lengthMismatch(rows: keys.count, outcomes: ranking.rowCount)
    }
    for share in shares where !(share > 0 && share <= 1) { throw .shareOutOfRange(share) }
    try Self.check(replicates: replicates)
    let lottery = try RowLottery(keys: keys, seed: seed)
    let byDepth = shares.sorted()
    var areas: [Double] = []
    var precisions: [Double] = []
    var captured = [[Double]](repeating: [], count: shares.count)
    var draw = WeightedRows(outcomes: ranking.outcomes)
    for replicate in 0..<replicates {
      progress(replicate)
      let total = draw.redraw(replicate, lottery: lottery)
      guard total.positives > 0, total.positives < total.rows else { continue }
      let measures = ranking.measures(
        in: draw, total: total, cuts: byDepth.map { $0 * Double(total.rows) })
      areas.append(measures.auc)
      precisions.append(measures.averagePrecision)
      for (index, conversions) in measures.conversions.enumerated() {
        captured[index].append(conversions / Double(total.positives))
      }
    }
    auc = Self.interval(of: areas, otherwise: 1)
    averagePrecision = Self.interval(of: precisions, otherwise: 1)
    atShares = shares.map { share in
      let index = byDepth.firstIndex(of: share) ?? 0
      return ShareIntervals(
        share: share,
        lift: Self.interval(of: captured[index].map { $0 / share }, otherwise: 1 / share),
        capturedShare: Self.interval(of: captured[index], otherwise: 1))
    }
  }

  static func check(replicates: Int) throws(EvaluationError) {
    guard replicates >= RankingComparison.minimumReplicates else {
      throw .tooFewReplicates(replicates, minimum: RankingComparison.minimumReplicates)
    }
  }

  private static func interval(
    of replicates: [Double], otherwise upper: Double
  ) -> ConfidenceInterval {
    replicates.isEmpty
      ? ConfidenceInterval(lower: 0, upper: upper)
      : ConfidenceInterval(percentilesOf: replicates)
  }
}

extension RankedOutcomes {
  /// AUC, average precision and the conversions above each ascending cut, of weighted rows of both
  /// kinds.
  fileprivate func measures(
    in draw: WeightedRows, total: WeightedCount, cuts: [Double]
  ) -> (auc: Double, averagePrecision: Double, conversions: [Double]) {
    let negatives = total.rows - total.positives
    var above = WeightedCount()
    var doubledWins = 0
    var precision = 0.0
    var conversions: [Double] = []
    conversions.reserveCapacity(cuts.count)
    for group in groups {
      var count = WeightedCount()
      for position in group.rowsAbove..<group.rowsAbove + group.rows {
        draw.add(order[position], to: &count)
      }
      guard count.rows > 0 else { continue }
      while conversions.count < cuts.count,
        Double(above.rows + count.rows) >= cuts[conversions.count]
      {
        let share = (cuts[conversions.count] - Double(above.rows)) / Double(count.rows)
        conversions.append(Double(above.positives) + share * Double(count.positives))
      }
      let groupNegatives = count.rows - count.positives
      let negativesBelow = negatives - (above.rows - above.positives) - groupNegatives
      doubledWins += count.positives * (2 * negativesBelow + groupNegatives)
      above.rows += count.rows
      above.positives += count.positives
      if count.positives > 0 {
        precision += Double(count.positives) * Double(above.positives) / Double(above.rows)
      }
    }
    return (
      Double(doubledWins) / (2 * Double(total.positives) * Double(negatives)),
      precision / Double(total.positives), conversions
    )
  }
}
