public import Evaluation

/// How well a model did on the leads that were set apart.
public struct HoldoutMetrics: Sendable, Equatable {
  /// Which leads they are.
  public let kind: HoldoutSplit.Kind
  /// How many leads, and conversions among them.
  public let rows, positives: Int
  /// The area under the ROC curve and its 95 % interval.
  public let auc, aucLower, aucUpper: Double
  /// Average precision, mean log loss and Brier score.
  public let averagePrecision, logLoss, brier: Double
  /// Slope and intercept of the outcome's log odds on the predicted ones; nil when not estimable.
  public let calibrationSlope, calibrationIntercept: Double?
  /// What the best shares of the ranking hold.
  public let gains: [Gain]
  /// How sure these numbers are, and what they are made of.
  public let details: HoldoutDetails

  /// What the best share of a ranking holds.
  public struct Gain: Sendable, Equatable {
    /// The share of leads called, the share of conversions among them, and its ratio to the first.
    public let share, captured, lift: Double
    /// The 95 % interval of the share of conversions; nil where it was not measured.
    public let capturedInterval: ConfidenceInterval?
    /// The 95 % interval of the ratio; nil where it was not measured.
    public let liftInterval: ConfidenceInterval?

    /// A point of the gains curve.
    public init(
      share: Double, captured: Double, lift: Double, capturedInterval: ConfidenceInterval? = nil,
      liftInterval: ConfidenceInterval? = nil
    ) {
      self.share = share
      self.captured = captured
      self.lift = lift
      self.capturedInterval = capturedInterval
      self.liftInterval = liftInterval
    }
  }

  /// All metrics of a holdout.
  public init(
    kind: HoldoutSplit.Kind, rows: Int, positives: Int, auc: Double, aucLower: Double,
    aucUpper: Double, averagePrecision: Double, logLoss: Double, brier: Double,
    calibrationSlope: Double?, calibrationIntercept: Double?, gains: [Gain],
    details: HoldoutDetails = HoldoutDetails()
  ) {
    self.kind = kind
    self.rows = rows
    self.positives = positives
    self.auc = auc
    self.aucLower = aucLower
    self.aucUpper = aucUpper
    self.averagePrecision = averagePrecision
    self.logLoss = logLoss
    self.brier = brier
    self.calibrationSlope = calibrationSlope
    self.calibrationIntercept = calibrationIntercept
    self.gains = gains
    self.details = details
  }
}

extension HoldoutMetrics: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, rows, positives, auc
    case aucLower = "auc_lower"
    case aucUpper = "auc_upper"
    case averagePrecision = "average_precision"
    case logLoss = "log_loss"
    case brier
    case calibrationSlope = "calibration_slope"
    case calibrationIntercept = "calibration_intercept"
    case gains
  }

  /// Reads metrics; those of older models have fewer keys.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(HoldoutSplit.Kind.self, forKey: .kind)
    rows = try container.decode(Int.self, forKey: .rows)
    positives = try container.decode(Int.self, forKey: .positives)
    auc = try container.decode(Double.self, forKey: .auc)
    aucLower = try container.decode(Double.self, forKey: .aucLower)
    aucUpper = try container.decode(Double.self, forKey: .aucUpper)
    averagePrecision = try container.decode(Double.self, forKey: .averagePrecision)
    logLoss = try container.decode(Double.self, forKey: .logLoss)
    brier = try container.decode(Double.self, forKey: .brier)
    calibrationSlope = try container.decodeIfPresent(Double.self, forKey: .calibrationSlope)
    calibrationIntercept = try container.decodeIfPresent(
      Double.self, forKey: .calibrationIntercept)
    gains = try container.decode([Gain].self, forKey: .gains)
    details = try HoldoutDetails(from: decoder)
  }

  /// Writes all metrics side by side, the details among them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(rows, forKey: .rows)
    try container.encode(positives, forKey: .positives)
    try container.encode(auc, forKey: .auc)
    try container.encode(aucLower, forKey: .aucLower)
    try container.encode(aucUpper, forKey: .aucUpper)
    try container.encode(averagePrecision, forKey: .averagePrecision)
    try container.encode(logLoss, forKey: .logLoss)
    try container.encode(brier, forKey: .brier)
    try container.encodeIfPresent(calibrationSlope, forKey: .calibrationSlope)
    try container.encodeIfPresent(calibrationIntercept, forKey: .calibrationIntercept)
    try container.encode(gains, forKey: .gains)
    try details.encode(to: encoder)
  }
}

extension HoldoutMetrics.Gain: Codable {
  /// Reads a point; one of an older model has no intervals.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MetricKey.self)
    self.init(
      share: try container.decode(Double.self, forKey: "share"),
      captured: try container.decode(Double.self, forKey: "captured"),
      lift: try container.decode(Double.self, forKey: "lift"),
      capturedInterval: try container.interval("captured"),
      liftInterval: try container.interval("lift"))
  }

  /// Writes the point and, where they were measured, the limits of its intervals.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: MetricKey.self)
    try container.encode(share, forKey: "share")
    try container.encode(captured, forKey: "captured")
    try container.encode(lift, forKey: "lift")
    try container.encode(capturedInterval, of: "captured")
    try container.encode(liftInterval, of: "lift")
  }
}
