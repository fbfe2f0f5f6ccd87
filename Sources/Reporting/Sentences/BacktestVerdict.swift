public import Training
import Evaluation
import FeatureExtraction
import Tables

/// What a person should take away from a backtest, in a sentence.
public struct BacktestVerdict: Sendable, Equatable {
  /// How good the news is.
  public enum Tone: Sendable, Equatable {
    /// The model can be used.
    case good
    /// Something is to be looked at.
    case check
    /// The model should not be used.
    case stop
  }

  /// How good the news is.
  public let tone: Tone
  /// The news.
  public let sentence: String

  /// The verdicts of a backtest, the headline first; never empty.
  public static func verdicts(of backtest: Backtest) -> [BacktestVerdict] {
    [headline(backtest)] + [rules(backtest), optimism(backtest)].compactMap { $0 }
      + backtest.leaks.map { leak in
        BacktestVerdict(
          tone: .check,
          sentence: "Suspected leak: \"\(leak.column.displayed())\": \(leak.reason)"
            + (leak.isAllowed ? " (allowed)" : ""))
      }
  }

  private static func headline(_ backtest: Backtest) -> BacktestVerdict {
    let count = backtest.folds.count
    let times = count == 1 ? "1 origin" : "\(count) origins"
    guard let auc = backtest.pooled.auc else {
      return BacktestVerdict(
        tone: .stop, sentence: "Not judged: the scored leads of \(times) all ended alike.")
    }
    guard PredictivePower(auc) == .shown else {
      return BacktestVerdict(
        tone: .stop,
        sentence: "No predictive power shown forward in time: AUC \(auc.text) over \(times)."
          + (backtest.rules == nil ? " Do not use this model." : " Use the rules, not this model."))
    }
    let gain = backtest.pooled.gains.first.map { gain in
      ": the best \((gain.share * 100).fixed(0)) % hold \((gain.capturedShare * 100).fixed(0)) % of"
        + " conversions"
    }
    return BacktestVerdict(
      tone: .good,
      sentence: "Forward in time the model ranks with AUC \(auc.text) over \(times)"
        + "\(gain ?? "").")
  }

  private static func rules(_ backtest: Backtest) -> BacktestVerdict? {
    guard let difference = backtest.pooled.againstRules, let rules = backtest.rules else {
      return nil
    }
    let numbers =
      "AUC \(difference.reference.value.fixed(3)) for \"\(rules.displayed())\","
      + " \(difference.challenger.value.fixed(3)) for the model, difference"
      + " \(difference.value.signed(3)) (\(difference.interval.lower.signed(3)) …"
      + " \(difference.interval.upper.signed(3)))"
    return switch RankingVerdict(difference) {
    case .challengerWins:
      BacktestVerdict(tone: .good, sentence: "It beats the rules: \(numbers).")
    case .referenceWins:
      BacktestVerdict(tone: .stop, sentence: "Use the rules: they rank better. \(numbers).")
    case .noDifferenceShown:
      BacktestVerdict(
        tone: .check,
        sentence: "Use the rules until the model is shown to beat them: \(numbers).")
    case .challengerHasNoPower:
      BacktestVerdict(tone: .stop, sentence: "Use the rules: \(numbers).")
    }
  }

  private static func optimism(_ backtest: Backtest) -> BacktestVerdict? {
    guard let optimism = backtest.optimism, optimism.isSuspect else { return nil }
    return BacktestVerdict(
      tone: .check,
      sentence: "A random split flatters: it would have claimed AUC"
        + " \(optimism.auc.challenger.value.fixed(3)) for the same leads,"
        + " \(optimism.auc.value.signed(3)) more than came true. Leads change with time, or a"
        + " column knows what comes later.")
  }
}

extension KindContribution {
  /// The kinds in words: `explicit alone`, `without implicit`.
  public var name: String {
    let names = (isWithoutOne ? FeatureKind.allCases.filter { !kinds.contains($0) } : kinds)
      .map(\.rawValue).joined(separator: " and ")
    return isWithoutOne ? "without \(names)" : "\(names) alone"
  }
}
