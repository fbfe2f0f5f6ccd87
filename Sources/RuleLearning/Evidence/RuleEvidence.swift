public import Evaluation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What history says of one rule.
public struct RuleEvidence: Sendable {
  /// What history says of the points of a rule.
  public enum Verdict: String, Sendable, CaseIterable {
    /// The points fit what the rule is worth, as far as the leads can tell.
    case fits
    /// The points may stay, but the leads do not show that they are worth anything.
    case unproven
    /// Worth more points.
    case tooFew = "too_few"
    /// Worth fewer points.
    case tooMany = "too_many"
    /// Points for which there is no evidence.
    case noEvidence = "no_evidence"
    /// What it gives points for speaks against a lead, or what it takes points for speaks for one.
    case wrongSign = "wrong_sign"
    /// No lead, or every lead, meets it: history says nothing.
    case neverTested = "never_tested"
  }

  /// The number of the rule, counted through all groups from 0.
  public let number: Int
  /// The group of the rule.
  public let group: String
  /// The rule in words.
  public let rule: String
  /// The line of the file that it is written on.
  public let line: Int
  /// The points it gives.
  public let points: Double
  /// Conversions among the leads it applies to.
  public let with: Proportion
  /// Conversions among the other leads.
  public let without: Proportion
  /// What applying once adds to the log odds, all other rules kept as they are; nil when untested.
  public let effect: RuleEffect?
  /// What the rule is worth on the scale of the book; nil when untested.
  public let deserved: PointsEstimate?
  /// What history says of the points.
  public let verdict: Verdict
  /// The points it should give, rounded as the book's points are; nil when they may stay.
  public let suggestion: Double?
}

/// What a rule adds to the log odds of converting, with its uncertainty.
public struct RuleEffect: Sendable, Equatable {
  /// The log odds per application.
  public let logOdds: Double
  /// Their standard error.
  public let standardError: Double

  /// How many times higher the odds are.
  public var oddsRatio: Double { exp(logOdds) }
  /// The 95 % interval of the odds ratio.
  public var oddsRatioInterval: ConfidenceInterval {
    ConfidenceInterval(
      lower: exp(logOdds - 1.959_963_984_540_054 * standardError),
      upper: exp(logOdds + 1.959_963_984_540_054 * standardError))
  }
  /// Whether the interval covers an odds ratio of 1.
  public var coversNothing: Bool { oddsRatioInterval.contains(1) }
}

/// Points that history says something is worth, with their 95 % interval.
public struct PointsEstimate: Sendable, Equatable {
  /// The points.
  public let points: Double
  /// Their interval.
  public let interval: ConfidenceInterval

  init(_ effect: RuleEffect, logOddsPerPoint: Double) {
    points = effect.logOdds / logOddsPerPoint
    let half = 1.959_963_984_540_054 * effect.standardError / logOddsPerPoint
    interval = ConfidenceInterval(lower: points - half, upper: points + half)
  }
}
