import Evaluation
import Reporting
import Tables
import Training

/// A backtest as CSV: a row per origin, month, value of a column, part of the history and kind.
struct BacktestTable {
  let bytes: [UInt8]

  init(_ backtest: Backtest) {
    var writer = CSVWriter()
    writer.record([
      "part", "name", "trained", "scored", "converted", "expected", "auc", "auc_low", "auc_high",
      "rules_auc", "log_loss", "base_log_loss", "calibration_slope", "lift_10", "lift_20",
    ])
    writer.row("all", "all", nil, backtest.pooled)
    for fold in backtest.folds {
      writer.row("origin", backtest.clock.text(fold.origin), Double(fold.trained), fold.judgement)
    }
    for month in backtest.months { writer.row("month", month.name ?? "", nil, month.judgement) }
    for (column, parts) in backtest.parts {
      for part in parts { writer.row(column, part.name ?? "", nil, part.judgement) }
    }
    for point in backtest.learning {
      writer.row(
        "history", (point.share * 100).fixed(1) + " %", point.trained, point.judgement)
    }
    for kind in backtest.kinds { writer.row("kinds", kind.name, nil, kind.judgement) }
    bytes = writer.bytes
  }
}

extension CSVWriter {
  fileprivate mutating func row(
    _ part: String, _ name: String, _ trained: Double?, _ judgement: BacktestJudgement
  ) {
    field(part)
    field(name)
    plain(trained.map { $0.fixed(0) } ?? "")
    integer(judgement.rows)
    integer(judgement.conversions)
    let interval = judgement.auc?.reportedInterval
    for number in [
      judgement.expected, judgement.auc?.value, interval?.lower, interval?.upper,
      judgement.againstRules?.reference.value, judgement.logLoss, judgement.baseLogLoss,
      judgement.calibration?.slope.value, judgement.gains.first?.lift,
      judgement.gains.dropFirst().first?.lift,
    ] {
      plain(number.map { $0.fixed(6) } ?? "")
    }
    endRecord()
  }
}
