/// How a model came to be: the leads, the choices, and how well it did on leads it had not seen.
public struct TrainingRecord: Sendable, Equatable, Codable {
  /// The leads the model was fitted to.
  public let rows: Int
  /// The conversions among them.
  public let positives: Int
  /// A digest over the contents of all labelled leads, the same for any order of them.
  public let dataFingerprint: String
  /// A digest over who the leads were and how they ended: leads with it are split alike.
  public let leadFingerprint: String
  /// How leads were set apart to judge the model.
  public let split: HoldoutSplit
  /// How the fit learned from leads that may still convert; nil when it left them out.
  public let censored: String?
  /// The points table that the model has points from; nil for a model without points, and in models
  /// from before it was recorded.
  public let rules: RuleBookRecord?
  /// The penalty, `none` or `ridge`.
  public let penalty: String
  /// The strength of the penalty on the mean log loss.
  public let lambda: Double
  /// Whether the penalty acted on standardized numbers.
  public let standardized: Bool
  /// How probabilities were calibrated; nil in models from before there was a choice.
  public let calibration: CalibrationRecord?
  /// What the model scored on the leads set apart; nil without a holdout.
  public let holdout: HoldoutMetrics?
  /// Suspicious columns that the user allowed.
  public let allowedLeaks: [String]
  /// Whether the user allowed too few leads.
  public let allowedSmall: Bool
  /// What makes coefficients fragile, in words; nil in models from before it was looked for.
  public let warnings: [String]?
  /// The version of the program.
  public let software: String

  /// A record of all choices.
  public init(
    rows: Int, positives: Int, dataFingerprint: String, leadFingerprint: String,
    split: HoldoutSplit, censored: String? = nil, rules: RuleBookRecord? = nil, penalty: String,
    lambda: Double, standardized: Bool, calibration: CalibrationRecord? = nil,
    holdout: HoldoutMetrics?, allowedLeaks: [String], allowedSmall: Bool, warnings: [String]? = nil,
    software: String
  ) {
    self.rows = rows
    self.positives = positives
    self.dataFingerprint = dataFingerprint
    self.leadFingerprint = leadFingerprint
    self.split = split
    self.censored = censored
    self.rules = rules
    self.penalty = penalty
    self.lambda = lambda
    self.standardized = standardized
    self.calibration = calibration
    self.holdout = holdout
    self.allowedLeaks = allowedLeaks
    self.allowedSmall = allowedSmall
    self.warnings = warnings
    self.software = software
  }

  enum CodingKeys: String, CodingKey {
    case rows, positives
    case dataFingerprint = "data_fingerprint"
    case leadFingerprint = "lead_fingerprint"
    case split, censored, rules, penalty, lambda, standardized, calibration, holdout
    case allowedLeaks = "allowed_leaks"
    case allowedSmall = "allowed_small"
    case warnings, software
  }
}

/// How leads are divided into those to fit and those to judge.
public struct HoldoutSplit: Sendable, Equatable, Codable {
  /// Which leads are held out.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// None: the model is fitted to everything.
    case none
    /// A random share, the same for any order of the rows.
    case random
    /// The newest share.
    case newest
  }

  /// Which leads are held out.
  public let kind: Kind
  /// The share held out.
  public let share: Double
  /// The seed of a random split and of the folds of cross-validation.
  public let seed: UInt64
  /// The column whose equal values stay on one side; nil without groups.
  public let group: String?
  /// The column that orders leads in time; nil for the order of the rows.
  public let time: String?

  /// A division of leads.
  public init(kind: Kind, share: Double, seed: UInt64, group: String? = nil, time: String? = nil) {
    self.kind = kind
    self.share = share
    self.seed = seed
    self.group = group
    self.time = time
  }
}
