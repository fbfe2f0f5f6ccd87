public import Evaluation

/// How sure the metrics of a holdout are, and what they are made of; nil for what was not measured.
public struct HoldoutDetails: Sendable, Equatable {
  /// The parts of a mean score: score = miscalibration − discrimination + uncertainty.
  public struct ScoreParts: Sendable, Equatable, Codable {
    /// What the score would fall by if the probabilities were recalibrated.
    public let miscalibration: Double
    /// How much better the recalibrated probabilities are than the base rate.
    public let discrimination: Double
    /// The score of the base rate for every lead.
    public let uncertainty: Double

    /// The parts of a decomposition.
    public init(_ decomposition: CORPDecomposition) {
      miscalibration = decomposition.miscalibration
      discrimination = decomposition.discrimination
      uncertainty = decomposition.uncertainty
    }
  }

  /// The scale on which the interval of the AUC was found.
  public let aucScale: AUC.IntervalScale?
  /// The widest gap between the score distributions of conversions and other leads.
  public let kolmogorovSmirnov: Double?
  /// The parts of the Brier score, and of the log loss.
  public let brierParts, logLossParts: ScoreParts?
  /// Observed over expected conversions.
  public let observedToExpected: ObservedToExpected?
  /// The 95 % intervals of calibration slope and intercept, by their standard errors.
  public let calibrationSlope, calibrationIntercept: ConfidenceInterval?
  /// The 95 % intervals of average precision, log loss and Brier score, by the bootstrap.
  public let averagePrecision, logLoss, brier: ConfidenceInterval?
  /// The number of bootstrap replicates behind intervals; nil if there were none.
  public let replicates: Int?

  /// All details.
  public init(
    aucScale: AUC.IntervalScale?, kolmogorovSmirnov: Double?, brierParts: ScoreParts?,
    logLossParts: ScoreParts?, observedToExpected: ObservedToExpected?,
    calibrationSlope: ConfidenceInterval?, calibrationIntercept: ConfidenceInterval?,
    averagePrecision: ConfidenceInterval?, logLoss: ConfidenceInterval?,
    brier: ConfidenceInterval?, replicates: Int?
  ) {
    self.aucScale = aucScale
    self.kolmogorovSmirnov = kolmogorovSmirnov
    self.brierParts = brierParts
    self.logLossParts = logLossParts
    self.observedToExpected = observedToExpected
    self.calibrationSlope = calibrationSlope
    self.calibrationIntercept = calibrationIntercept
    self.averagePrecision = averagePrecision
    self.logLoss = logLoss
    self.brier = brier
    self.replicates = replicates
  }

  /// No details: what models from before they were measured have.
  public init() {
    self.init(
      aucScale: nil, kolmogorovSmirnov: nil, brierParts: nil, logLossParts: nil,
      observedToExpected: nil, calibrationSlope: nil, calibrationIntercept: nil,
      averagePrecision: nil, logLoss: nil, brier: nil, replicates: nil)
  }
}

extension HoldoutDetails: Codable {
  /// Observed over expected with the limits beside the value.
  private struct Ratio: Codable {
    let value, lower, upper: Double
  }

  /// Reads what there is.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MetricKey.self)
    let ratio = try container.decodeIfPresent(Ratio.self, forKey: "observed_to_expected")
    self.init(
      aucScale: try container.decodeIfPresent(AUC.IntervalScale.self, forKey: "auc_interval"),
      kolmogorovSmirnov: try container.decodeIfPresent(
        Double.self, forKey: "kolmogorov_smirnov"),
      brierParts: try container.decodeIfPresent(ScoreParts.self, forKey: "brier_reliability"),
      logLossParts: try container.decodeIfPresent(
        ScoreParts.self, forKey: "log_loss_reliability"),
      observedToExpected: ratio.flatMap { ratio in
        guard ratio.lower <= ratio.upper else { return nil }
        return ObservedToExpected(
          value: ratio.value,
          interval: ConfidenceInterval(lower: ratio.lower, upper: ratio.upper))
      },
      calibrationSlope: try container.interval("calibration_slope"),
      calibrationIntercept: try container.interval("calibration_intercept"),
      averagePrecision: try container.interval("average_precision"),
      logLoss: try container.interval("log_loss"), brier: try container.interval("brier"),
      replicates: try container.decodeIfPresent(Int.self, forKey: "bootstrap_replicates"))
  }

  /// Writes what was measured, limits of intervals under the name of what they limit.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: MetricKey.self)
    try container.encodeIfPresent(aucScale, forKey: "auc_interval")
    try container.encodeIfPresent(kolmogorovSmirnov, forKey: "kolmogorov_smirnov")
    try container.encodeIfPresent(brierParts, forKey: "brier_reliability")
    try container.encodeIfPresent(logLossParts, forKey: "log_loss_reliability")
    try container.encodeIfPresent(
      observedToExpected.map {
        Ratio(value: $0.value, lower: $0.interval.lower, upper: $0.interval.upper)
      }, forKey: "observed_to_expected")
    try container.encode(calibrationSlope, of: "calibration_slope")
    try container.encode(calibrationIntercept, of: "calibration_intercept")
    try container.encode(averagePrecision, of: "average_precision")
    try container.encode(logLoss, of: "log_loss")
    try container.encode(brier, of: "brier")
    try container.encodeIfPresent(replicates, forKey: "bootstrap_replicates")
  }
}
