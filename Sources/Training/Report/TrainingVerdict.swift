public import Evaluation
import Tables

/// What a person should take away from a training run, most urgent first.
public enum TrainingVerdict: Sendable, Equatable {
  /// A column seems to know the outcome.
  case leak(LeakFinding)
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
    guard let holdout = result.holdout else { return verdicts + [.notJudged] + warnings }
    let auc = holdout.ranking.auc
    if holdout.ranking.predictivePower != .shown {
      verdicts.append(.noPower(auc))
    } else if let gain = holdout.ranking.gains.first(where: { $0.share >= 0.1 }) {
      verdicts.append(
        .works(auc: auc, share: gain.share, captured: gain.capturedShare, lift: gain.lift))
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

extension AUC {
  /// The area with its 95 % interval: `0.772 (0.765–0.779)`.
  public var text: String {
    "\(value.fixed(3)) (\(reportedInterval.lower.fixed(3))–\(reportedInterval.upper.fixed(3)))"
  }
}
