extension ProbabilityForecast {
  /// The conversions to expect if the likeliest rows are worked, by their own probabilities.
  ///
  /// Compare with ``GainsPoint/conversions``, what came true.
  ///
  /// - Parameter capacity: The number of rows worked, from 1 to the number of rows.
  /// - Returns: The sum of the highest probabilities.
  /// - Throws: ``EvaluationError/capacityOutOfRange(capacity:rows:)``.
  public func expectedConversions(atCapacity capacity: Int) throws(EvaluationError) -> Double {
    guard capacity >= 1, capacity <= rowCount else {
      throw .capacityOutOfRange(capacity: capacity, rows: rowCount)
    }
    return probabilities.suffix(capacity).reduce(0, +)
  }
}
