/// How far predicted probabilities can be taken at their word.
public struct ForecastEvaluation: Sendable, Equatable, Codable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of rows that converted.
  public let observedConversions: Int
  /// The sum of the probabilities.
  public let expectedConversions: Double
  /// Observed over expected conversions; `nil` if none was expected.
  public let observedToExpected: Double?
  /// The mean squared distance between probability and outcome.
  public let brierScore: Double
  /// The mean negative log likelihood, in nats.
  public let logLoss: Double
  /// Calibration slope and intercept; `nil` where no finite line is best.
  public let calibrationLine: CalibrationLine?
  /// The shift of log odds that balances expected and observed; `nil` if rows are of one kind.
  public let calibrationInTheLarge: Estimate?
  /// Spiegelhalter's test; `nil` where the Brier score leaves nothing to chance.
  public let spiegelhalter: SpiegelhalterTest?
  /// Predicted beside observed rates in deciles, with the expected calibration error.
  public let reliability: ReliabilityTable

  /// Measures a forecast.
  ///
  /// - Parameters:
  ///   - forecast: Probabilities and outcomes.
  ///   - binCount: The largest number of bins of the reliability table.
  /// - Throws: ``EvaluationError/noBins(_:)`` if `binCount` is below one.
  public init(_ forecast: ProbabilityForecast, binCount: Int = 10) throws(EvaluationError) {
    rowCount = forecast.rowCount
    observedConversions = forecast.outcomes.reduce(0) { $0 + ($1 ? 1 : 0) }
    expectedConversions = forecast.probabilities.reduce(0, +)
    observedToExpected =
      expectedConversions > 0 ? Double(observedConversions) / expectedConversions : nil
    brierScore = forecast.brierScore
    logLoss = forecast.logLoss
    calibrationLine = forecast.calibrationLine()
    calibrationInTheLarge = forecast.calibrationInTheLarge()
    spiegelhalter = SpiegelhalterTest(forecast)
    reliability = try ReliabilityTable(forecast, binCount: binCount)
  }
}
