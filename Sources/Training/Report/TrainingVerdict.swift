public import Evaluation
import ScoringModel
import Tables

/// What a person should take away from a training run, most urgent first.
public enum TrainingVerdict: Sendable, Equatable {
  /// A column seems to know the outcome.
  case leak(LeakFinding)
  /// The rules rank better, or are not shown to rank worse.
  case useTheRules(AUCDifference)
  /// The model is shown to rank better than the rules.
  case beatsTheRules(AUCDifference)
  /// There are too few conversions to judge a model that starts from the rules.
  case restsOnTheRules(conversions: Int, rows: Int)
  /// The holdout does not show that the model ranks better than chance.
  case noPower(AUC)
  /// The model ranks the newest leads clearly worse than a random split claims.
  case agesFast(forward: AUC, random: AUC)
  /// What the model does for unseen leads.
  case works(auc: AUC, share: Double, captured: Double, lift: Double)
  /// The newest leads convert at another rate than the model expects.
  case miscalibrated(observed: Double, expected: Double)
  /// No leads were set apart.
  case notJudged
  /// Coefficients are fragile.
  case warning(DesignWarning)

  /// The verdicts of a run, most urgent first; never empty.
  public static func verdicts(of result: TrainingResult) -> [TrainingVerdict] {
    var verdicts = result.leaks.map(TrainingVerdict.leak)
    let warnings = result.warnings.map(TrainingVerdict.warning)
    guard let holdout = result.holdout else {
      return verdicts
        + [
          result.startsFromRules && result.model.training.split.kind != .none
            ? .restsOnTheRules(conversions: result.positives, rows: result.rows) : .notJudged
        ] + warnings
    }
    let auc = holdout.ranking.auc
    if holdout.ranking.predictivePower != .shown {
      verdicts.append(.noPower(auc))
    } else if let gain = holdout.ranking.gains.first(where: { $0.share >= 0.1 }) {
      verdicts.append(
        .works(auc: auc, share: gain.share, captured: gain.capturedShare, lift: gain.lift))
    }
    switch result.rules.map(RankingVerdict.init) {
    case .challengerWins?: verdicts += result.rules.map { [.beatsTheRules($0)] } ?? []
    case .referenceWins?, .noDifferenceShown?:
      verdicts += result.rules.map { [.useTheRules($0)] } ?? []
    case .challengerHasNoPower?, nil: break
    }
    if let random = result.optimism, random.interval.lower > auc.value {
      verdicts.append(.agesFast(forward: auc, random: random))
    }
    let count = Double(holdout.forecast.rowCount)
    let observed = Double(holdout.forecast.observedConversions) / count
    let expected = holdout.forecast.expectedConversions / count
    if let ratio = holdout.forecast.observedToExpected, ratio < 0.8 || ratio > 1.25,
      (holdout.forecast.spiegelhalter?.pValue ?? 1) < 0.01
    {
      verdicts.append(.miscalibrated(observed: observed, expected: expected))
    }
    return verdicts + warnings
  }
}

extension TrainingVerdict: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .leak(let finding):
      "Suspected leak: \"\(finding.column.displayed())\": \(finding.reason)"
        + (finding.isAllowed ? " (allowed)" : "")
    case .useTheRules(let difference):
      (difference.interval.upper < 0
        ? "Use the rules: they rank the held-out leads better than the model."
        : "Use the rules until the model is shown to beat them.")
        + " \(difference.text)"
    case .beatsTheRules(let difference):
      "It beats the rules on the held-out leads. \(difference.text)"
    case .restsOnTheRules(let conversions, let rows):
      "Use the rules: \(conversions) conversions among \(rows) leads are too few to judge a model."
        + (conversions == 0 ? " Its ranking is that of the rules." : " It rests on them so far.")
    case .noPower(let auc):
      "No predictive power shown: AUC \(auc.text) is not above 0.5. Use the rules, not this model."
    case .agesFast(let forward, let random):
      "It ages: on the newest leads the AUC is \(forward.value.fixed(3)), on a random split it would"
        + " have been \(random.value.fixed(3)). Expect the lower number tonight, and retrain often."
    case .works(let auc, let share, let captured, let lift):
      "It ranks unseen leads with AUC \(auc.text): the best \((share * 100).fixed(0)) % hold"
        + " \((captured * 100).fixed(0)) % of conversions, \(lift.fixed(1)) times as many as chance."
    case .miscalibrated(let observed, let expected):
      "Rates have moved: \((observed * 100).fixed(1)) % of the held-out leads converted, the model"
        + " expected \((expected * 100).fixed(1)) %. Trust the ranking more than the probabilities."
    case .notJudged:
      "Not judged: no leads were set apart (--holdout 0). Judge it on new leads before use."
    case .warning(let warning): warning.description
    }
  }
}

extension AUCDifference {
  /// Both areas and their difference with its 95 % interval.
  fileprivate var text: String {
    "AUC of the rules \(reference.value.fixed(3)), of the model \(challenger.value.fixed(3)),"
      + " difference \(value.signed(3)) (\(interval.lower.signed(3)) … \(interval.upper.signed(3)))."
  }
}

extension AUC {
  /// The area with its 95 % interval: `0.772 (0.765–0.779)`.
  public var text: String {
    "\(value.fixed(3)) (\(reportedInterval.lower.fixed(3))–\(reportedInterval.upper.fixed(3)))"
  }
}
