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

  /// Compares two vectors of probabilities on the same outcomes.
  ///
  /// - Parameters:
  ///   - reference: The probabilities that are compared with.
  ///   - challenger: The probabilities that are put to the test.
  ///   - outcomes: Whether each row converted.
  /// - Throws: ``EvaluationError`` as ``ProbabilityForecast/init(probabilities:outcomes:)`` does.
  public init(
    reference: [Double], challenger: [Double], outcomes: [Bool]
  ) throws(EvaluationError) {
    self.reference = try ProbabilityForecast(probabilities: reference, outcomes: outcomes).logLoss
    self.challenger = try ProbabilityForecast(probabilities: challenger, outcomes: outcomes).logLoss
    // Sorted, the differences add up to the same whatever the order of the rows.
    let differences = outcomes.indices.map { row in
      ProbabilityForecast.logLoss((challenger[row], outcomes[row]))
        - ProbabilityForecast.logLoss((reference[row], outcomes[row]))
    }.sorted()
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    value = mean
    standardError =
      differences.count > 1 ? (squares / (count * (count - 1))).squareRoot() : nil
  }

  /// The 95 % interval of the true difference; `nil` without a standard error.
  public var interval: ConfidenceInterval? {
    standardError.map { Estimate(value: value, standardError: $0).interval }
  }
}
