import Evaluation
import FeatureExtraction
import Reporting
import Tables
import Training

/// What `evaluate` prints: the headline, what a random split would have claimed, then the tables.
struct BacktestSummary {
  let backtest: Backtest
  let leads: LabelledLeads
  let source: String
  let exclusions: [(reason: String, count: Int)]
  let style: Style

  var lines: [String] {
    verdict + [""] + data + [""] + folds + optimism + months + parts + fairness + learning + kinds
      + [""]
  }

  private var verdict: [String] {
    BacktestVerdict.verdicts(of: backtest).map { verdict in
      switch verdict.tone {
      case .good: style.good(verdict.sentence)
      case .check: style.warning(verdict.sentence)
      case .stop: style.bad(verdict.sentence)
      }
    }
  }

  private var data: [String] {
    let clock = backtest.clock
    let first = backtest.folds.first.map { clock.text($0.origin) } ?? ""
    let pooled = backtest.pooled
    return [
      "Leads      \(leads.count) from \(source) with a known outcome, \(leads.positiveCount)"
        + " converted"
    ]
      + exclusions.map { "           \($0.count) left out: \($0.reason)" }
      + [
        "Backtest   \(backtest.folds.count) origins from \(first), each judged on the"
          + " \(clock.text(backtest.plan.period)) after it: \(pooled.rows) leads,"
          + " \(pooled.conversions) converted",
        "           trained on leads whose outcome was known at the origin"
          + (backtest.treatment == .drop
            ? "" : " and, by \(backtest.treatment.rawValue), younger ones")
          + (backtest.maturity.map { " (\($0.description) after their moment)" }
            ?? (clock == .order
              ? "; outcomes are taken to be known at once, which flatters" : "")),
      ]
      + keptApart + FormText.held(straightBy: backtest.heldStraightBy)
      + backtest.skipped.map { "           \(clock.text($0.origin)) skipped: \($0.reason)" }
  }

  /// What it takes that no lead and no account is on both sides of an origin.
  private var keptApart: [String] {
    let (known, scored) = backtest.folds.reduce(into: (0, 0)) { sums, fold in
      sums.0 += fold.keptApart
      sums.1 += fold.notScored
    }
    guard known + scored > 0 else { return [] }
    return [
      "           without \(known / backtest.folds.count) known leads per origin, on average, whose"
        + " accounts are judged (group_by: lead learns from them)"
        + (scored > 0 ? "; \(scored) leads are not scored, as their like is learned from" : "")
    ]
  }

  private var folds: [String] {
    let hasRules = backtest.rules != nil
    var table = TextTable(
      [.left, .right, .right, .right, .left] + (hasRules ? [.right] : [])
        + [.right, .right, .right, .right, .right])
    table.add(
      ["origin", "known", "scored", "won", "AUC (95 %)"] + (hasRules ? ["rules"] : [])
        + ["log loss", "base", "slope", "lift 10 %", "lift 20 %"])
    for fold in backtest.folds {
      table.add(
        row(
          backtest.clock.text(fold.origin), known: "\(fold.trained)", fold.judgement))
    }
    table.add(row("all", known: "", backtest.pooled))
    return ["Forward in time"] + table.lines()
  }

  private func row(_ name: String, known: String, _ judgement: BacktestJudgement) -> [String] {
    var cells = [name, known, "\(judgement.rows)", "\(judgement.conversions)"]
    cells.append(judgement.auc?.text ?? "–")
    if backtest.rules != nil {
      cells.append(judgement.againstRules?.reference.value.fixed(3) ?? "–")
    }
    cells += [
      judgement.logLoss.fixed(4), judgement.baseLogLoss.fixed(4),
      judgement.calibration?.slope.value.fixed(2) ?? "–",
    ]
    return cells
      + BacktestJudgement.shares.indices.map {
        judgement.gains.indices.contains($0) ? judgement.gains[$0].lift.fixed(2) : "–"
      }
  }

  private var optimism: [String] {
    guard let optimism = backtest.optimism else { return [] }
    return [
      "",
      "Random split  \(optimism.auc.challenger.text) on the same leads,"
        + " \(optimism.auc.value.signed(3)) (\(optimism.auc.interval.lower.signed(3)) …"
        + " \(optimism.auc.interval.upper.signed(3))) against going forward: what looking ahead"
        + " would have claimed",
    ]
  }

  private var months: [String] { parts("Month", backtest.months) }

  private var parts: [String] {
    backtest.parts.flatMap { parts("By \($0.column.displayed())", $0.parts) }
  }

  private var fairness: [String] {
    backtest.fairness.flatMap {
      FairnessText(
        $0.column, $0.groups, selected: "who is called when the best tenth of every period is"
      ).lines
    }
  }

  private func parts(_ title: String, _ parts: [BacktestPart]) -> [String] {
    guard !parts.isEmpty else { return [] }
    let hasRules = backtest.rules != nil
    var table = TextTable(
      [.left, .right, .right, .right, .right, .left] + (hasRules ? [.right] : []))
    table.add(
      ["", "scored", "won", "rate", "expected", "AUC (95 %)"] + (hasRules ? ["rules"] : []))
    for part in parts {
      let judgement = part.judgement
      table.add(
        [
          part.name?.displayed() ?? "(none)", "\(judgement.rows)", "\(judgement.conversions)",
          (judgement.rate * 100).fixed(1) + " %",
          (judgement.expected / Double(judgement.rows) * 100).fixed(1) + " %",
          judgement.auc?.text ?? "–",
        ] + (hasRules ? [judgement.againstRules?.reference.value.fixed(3) ?? "–"] : []))
    }
    return ["", title] + table.lines()
  }

  private var learning: [String] {
    guard backtest.learning.count > 1 else { return [] }
    var table = TextTable([.right, .right, .right, .right, .left, .right])
    table.add(["history", "leads", "won", "origins", "AUC (95 %)", "log loss"])
    for point in backtest.learning {
      table.add([
        (point.share * 100).fixed(point.share < 0.1 ? 1 : 0) + " %", point.trained.fixed(0),
        point.trainedConversions.fixed(0), "\(point.origins)", point.judgement.auc?.text ?? "–",
        point.judgement.logLoss.fixed(4),
      ])
    }
    return ["", "Learning curve: the newest part of the history before each origin"]
      + table.lines()
  }

  private var kinds: [String] {
    guard !backtest.kinds.isEmpty else { return [] }
    var table = TextTable([.left, .right, .left, .left])
    table.add(["", "features", "AUC (95 %)", "the others add (95 %)"])
    for kind in backtest.kinds {
      table.add([
        kind.name, "\(kind.features)", kind.judgement.auc?.text ?? "–",
        kind.othersAdd.map { difference in
          "\(difference.value.signed(3)) (\(difference.interval.lower.signed(3)) …"
            + " \(difference.interval.upper.signed(3)))"
        } ?? "–",
      ])
    }
    table.add([
      "all kinds", "\(leads.declarations.count)", backtest.pooled.auc?.text ?? "–", "",
    ])
    return ["", "What each kind of data adds"] + table.lines()
  }
}
