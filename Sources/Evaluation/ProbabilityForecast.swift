/// Predicted probabilities beside what came true: what every calibration metric reads.
///
/// Rows are kept sorted, so that no sum depends on the order in which they were passed.
public struct ProbabilityForecast: Sendable, Equatable {
  /// The predicted probabilities, ascending.
  public let probabilities: [Double]
  /// Whether the row of each probability converted.
  public let outcomes: [Bool]

  /// The number of rows, at least one.
  public var rowCount: Int { probabilities.count }

  /// Checks and sorts the rows.
  ///
  /// - Parameters:
  ///   - probabilities: The predicted probability of each row, in [0, 1].
  ///   - outcomes: Whether each row converted; all rows may be of one kind.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``, ``EvaluationError/noRows`` or
  ///   ``EvaluationError/notAProbability(row:)``.
  public init(probabilities: [Double], outcomes: [Bool]) throws(EvaluationError) {
    guard probabilities.count == outcomes.count else {
      throw .lengthMismatch(rows: probabilities.count, outcomes: outcomes.count)
    }
    guard !probabilities.isEmpty else { throw .noRows }
    if let row = probabilities.firstIndex(where: { !(0...1 ~= $0) }) {
      throw .notAProbability(row: row)
    }
    var rows = zip(probabilities, outcomes).map { (probability: $0, converted: $1) }
    rows.sort {
      $0.probability != $1.probability
        ? $0.probability < $1.probability : !$0.converted && $1.converted
    }
    self.probabilities = rows.map(\.probability)
    self.outcomes = rows.map(\.converted)
  }
}
