/// The line that best turns predicted log odds into true log odds: logit(y) = a + b · logit(p).
///
/// Slope 1 and intercept 0 mean well calibrated. A slope below 1 means that predictions are too
/// extreme, as those of an overfitted model are; above 1, too timid (Cox, Biometrika 45, 1958).
public struct CalibrationLine: Sendable, Equatable, Codable {
  /// The slope b.
  public let slope: Estimate
  /// The intercept a, estimated together with the slope.
  public let intercept: Estimate
}

extension ProbabilityForecast {
  /// The calibration slope and intercept, estimated together.
  ///
  /// `nil` where no finite line is best: all rows of one kind, or a probability that separates the
  /// conversions from the rest. Probabilities are clipped as for ``logLoss``.
  public func calibrationLine() -> CalibrationLine? {
    let groups = ScoreGroups(ascending: logOdds, outcomes: outcomes)
    guard groups.overlap, let line = LogisticLine.fit(to: groups) else { return nil }
    return CalibrationLine(
      slope: Estimate(
        value: line.slope,
        standardError: (line.interceptInformation / line.determinant).squareRoot()),
      intercept: Estimate(
        value: line.intercept,
        standardError: (line.slopeInformation / line.determinant).squareRoot()))
  }

  /// Calibration in the large: the shift of all log odds that makes the expected number of
  /// conversions the observed one.
  ///
  /// Positive means that predictions are too low. `nil` if all rows are of one kind.
  public func calibrationInTheLarge() -> Estimate? {
    guard outcomes.contains(true), outcomes.contains(false),
      let line = LogisticLine.fitIntercept(
        to: ScoreGroups(ascending: logOdds, outcomes: outcomes))
    else { return nil }
    return Estimate(
      value: line.intercept, standardError: (1 / line.interceptInformation).squareRoot())
  }
}
