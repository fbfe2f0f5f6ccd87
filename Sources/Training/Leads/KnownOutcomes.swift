public import FeatureExtraction
public import Tables

/// What was known, at the time of a fit, of leads that it learns from though some may still convert.
public struct KnownOutcomes: Sendable, Equatable {
  /// How the fit learns from those that may.
  public let treatment: CensoringTreatment
  /// The time up to which outcomes were known.
  public let moment: Timestamp
  /// Whether that is when the first of the leads came that are held out to judge the fit.
  public let isHeldOut: Bool
  /// The horizon in days; infinite when there is none.
  public let horizon: Double
  /// How many leads there were.
  public let rows: Int
  /// How many of them had been watched for the whole horizon.
  public let watched: Int
  /// How many had converted, and how many were known not to convert within the horizon.
  public let converted, settled: Int
  /// How many of either are needed.
  public let needed: Int

  /// The fewest leads that converted, and that did not, as for a point of a learning curve.
  static let floor = LearningPoint.floor

  init(
    treatment: CensoringTreatment, moment: Timestamp, isHeldOut: Bool, horizon: Double,
    standings: [CensoredLeads.Standing], ages: [Double], needed: Int
  ) {
    self.treatment = treatment
    self.moment = moment
    self.isHeldOut = isHeldOut
    self.horizon = horizon
    rows = standings.count
    watched = ages.count { $0 >= horizon }
    converted = standings.count { if case .converted = $0 { true } else { false } }
    settled = standings.count { if case .settled = $0 { true } else { false } }
    self.needed = needed
  }

  /// Whether that is enough to learn from.
  ///
  /// While nobody has been watched for the whole horizon, nothing says how many convert late in it: no
  /// weight can make up for outcomes that could not be seen (Robins and Finkelstein 2000 call for a
  /// chance above 0 to be watched so long), and delays can be told only as far as leads were watched.
  /// Without a horizon the share of leads that never convert is what expectation–maximization finds.
  var suffice: Bool {
    guard converted >= needed else { return false }
    return horizon.isFinite ? watched > 0 && settled >= needed : true
  }
}

extension KnownOutcomes: CustomStringConvertible {
  /// What was known and what is missing, in words and numbers, with what to do.
  public var description: String {
    let day = String(moment.description.prefix(10))
    let known =
      "censored: \(treatment.rawValue) learns from what was known on \(day)"
      + (isHeldOut ? ", when the first lead held out came" : "")
    let watched =
      horizon.isFinite
      ? "\(self.watched) of \(rows) leads had been watched for the horizon of"
        + " \(horizon.shortText) days, " : "of \(rows) leads "
    let remedies =
      (isHeldOut ? ["a smaller --holdout"] : []) + (horizon.isFinite ? ["a shorter horizon"] : [])
      + ["censored: drop"]
    return "\(known): \(watched)\(converted) had converted and \(settled) were known not to,"
      + " too few to learn from (at least \(needed) \(horizon.isFinite ? "of each" : "conversions"));"
      + " use "
      + (remedies.count > 1 ? remedies.dropLast().joined(separator: ", ") + " or " : "")
      + remedies[remedies.count - 1]
  }
}
