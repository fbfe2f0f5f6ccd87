public import Evaluation
import Tables

/// Why a model was not trained.
public enum TrainingError: Error, Sendable {
  /// The target has no value that means a conversion.
  case unknownPositive(column: String, positive: String?, found: [String])
  /// A column meant to order leads holds neither dates nor numbers.
  case notATime(column: String, found: String)
  /// A column that must be numeric is not.
  case notNumeric(column: String)
  /// Decay by age needs a column with dates.
  case halfLifeNeedsTime
  /// A window of time was asked for, but leads are not ordered by moments.
  case windowNeedsTime
  /// No lead has come to its moment.
  case noLeads
  /// Every lead has the same outcome.
  case oneOutcomeOnly(converted: Bool, rows: Int)
  /// Too few conversions or non-conversions.
  case tooFew(positives: Int, negatives: Int, floor: Int)
  /// There are fewer leads in all than the floor.
  case tooFewLeads(rows: Int, floor: Int)
  /// The weights leave too few conversions or non-conversions.
  case tooFewEffective(positives: Double, negatives: Double, floor: Int)
  /// Too few outcomes were known for leads to be learned from that may still convert.
  case tooYoung(KnownOutcomes)
  /// No column is left to learn from.
  case noFeatures(dropped: Int)
  /// All leads are set apart, as when they are all of one group.
  case nothingToFit(rows: Int)
  /// The leads set apart lack an outcome.
  case holdoutLacksOutcome(positives: Int, rows: Int)
  /// Columns that betray the outcome.
  case leaks([LeakFinding])
  /// Leads without an order in time, or without both outcomes early on, cannot be judged forward.
  case noForwardFolds(count: Int)
  /// Errors by groups of leads need groups.
  case clustersNeedGroups
  /// A sign was asked of a feature that there is not.
  case signOfUnknown(feature: String, available: [String])
  /// A sign was asked of a feature that is not a number.
  case signOfCategory(feature: String)
  /// No fit can score leads for a calibration: too few of the others are old enough to learn from.
  case noLeadsToCalibrate(rows: Int, positives: Int)
  /// The calibration that was asked for cannot be learned.
  case notCalibrated(method: String, EvaluationError)
  /// The fit failed.
  case fit(FitError, columns: [String])
}

extension TrainingError: CustomStringConvertible {
  /// The reason and what to do about it.
  public var description: String {
    switch self {
    case .unknownPositive(let column, let positive, let found):
      unknownPositiveText(column, positive, found)
    case .notATime(let column, let found):
      "column \"\(column.displayed())\" cannot order leads in time: \"\(found.displayed())\" is"
        + " neither an ISO 8601 date nor a number"
    case .notNumeric(let column): "column \"\(column.displayed())\" does not hold numbers"
    case .windowNeedsTime:
      "--window needs moments: a project, or --time with a column of dates"
    case .halfLifeNeedsTime: "--half-life needs --time with a column of dates"
    case .noLeads:
      "no lead has come to the moment of its snapshot, so there is nothing to rank; give a later"
        + " --as-of"
    case .oneOutcomeOnly(_, rows: 0):
      "no lead has a known outcome yet; wait until the horizon of the first is over, give a later"
        + " --as-of, or start from a points table with --prior rules"
    case .oneOutcomeOnly(let converted, let rows):
      "all \(rows) leads \(converted ? "converted" : "did not convert"); both outcomes are needed"
    case .tooFew(let positives, let negatives, let floor):
      "\(positives) conversions and \(negatives) other leads are too few to learn from (at least"
        + " \(floor) of each); use the rules, or --allow-small to train all the same"
    case .tooFewLeads(let rows, let floor):
      "\(rows) leads are too few to learn from (at least \(floor)); use the rules, or --allow-small to"
        + " train all the same"
    case .tooFewEffective(let positives, let negatives, let floor):
      "by their weights the leads say as much as \(Int(positives)) conversions and"
        + " \(Int(negatives)) other leads of equal weight: too few to learn from (at least \(floor)"
        + " of each); look at the weights, or --allow-small to train all the same"
    case .tooYoung(let known): known.description
    case .noFeatures(let dropped):
      "no column is left to learn from (\(dropped) left out)"
    case .nothingToFit(let rows):
      "the holdout takes all \(rows) leads and none is left to learn from; choose another --group or"
        + " --holdout"
    case .holdoutLacksOutcome(let positives, let rows):
      "the holdout of \(rows) leads has \(positives) conversions: both outcomes are needed to judge"
        + " the model; choose another --holdout"
    case .leaks(let findings): leaksText(findings)
    case .noForwardFolds(let count):
      "--cv forward needs leads in time order (--time or --in-time-order), with both outcomes in the"
        + " oldest of \(count) parts"
    case .clustersNeedGroups:
      "--se cluster needs groups of leads: name their column with --group"
    case .signOfUnknown(let feature, let available):
      "--sign: there is no feature \"\(feature.displayed())\""
        + (feature.nearest(among: available).map { "; did you mean \"\($0.displayed())\"?" } ?? "")
    case .signOfCategory(let feature):
      "--sign: \"\(feature.displayed())\" is a category; only the effect of a number has a sign"
    case .noLeadsToCalibrate(let rows, let positives):
      "a calibration is learned from leads that a fit to others has not seen: of the \(rows) others"
        + " that are old enough \(positives) converted, and both outcomes are needed; use --calibrate"
        + " none"
    case .notCalibrated(let method, let error):
      "--calibrate \(method): \(error); use --calibrate none"
    case .fit(.separated, let columns) where !columns.isEmpty:
      "without a penalty the fit is infinite: the outcome is separated by "
        + columns.map { "\"\($0.displayed())\"" }.joined(separator: ", ")
        + "; use --penalty ridge or --firth"
    case .fit(let error, _): error.description
    }
  }

  private func unknownPositiveText(_ column: String, _ positive: String?, _ found: [String])
    -> String
  {
    let shown =
      found.sorted().prefix(12).map { "\"\($0.displayed())\"" }.joined(separator: ", ")
      + (found.count > 12 ? ", … (\(found.count) in all)" : "")
    let wanted =
      positive.map { "no lead has \"\($0.displayed())\" in column" }
      ?? "which value is a conversion is not clear in column"
    return "\(wanted) \"\(column.displayed())\"; use --positive with one of: \(shown)"
  }

  private func leaksText(_ findings: [LeakFinding]) -> String {
    let columns = findings.map(\.column).joined(separator: ",")
    return
      (["refused to train: columns know the outcome"]
      + findings.map { "  \($0.column.displayed()): \($0.reason.description)" }
      + [
        "leave them out with --exclude \"\(columns)\", or, if they are known before the outcome,"
          + " --allow-leak"
      ]).joined(separator: "\n")
  }
}
