/// What one check found tonight, with the numbers that it went by.
public struct Finding: Sendable, Equatable, Codable {
  /// What was checked.
  public enum Check: String, Sendable, Codable, CaseIterable {
    /// The distribution in bins, by the population stability index.
    case psi
    /// The distribution of a number, by Kolmogorov and Smirnov.
    case ks
    /// The shares of levels, by chi-square.
    case levels
    /// The share of leads without a value.
    case missing
    /// The share of leads with a level that training did not know.
    case unseen
    /// The share of leads beyond the range of training.
    case range
    /// Whether the column is there and holds what the model learned.
    case column
    /// The number of leads.
    case volume
    /// The age of the newest event.
    case freshness
    /// The age of the model.
    case age
    /// The share of events that were delivered twice.
    case duplicates
    /// The share of events of leads that nobody knows.
    case orphans
    /// Whether the data are those of an earlier night.
    case frozen
    /// The share of leads in a tier.
    case tier
    /// Observed over expected conversions.
    case calibration
    /// The slope of true on predicted log odds.
    case slope
    /// Spiegelhalter's test.
    case spiegelhalter
    /// The expected calibration error beside what chance makes of it.
    case calibrationError = "ece"
    /// The area under the ROC curve beside that of the holdout.
    case auc
    /// Conversions so far beside those expected so far.
    case early
    /// The model's AUC less that of the points table.
    case rules
    /// The AUC to expect by tonight's own probabilities, before any outcome.
    case expected
    /// The share of scored leads, their window being over, whose outcome is known.
    case coverage
    /// The share of conversions that came after the window.
    case late
  }

  /// What tonight was held against.
  public enum Comparison: String, Sendable, Codable {
    /// The leads the model was fitted to.
    case training
    /// The run before.
    case lastRun = "last run"
    /// The runs of the 28 days before.
    case window = "28 days"
    /// A fixed demand.
    case limit
  }

  /// What was checked.
  public let check: Check
  /// The column, `scores`, `leads`, `outcomes` or the name of a tier.
  public let subject: String
  /// What tonight was held against.
  public let comparison: Comparison
  /// The number that was found; nil when there was too little to find one.
  public let value: Double?
  /// The value from which on a check speaks, for the verdict nearest to it.
  public let critical: Double?
  /// How many leads the reference has, and how many tonight.
  public let referenceCount, count: Int
  /// The probability of so much by chance; nil where there is none.
  public let pValue: Double?
  /// What tonight alone would say.
  public let tonight: Verdict
  /// What is said: a warning only when it comes back within three runs.
  public let verdict: Verdict
  /// How far the column has moved the mean log odds from those of training; nil for other subjects.
  public let effect: Double?
  /// A few words more.
  public let note: String?
  /// Why it is not said although it is known, and until when; nil when nobody silenced it.
  public let silenced: String?

  init(
    _ check: Check, _ subject: String, against comparison: Comparison, value: Double? = nil,
    critical: Double? = nil, referenceCount: Int = 0, count: Int, pValue: Double? = nil,
    _ tonight: Verdict, verdict: Verdict? = nil, effect: Double? = nil, note: String? = nil,
    silenced: String? = nil
  ) {
    self.check = check
    self.subject = subject
    self.comparison = comparison
    self.value = value
    self.critical = critical
    self.referenceCount = referenceCount
    self.count = count
    self.pValue = pValue
    self.tonight = tonight
    self.verdict = verdict ?? tonight
    self.effect = effect
    self.note = note
    self.silenced = silenced
  }

  /// What tells this check from the others of a night.
  public var key: String { "\(check.rawValue) \(comparison.rawValue) \(subject)" }

  enum CodingKeys: String, CodingKey {
    case check, subject
    case comparison = "against"
    case value, critical
    case referenceCount = "reference_count"
    case count
    case pValue = "p_value"
    case tonight, verdict, effect, note, silenced
  }

  /// The same with another verdict, or with an effect.
  func saying(
    _ verdict: Verdict? = nil, effect: Double? = nil, note: String? = nil, silenced: String? = nil
  ) -> Finding {
    Finding(
      check, subject, against: comparison, value: value, critical: critical,
      referenceCount: referenceCount, count: count, pValue: pValue, tonight,
      verdict: verdict ?? self.verdict, effect: effect ?? self.effect, note: note ?? self.note,
      silenced: silenced ?? self.silenced)
  }
}
