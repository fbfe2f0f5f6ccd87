public import Evaluation
import Tables

/// A column that seems to know the outcome, with the evidence.
public struct LeakFinding: Sendable, Equatable {
  /// The column's name.
  public let column: String
  /// What gives it away.
  public let reason: Reason
  /// Whether the user has allowed it.
  public let isAllowed: Bool
  /// How strong the evidence is.
  public let severity: Severity

  /// A finding.
  ///
  /// - Parameters:
  ///   - column: The column's name.
  ///   - reason: What gives it away.
  ///   - isAllowed: Whether the user has allowed it.
  ///   - isCertain: Whether chance cannot explain evidence of a kind that is refused; what it may explain
  ///     is a suspect.
  init(column: String, reason: Reason, isAllowed: Bool, isCertain: Bool = true) {
    self.column = column
    self.reason = reason
    self.isAllowed = isAllowed
    severity = isCertain ? reason.severity : .suspect
  }

  /// What gives a column away.
  public enum Reason: Sendable, Equatable {
    /// The column alone ranks leads nearly perfectly.
    case ranksAlone(auc: Double)
    /// The column alone ranks the holdout better than all other columns together.
    case dominates(alone: Double, others: Double)
    /// One level holds almost only conversions.
    case pureLevel(level: String, converted: Proportion)
    /// The column is filled for leads of one outcome only.
    case filledOnlyWhen(converted: Bool, filled: Int)
    /// Nearly all leads with a value converted, or nearly all without one.
    case purePresence(filled: Bool, converted: Proportion)
    /// The column is filled for most leads of one outcome, and for hardly any other.
    case enteredWhen(converted: Double, other: Double)
    /// The column is filled much more often for leads of one outcome.
    case fillGap(converted: Double, other: Double)
    /// The levels tell the outcome: Cramér's V, corrected for chance.
    case association(cramersV: Double)
    /// Nearly all leads with another number than the common one converted.
    case pureExceptions(common: Double, converted: Proportion)
    /// Past leads have it filled, none of those to be scored has.
    case filledOnlyInPast(filled: Double, upcoming: Int)
    /// Past leads have it filled much more, or less, often than those to be scored.
    case fillDrift(past: Double, upcoming: Double)
    /// The event happens when the outcome is there already.
    case followsOutcome(share: Double, count: Int)
    /// The date, which may be later than the lead's moment, is the day of the conversion.
    case datesOutcome(share: Double, count: Int)
    /// The moments are later than that of the lead.
    case laterThanMoment(share: Double)
    /// Nearly every lead has a value of its own: a number that is counted up, or a name.
    case looksLikeIdentifier(distinct: Int, rows: Int)
  }

  /// How strong the evidence is.
  public enum Severity: String, Sendable {
    /// Training stops unless the column is allowed.
    case refused
    /// Training goes on; the summary says it first.
    case suspect
  }
}

extension LeakFinding.Reason {
  /// How strong evidence of this kind is where chance cannot explain it.
  var severity: LeakFinding.Severity {
    switch self {
    case .ranksAlone, .pureLevel, .filledOnlyWhen, .purePresence, .enteredWhen, .association,
      .pureExceptions, .filledOnlyInPast, .followsOutcome, .datesOutcome:
      .refused
    case .dominates, .fillGap, .fillDrift, .laterThanMoment, .looksLikeIdentifier: .suspect
    }
  }
}

extension LeakFinding.Reason: CustomStringConvertible {
  /// The evidence in words and numbers.
  public var description: String {
    switch self {
    case .ranksAlone(let auc): "alone it ranks leads with AUC \(auc.fixed(3))"
    case .dominates(let alone, let others):
      "alone it ranks the held-out leads with AUC \(alone.fixed(3)), all other columns together with"
        + " \(others.fixed(3)); is it known before the outcome?"
    case .pureLevel(let level, let converted):
      "\(converted.successes) of \(converted.trials) leads with \"\(level.displayed())\" converted"
    case .filledOnlyWhen(let converted, let filled):
      "filled for \(filled) leads, and only for leads that "
        + (converted ? "converted" : "did not convert")
    case .purePresence(let filled, let converted):
      "\(converted.successes) of \(converted.trials) leads \(filled ? "with" : "without") a value"
        + " converted"
    case .enteredWhen(let converted, let other), .fillGap(let converted, let other):
      "filled for \((converted * 100).fixed(1)) % of conversions and \((other * 100).fixed(1)) % of"
        + " other leads"
    case .association(let v):
      "its values tell the outcome: Cramér’s V \(v.fixed(3))"
    case .pureExceptions(let common, let converted):
      "\(converted.successes) of \(converted.trials) leads with another value than"
        + " \(common.shortText) converted"
    case .filledOnlyInPast(let filled, let upcoming):
      "filled for \((filled * 100).fixed(1)) % of past leads and for none of the \(upcoming) to be"
        + " scored: it is filled when the outcome is known"
    case .fillDrift(let past, let upcoming):
      "filled for \((past * 100).fixed(1)) % of past leads and \((upcoming * 100).fixed(1)) % of those"
        + " to be scored"
    case .followsOutcome(let share, let count):
      "\((share * 100).fixed(1)) % of its \(count) events come when the lead has converted already"
    case .datesOutcome(let share, let count):
      "a date to come that is the day of the conversion for \((share * 100).fixed(1)) % of \(count)"
        + " conversions"
    case .laterThanMoment(let share):
      "later than the lead itself for \((share * 100).fixed(1)) % of leads: it, and what is entered"
        + " with it, is not known when the lead is scored"
    case .looksLikeIdentifier(let distinct, let rows):
      "looks like an identifier: \(distinct) different values in \(rows) rows; one that is counted up"
        + " knows when a lead came, and nothing of who it is"
    }
  }

  /// The number that decided: an AUC, a rate or a difference of rates.
  public var value: Double {
    switch self {
    case .ranksAlone(let auc): auc
    case .dominates(let alone, _): alone
    case .pureLevel(_, let converted): converted.rate ?? 0
    case .filledOnlyWhen: 1
    case .purePresence(_, let converted): converted.rate ?? 0
    case .enteredWhen(let converted, let other), .fillGap(let converted, let other):
      converted - other
    case .association(let v): v
    case .pureExceptions(_, let converted): converted.rate ?? 0
    case .filledOnlyInPast(let filled, _): filled
    case .fillDrift(let past, let upcoming): past - upcoming
    case .followsOutcome(let share, _), .datesOutcome(let share, _): share
    case .laterThanMoment(let share): share
    case .looksLikeIdentifier(let distinct, let rows): Double(distinct) / Double(rows)
    }
  }

  /// A short name for scripts.
  public var code: String {
    switch self {
    case .ranksAlone: "ranks_alone"
    case .dominates: "dominates"
    case .pureLevel: "pure_level"
    case .filledOnlyWhen(let converted, _):
      converted ? "filled_only_when_converted" : "filled_only_when_not_converted"
    case .purePresence(let filled, _): filled ? "pure_when_filled" : "pure_when_empty"
    case .enteredWhen(let converted, let other):
      converted > other ? "entered_when_converted" : "entered_when_not_converted"
    case .fillGap: "fill_gap"
    case .association: "association"
    case .pureExceptions: "pure_exceptions"
    case .filledOnlyInPast: "filled_only_in_past"
    case .fillDrift: "fill_drift"
    case .followsOutcome: "follows_outcome"
    case .datesOutcome: "dates_outcome"
    case .laterThanMoment: "later_than_moment"
    case .looksLikeIdentifier: "looks_like_identifier"
    }
  }
}
