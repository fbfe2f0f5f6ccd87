#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A straight line from a model's log odds to calibrated log odds: intercept + slope · log odds.
///
/// A slope above zero keeps the ranking as it is.
public struct LogOddsCalibration: Sendable, Equatable {
  /// The calibrated log odds at log odds of zero.
  public let intercept: Double
  /// The calibrated log odds gained per unit of log odds, above zero.
  public let slope: Double

  /// The line that leaves log odds as they are.
  public static let identity = LogOddsCalibration(intercept: 0, slope: 1)

  private init(intercept: Double, slope: Double) {
    self.intercept = intercept
    self.slope = slope
  }

  /// Undoes the down-sampling of non-conversions before training.
  ///
  /// With a share s of non-conversions kept and p the probability among the rows kept, the
  /// probability among all rows is s·p / (1 − p + s·p): ln s is added to the log odds.
  ///
  /// - Parameter share: The share of non-conversions that was kept, above 0 and up to 1.
  /// - Throws: ``EvaluationError/shareOutOfRange(_:)``.
  public init(shareOfNegativesKept share: Double) throws(EvaluationError) {
    guard share > 0, share <= 1 else { throw .shareOutOfRange(share) }
    self.init(intercept: log(share), slope: 1)
  }

  /// Fits the shift of all log odds that makes expected conversions the observed ones.
  ///
  /// - Parameters:
  ///   - logOdds: What the model said of each row, on later rows than it learned from.
  ///   - outcomes: Whether each row converted.
  ///   - weights: The weight of each row, finite and not negative; `nil` counts each row once.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``, ``EvaluationError/noRows``,
  ///   ``EvaluationError/scoreNotFinite(row:)``, ``EvaluationError/weightNotValid(row:)`` or
  ///   ``EvaluationError/oneClass(rows:positives:)``.
  public init(
    fittingInterceptTo logOdds: [Double], outcomes: [Bool], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let groups = try ScoreGroups(scores: logOdds, outcomes: outcomes, weights: weights)
    guard let line = LogisticLine.fitIntercept(to: groups) else { throw .noFiniteCalibration }
    self.init(intercept: line.intercept, slope: 1)
  }

  /// Fits intercept and slope together by maximum likelihood: Platt's scaling of log odds.
  ///
  /// - Parameters:
  ///   - logOdds: What the model said of each row, on later rows than it learned from.
  ///   - outcomes: Whether each row converted.
  ///   - weights: The weight of each row, finite and not negative; `nil` counts each row once.
  ///   - targets: Outcomes as observed, or smoothed as Platt proposed.
  /// - Throws: What ``init(fittingInterceptTo:outcomes:weights:)`` throws;
  ///   ``EvaluationError/noFiniteCalibration`` if all log odds are equal or, with observed
  ///   targets, separate the conversions from the rest; ``EvaluationError/reversedScores(slope:)``
  ///   if higher log odds convert less often, so that the best line would turn the ranking round.
  public init(
    fittingLineTo logOdds: [Double], outcomes: [Bool], weights: [Double]? = nil,
    targets: CalibrationTargets = .observed
  ) throws(EvaluationError) {
    let groups = try ScoreGroups(scores: logOdds, outcomes: outcomes, weights: weights)
      .aimed(at: targets)
    guard groups.overlap, let line = LogisticLine.fit(to: groups) else {
      throw .noFiniteCalibration
    }
    guard line.slope > 0 else { throw .reversedScores(slope: line.slope) }
    self.init(intercept: line.intercept, slope: line.slope)
  }

  /// The calibrated log odds.
  public func logOdds(atLogOdds logOdds: Double) -> Double {
    intercept + slope * logOdds
  }

  /// The calibrated probability.
  public func probability(atLogOdds logOdds: Double) -> Double {
    let calibrated = self.logOdds(atLogOdds: logOdds)
    // Neither tail is found by subtracting from one.
    let e = exp(-calibrated.magnitude)
    return calibrated >= 0 ? 1 / (1 + e) : e / (1 + e)
  }

  /// This line after another: the other is applied first.
  public func following(_ first: LogOddsCalibration) -> LogOddsCalibration {
    LogOddsCalibration(
      intercept: intercept + slope * first.intercept, slope: slope * first.slope)
  }
}

extension LogOddsCalibration: Codable {
  private enum CodingKeys: String, CodingKey {
    case intercept, slope
  }

  /// Reads a line and checks that it rises.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    intercept = try container.decode(Double.self, forKey: .intercept)
    slope = try container.decode(Double.self, forKey: .slope)
    guard intercept.isFinite, slope > 0, slope.isFinite else {
      throw DecodingError.dataCorruptedError(
        forKey: .slope, in: container, debugDescription: "the calibration line does not rise")
    }
  }
}
