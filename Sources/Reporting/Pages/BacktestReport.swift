import Evaluation
import FeatureExtraction
import Tables
public import Training

/// A backtest as a page: the headline forward in time first, then what lies behind it.
public struct BacktestReport: Sendable {
  /// The backtest.
  public let backtest: Backtest
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The report of a backtest.
  public init(backtest: Backtest, facts: ReportFacts) {
    self.backtest = backtest
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    let verdicts = VerdictList(
      verdicts: BacktestVerdict.verdicts(of: backtest).map { ($0.tone.listed, $0.sentence) })
    let sections: [Section?] =
      [
        backtest.leaks.isEmpty ? nil : .leaks(backtest.leaks),
        backtest.heldStraightBy.map(Section.heldStraight), .origins(backtest),
        .optimism(backtest), .learning(backtest), .kinds(backtest), .months(backtest),
      ] + backtest.parts.enumerated().map { .parts(backtest, $0.element, number: $0.offset) }
      + [.backtestMethod(backtest)]
    return Page(
      kind: "Backtest", facts: facts,
      summary: Markup(joining: [verdicts.markup, keyNumbers.markup]),
      sections: sections.compactMap { $0 }
    ).html()
  }

  private var keyNumbers: KeyNumbers {
    let pooled = backtest.pooled
    var numbers = [
      KeyNumbers.Entry(
        name: "AUC forward in time", value: (pooled.auc?.value ?? .nan).decimals(3),
        note: pooled.auc.map { "\($0.reportedInterval.text(3)) (95 %)" } ?? "one outcome only")
    ]
    if let optimism = backtest.optimism {
      numbers.append(
        KeyNumbers.Entry(
          name: "Random split claims", value: optimism.auc.challenger.value.decimals(3),
          note: "\(optimism.auc.value.signedDecimals(3)) "
            + "(\(optimism.auc.interval.signedText(3)))"))
    }
    if let rules = pooled.againstRules {
      numbers.append(
        KeyNumbers.Entry(
          name: "AUC of the rules", value: rules.reference.value.decimals(3),
          note: "model \(rules.value.signedDecimals(3)) (\(rules.interval.signedText(3)))"))
    }
    if let gain = pooled.gains.first {
      numbers.append(
        KeyNumbers.Entry(
          name: "Lift at \(gain.share.roundPercent)", value: gain.lift.decimals(1) + "×",
          note: "\(gain.capturedShare.percent(0)) of conversions"))
    }
    numbers.append(
      KeyNumbers.Entry(
        name: "Calibration slope", value: (pooled.calibration?.slope.value ?? .nan).decimals(2),
        note: "ideal is 1"))
    numbers.append(
      KeyNumbers.Entry(
        name: "Leads scored", value: pooled.rows.grouped,
        note: "\(pooled.conversions.grouped) converted"))
    return KeyNumbers(numbers: numbers)
  }
}

extension BacktestVerdict.Tone {
  fileprivate var listed: VerdictList.Tone {
    switch self {
    case .good: .good
    case .check: .check
    case .stop: .stop
    }
  }
}
