/// Two rankings of the same rows, settled by how the rows ended: rules against a model, or a model
/// in use against a new one.
///
/// No number in it depends on the order in which rows are passed: what chance decides is seeded by
/// each row's key.
public struct RankingComparison: Sendable, Equatable, Codable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of rows that converted.
  public let conversionCount: Int
  /// Both AUCs and their paired difference.
  public let auc: AUCDifference
  /// Both average precisions and their paired difference.
  public let averagePrecision: PairedQuantity
  /// What both rankings yield at each share asked for, in the order asked for.
  public let atShares: [CutComparison]
  /// What both rankings yield at the capacity.
  public let atCapacity: CutComparison
  /// Spearman's correlation of the two rankings; `nil` if one of them ties all rows.
  public let rankCorrelation: Double?
  /// Kendall's τ-b of the two rankings; `nil` if one of them ties all rows.
  public let kendallCorrelation: Double?
  /// How the rows ended that only one of the rankings would have called at the capacity.
  public let swapSet: SwapSet
  /// What the comparison settles, by the AUCs alone.
  public let verdict: RankingVerdict

  /// The smallest number of bootstrap replicates accepted.
  public static let minimumReplicates = 100

  /// Compares two vectors of scores on the same outcomes.
  ///
  /// The time is that of a few sorts plus `replicates` passes over the rows near the cuts, and over
  /// those with amounts.
  ///
  /// - Parameters:
  ///   - reference: The scores that are compared with, one for each row, on any scale.
  ///   - challenger: The scores that are put to the test, one for each row, on any scale.
  ///   - outcomes: Whether each row converted.
  ///   - keys: A number for each row that is its own and stays with it, such as a hash of the
  ///     lead's identifier. It seeds the row's bootstrap weights and its lot among equal scores.
  ///   - capacity: The number of rows that can be worked, from 1 to the number of rows.
  ///   - amounts: What each row's conversion was worth, finite, 0 where unknown; `nil` leaves
  ///     revenue out.
  ///   - costPerRow: What working a row costs; `nil` leaves cost out.
  ///   - shares: Shares of all rows to compare at, each above 0 and up to 1.
  ///   - replicates: The number of bootstrap replicates.
  ///   - seed: The seed of everything that chance decides.
  ///   - threads: The number of threads that draw replicates; no number depends on it.
  /// - Throws: ``EvaluationError`` as ``RankedOutcomes/init(scores:outcomes:)`` does, and as
  ///   ``init(_:_:keys:capacity:amounts:costPerRow:shares:replicates:seed:threads:progress:)`` does.
  public init(
    reference: [Double], challenger: [Double], outcomes: [Bool], keys: [UInt64], capacity: Int,
    amounts: [Double]? = nil, costPerRow: Double? = nil,
    shares: [Double] = [0.1, 0.2, 0.3], replicates: Int = 1000, seed: UInt64 = 0,
    threads: Int = 1
  ) throws(EvaluationError) {
    try self.init(
      RankedOutcomes(scores: reference, outcomes: outcomes),
      RankedOutcomes(scores: challenger, outcomes: outcomes), keys: keys, capacity: capacity,
      amounts: amounts, costPerRow: costPerRow, shares: shares, replicates: replicates, seed: seed,
      threads: threads)
  }

  /// Compares two rankings of the same rows, passed in the same order.
  ///
  /// - Parameters:
  ///   - reference: The ranking that is compared with.
  ///   - challenger: The ranking that is put to the test.
  ///   - keys: A number for each row that is its own and stays with it.
  ///   - capacity: The number of rows that can be worked, from 1 to the number of rows.
  ///   - amounts: What each row's conversion was worth; `nil` leaves revenue out.
  ///   - costPerRow: What working a row costs; `nil` leaves cost out.
  ///   - shares: Shares of all rows to compare at, each above 0 and up to 1.
  ///   - replicates: The number of bootstrap replicates.
  ///   - seed: The seed of everything that chance decides.
  ///   - threads: The number of threads that draw replicates; no number depends on it.
  ///   - progress: Told how many replicates more are drawn, by any of the threads.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``,
  ///   ``EvaluationError/scoreNotFinite(row:)`` for an amount,
  ///   ``EvaluationError/capacityOutOfRange(capacity:rows:)``,
  ///   ``EvaluationError/shareOutOfRange(_:)``, ``EvaluationError/repeatedKey(_:)`` or
  ///   ``EvaluationError/tooFewReplicates(_:minimum:)``.
  public init(
    _ reference: RankedOutcomes, _ challenger: RankedOutcomes, keys: [UInt64], capacity: Int,
    amounts: [Double]? = nil, costPerRow: Double? = nil,
    shares: [Double] = [0.1, 0.2, 0.3], replicates: Int = 1000, seed: UInt64 = 0,
    threads: Int = 1, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(EvaluationError) {
    guard challenger.rowCount == reference.rowCount else {
      throw .lengthMismatch(rows: challenger.rowCount, outcomes: reference.rowCount)
    }
    try Self.check(
      keys: keys, capacity: capacity, shares: shares, replicates: replicates,
      rows: reference.rowCount)
    if let amounts {
      guard amounts.count == reference.rowCount else {
        throw .lengthMismatch(rows: amounts.count, outcomes: reference.rowCount)
      }
      if let row = amounts.firstIndex(where: { !$0.isFinite }) { throw .scoreNotFinite(row: row) }
    }
    let lottery = try RowLottery(keys: keys, seed: seed)
    let depths = shares.map { $0 * Double(reference.rowCount) } + [Double(capacity)]
    let bootstrap = PairedBootstrap(
      reference: reference, challenger: challenger,
      shares: depths.map { $0 / Double(reference.rowCount) }, replicates: replicates,
      lottery: lottery, amounts: amounts, threads: threads, progress: progress)
    let cuts = depths.indices.map { index in
      CutComparison(
        reference: reference.gains(atRows: depths[index]),
        challenger: challenger.gains(atRows: depths[index]),
        observed: bootstrap.observed[index], replicates: bootstrap.replicates[index],
        hasAmounts: amounts != nil, costPerRow: costPerRow)
    }
    rowCount = reference.rowCount
    conversionCount = reference.positiveCount
    auc = AUCDifference(reference: reference, challenger: challenger)
    averagePrecision = PairedQuantity(averagePrecisionOf: reference, challenger)
    atShares = Array(cuts.dropLast())
    atCapacity = cuts[cuts.count - 1]
    rankCorrelation = RankCorrelation.spearman(reference, challenger)
    kendallCorrelation = RankCorrelation.kendall(reference, challenger)
    swapSet = SwapSet(
      CallLists(
        reference: reference, challenger: challenger, capacity: capacity, lottery: lottery),
      outcomes: reference.outcomes)
    verdict = RankingVerdict(auc)
  }

  private static func check(
    keys: [UInt64], capacity: Int, shares: [Double], replicates: Int, rows: Int
  ) throws(EvaluationError) {
    guard keys.count == rows else { throw .lengthMismatch(rows: keys.count, outcomes: rows) }
    guard capacity >= 1, capacity <= rows else {
      throw .capacityOutOfRange(capacity: capacity, rows: rows)
    }
    for share in shares where !(share > 0 && share <= 1) { throw .shareOutOfRange(share) }
    guard replicates >= minimumReplicates else {
      throw .tooFewReplicates(replicates, minimum: minimumReplicates)
    }
  }
}
