import Evaluation
import Reporting
import ScoringModel
import Tables

/// What `compare` prints: the verdict, then both rankings side by side.
struct ComparisonSummary {
  let comparison: RankingComparison
  let verdict: ComparisonVerdict
  let book: String
  let stored: ModelRegistry.StoredModel
  let leads: String
  /// The share of conversions each ranking has reached at each twentieth of the leads.
  let gains: (rules: [Double], model: [Double])
  let style: Style

  var lines: [String] {
    [style.bold(verdict.description), ""]
      + [
        "Leads      \(comparison.rowCount) that the model has not seen (\(leads)),"
          + " \(comparison.conversionCount) converted"
      ]
      + ["Rules      \(book)", "Model      \(stored.model.name) version \(stored.version)", ""]
      + ranking + [""] + sparklines + [""] + swapSet
  }

  private var ranking: [String] {
    var table = TextTable([.left, .right, .right, .left])
    table.add(["", "rules", "model", "model − rules, 95 % interval"])
    let auc = comparison.auc
    table.add([
      "AUC", auc.reference.value.fixed(3), auc.challenger.value.fixed(3),
      difference(auc.value, auc.interval, decimals: 3, scale: 1)
        + (auc.pValue.map { ", p " + ($0 < 0.001 ? "< 0.001" : "= \($0.fixed(3))") } ?? ""),
    ])
    for cut in comparison.atShares + [comparison.atCapacity] {
      let isCapacity = cut == comparison.atCapacity
      let name =
        isCapacity
        ? "conversions among \(comparison.swapSet.capacity) calls"
        : "captured by the best \((cut.reference.share * 100).fixed(0)) %"
      if isCapacity {
        table.add([
          name, cut.reference.conversions.fixed(1), cut.challenger.conversions.fixed(1),
          difference(cut.conversions.value, cut.conversions.interval, decimals: 1, scale: 1),
        ])
      } else {
        table.add([
          name, percent(cut.reference.capturedShare), percent(cut.challenger.capturedShare),
          difference(cut.capturedShare.value, cut.capturedShare.interval, decimals: 1, scale: 100)
            + " points",
        ])
        table.add([
          "  lift", cut.reference.lift.fixed(2), cut.challenger.lift.fixed(2),
          difference(cut.lift.value, cut.lift.interval, decimals: 2, scale: 1),
        ])
      }
    }
    return table.lines(indent: "  ")
  }

  private var sparklines: [String] {
    [("rules", gains.rules), ("model", gains.model)].map { name, shares in
      "  gains, \(name)  0 % " + Sparkline(shares, in: 0...1).text
        + " 100 % of conversions, by share of leads called"
    }
  }

  private func percent(_ share: Double) -> String { (share * 100).fixed(1) + " %" }

  private func difference(
    _ value: Double, _ interval: ConfidenceInterval, decimals: Int, scale: Double
  ) -> String {
    let text = [value, interval.lower, interval.upper].map { ($0 * scale).signed(decimals) }
    return "\(text[0]) (\(text[1]) … \(text[2]))"
  }

  private var swapSet: [String] {
    let swap = comparison.swapSet
    var table = TextTable([.left, .right, .right, .right])
    table.add(["With \(swap.capacity) calls", "leads", "converted", "rate"])
    for (name, part) in [
      ("both would call", swap.both), ("only the rules would call", swap.referenceOnly),
      ("only the model would call", swap.challengerOnly),
    ] {
      table.add([
        name, String(part.trials), String(part.successes), part.rate.map(percent) ?? "–",
      ])
    }
    let correlation = comparison.rankCorrelation.map {
      ["", "  Rank correlation of the two: \($0.fixed(2))"]
    }
    return table.lines(indent: "  ") + (correlation ?? [])
  }
}

/// The result of `compare` for scripts.
struct ComparisonJSON: Encodable {
  let comparison: RankingComparison
  let verdict: String
  let model: String
  let version: Int
  let rules: String
}
