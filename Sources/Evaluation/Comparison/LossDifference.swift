/// The difference between the mean losses of two forecasts of the same rows, such as a model with
/// and without calibration: below zero, the challenger is better.
public struct LossDifference: Sendable, Equatable, Codable {
  /// The reference's log loss.
  public let reference: Double
  /// The challenger's log loss.
  public let challenger: Double
  /// The mean over rows of the challenger's log loss less the reference's, in nats.
  public let value: Double
  /// The standard error of the mean of the rows' differences; `nil` for a single row.
  public let standardError: Double?

  private init(
    reference: Double, challenger: Double, value: Double, standardError: Double?
  ) {
    self.reference = reference
    self.challenger = challenger
    self.value = value
    self.standardError = standardError
  }

  /// Compares two vectors of probabilities on the same outcomes.
  ///
  /// - Parameters:
  ///   - reference: The probabilities that are compared with.
  ///   - challenger: The probabilities that are put to the test.
  ///   - outcomes: Whether each row converted.
  ///   - weights: The weight of each row, finite and not negative; `nil` counts each row once.
  /// - Throws: ``EvaluationError`` as ``ProbabilityForecast/init(probabilities:outcomes:)`` does;
  ///   ``EvaluationError/weightNotValid(row:)``, or ``EvaluationError/noRows`` if all weights are 0.
  public init(
    reference: [Double], challenger: [Double], outcomes: [Bool], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let forecasts = (
      reference: try ProbabilityForecast(probabilities: reference, outcomes: outcomes),
      challenger: try ProbabilityForecast(probabilities: challenger, outcomes: outcomes)
    )
    guard let weights else {
      let (value, standardError) = Self.difference(reference, challenger, outcomes)
      self.init(
        reference: forecasts.reference.logLoss, challenger: forecasts.challenger.logLoss,
        value: value, standardError: standardError)
      return
    }
    try self.init(weighted: reference, challenger, outcomes, weights)
  }

  /// The 95 % interval of the true difference; `nil` without a standard error.
  public var interval: ConfidenceInterval? {
    standardError.map { Estimate(value: value, standardError: $0).interval }
  }
}

extension LossDifference {
  private init(rows: [WeightedLosses], total: Double) {
    let reference = rows.reduce(0) { $0 + $1.weight * $1.old } / total
    let challenger = rows.reduce(0) { $0 + $1.weight * $1.new } / total
    let mean = rows.reduce(0) { $0 + $1.weight * ($1.new - $1.old) } / total
    let squares = rows.reduce(0.0) { sum, row in
      let term = row.weight * (row.new - row.old - mean)
      return sum + term * term
    }
    let count = Double(rows.count { $0.weight > 0 })
    self.init(
      reference: reference, challenger: challenger, value: mean,
      standardError: count > 1 ? (squares * count / (count - 1)).squareRoot() / total : nil)
  }

  private static func difference(
    _ reference: [Double], _ challenger: [Double], _ outcomes: [Bool]
  ) -> (value: Double, standardError: Double?) {
    // Sorted, the differences add up to the same whatever the order of the rows.
    let differences = outcomes.indices.map { row in
      ProbabilityForecast.logLoss((challenger[row], outcomes[row]))
        - ProbabilityForecast.logLoss((reference[row], outcomes[row]))
    }.sorted()
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (
      mean, differences.count > 1 ? (squares / (count * (count - 1))).squareRoot() : nil
    )
  }

  /// Compares weighted rows: the error of a ratio of sums, by the spread of its terms.
  private init(
    weighted reference: [Double], _ challenger: [Double], _ outcomes: [Bool], _ weights: [Double]
  ) throws(EvaluationError) {
    guard weights.count == outcomes.count else {
      throw .lengthMismatch(rows: weights.count, outcomes: outcomes.count)
    }
    if let row = weights.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) {
      throw .weightNotValid(row: row)
    }
    // Sorted, the sums are the same whatever the order of the rows.
    let rows = outcomes.indices.map { row in
      WeightedLosses(
        old: ProbabilityForecast.logLoss((reference[row], outcomes[row])),
        new: ProbabilityForecast.logLoss((challenger[row], outcomes[row])), weight: weights[row])
    }.sorted { ($0.old, $0.new, $0.weight) < ($1.old, $1.new, $1.weight) }
    let total = rows.reduce(0) { $0 + $1.weight }
    guard total > 0 else { throw .noRows }
    self.init(rows: rows, total: total)
  }
}

/// What a row costs by two forecasts, and how much it counts.
private struct WeightedLosses {
  let old, new, weight: Double
}
