/// Bootstrap intervals of what predicted probabilities cost and promise.
///
/// Replicates are drawn as for ``RankingIntervals``.
public struct ForecastIntervals: Sendable, Equatable, Codable {
  /// The interval of the Brier score.
  public let brierScore: ConfidenceInterval
  /// The interval of the log loss.
  public let logLoss: ConfidenceInterval

  /// Draws the replicates, in one pass over the rows each.
  ///
  /// - Parameters:
  ///   - probabilities: The predicted probability of each row.
  ///   - outcomes: Whether each row converted.
  ///   - keys: A number for each row that is its own and stays with it.
  ///   - replicates: The number of bootstrap replicates.
  ///   - seed: The seed of the weights.
  ///   - progress: Told how many replicates are drawn.
  /// - Throws: ``EvaluationError`` as ``ProbabilityForecast/init(probabilities:outcomes:)`` does,
  ///   ``EvaluationError/repeatedKey(_:)`` or ``EvaluationError/tooFewReplicates(_:minimum:)``.
  public init(
    probabilities: [Double], outcomes: [Bool], keys: [UInt64], replicates: Int = 1000,
    seed: UInt64 = 0, progress: (Int) -> Void = { _ in }
  ) throws(EvaluationError) {
    let losses = try RowLosses(probabilities: probabilities, outcomes: outcomes)
    guard keys.count == outcomes.count else {
      throw .lengthMismatch(rows: keys.count, outcomes: outcomes.count)
    }
    try RankingIntervals.check(replicates: replicates)
    let lottery = try RowLottery(keys: keys, seed: seed)
    var briers: [Double] = []
    var logs: [Double] = []
    for replicate in 0..<replicates {
      progress(replicate)
      guard let means = losses.means(replicate, lottery: lottery) else { continue }
      briers.append(means.brier)
      logs.append(means.log)
    }
    // All weights are zero in e⁻ⁿ of the replicates of n rows.
    brierScore = ConfidenceInterval(percentilesOf: briers.isEmpty ? [0, 1] : briers)
    logLoss = ConfidenceInterval(percentilesOf: logs.isEmpty ? [0, 1] : logs)
  }
}

/// What each row costs, sorted so that rows of equal cost are neighbours.
private struct RowLosses {
  private let rows: [Int]
  private let brier: [Double]
  private let log: [Double]

  init(probabilities: [Double], outcomes: [Bool]) throws(EvaluationError) {
    // Checks the rows.
    _ = try ProbabilityForecast(probabilities: probabilities, outcomes: outcomes)
    let costs = zip(probabilities, outcomes).map { probability, converted in
      converted ? 1 - probability : probability
    }
    let logs = zip(probabilities, outcomes).map(ProbabilityForecast.logLoss)
    var keyed = costs.indices.map { (cost: costs[$0], log: logs[$0], row: $0) }
    keyed.sort { $0.cost != $1.cost ? $0.cost < $1.cost : $0.log < $1.log }
    rows = keyed.map(\.row)
    brier = keyed.map { $0.cost * $0.cost }
    log = keyed.map(\.log)
  }

  /// The weighted means of one replicate; `nil` if all weights are zero.
  func means(_ replicate: Int, lottery: RowLottery) -> (brier: Double, log: Double)? {
    var total = 0
    var brierSum = 0.0
    var logSum = 0.0
    var position = 0
    while position < rows.count {
      // Equal costs are multiplied once by a whole number: their order does not matter.
      let start = position
      var weight = 0
      repeat {
        let random = SplitMix64.number(replicate, seed: lottery.numbers[rows[position]])
        weight += PoissonWeight.weight(random)
        position += 1
      } while position < rows.count && brier[position] == brier[start]
        && log[position] == log[start]
      total += weight
      brierSum += Double(weight) * brier[start]
      logSum += Double(weight) * log[start]
    }
    guard total > 0 else { return nil }
    return (brierSum / Double(total), logSum / Double(total))
  }
}
