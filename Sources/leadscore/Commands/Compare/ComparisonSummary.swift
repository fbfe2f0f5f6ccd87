import Evaluation
import Reporting
import ScoringModel
import Tables

/// What `compare` prints: the verdict, then both rankings side by side.
struct ComparisonSummary {
  let comparison: RankingComparison
  let entrants: [(name: String, comparison: RankingComparison)]
  let parts: ComparisonParts
  let verdict: ComparisonVerdict
  let book: String
  let stored: ModelRegistry.StoredModel
  let leads: String
  /// The share of conversions each ranking has reached at each twentieth of the leads.
  let gains: (rules: [Double], model: [Double])
  let style: Style

  var lines: [String] {
    [coloured(verdict.description), ""]
      + [
        "Leads      \(comparison.rowCount) that the model has not seen (\(leads)),"
          + " \(comparison.conversionCount) converted"
      ]
      + ["Rules      \(book)", "Model      \(stored.model.name) version \(stored.version)", ""]
      + ranking + [""] + sparklines + [""] + swapSet + entrantTable + tierTable
      + groupTable("By tier of the rules", parts.byTier)
      + groupTable("By month of creation", parts.byMonth)
      + groupTable("By \(parts.segmentColumn?.displayed() ?? "segment")", parts.bySegment)
  }

  private func coloured(_ sentence: String) -> String {
    switch comparison.verdict {
    case .challengerWins: style.good(sentence)
    case .referenceWins, .noDifferenceShown: style.warning(sentence)
    case .challengerHasNoPower: style.bad(sentence)
    }
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
    let precision = comparison.averagePrecision
    table.add([
      "average precision", precision.reference.fixed(3), precision.challenger.fixed(3),
      difference(
        precision.difference.value, precision.difference.interval, decimals: 3, scale: 1),
    ])
    let shares = comparison.atShares.map { (cut: $0, isCapacity: false) }
    for (cut, isCapacity) in shares + [(comparison.atCapacity, true)] {
      let name =
        isCapacity
        ? "conversions among \(comparison.swapSet.capacity) calls"
        : "captured by the best \((cut.reference.share * 100).fixed(0)) %"
      if isCapacity {
        table.add([
          name, cut.reference.conversions.fixed(1), cut.challenger.conversions.fixed(1),
          difference(cut.conversions.value, cut.conversions.interval, decimals: 1, scale: 1),
        ])
        table.add([
          "  share of all conversions", percent(cut.reference.capturedShare),
          percent(cut.challenger.capturedShare),
          difference(cut.capturedShare.value, cut.capturedShare.interval, decimals: 1, scale: 100)
            + " points",
        ])
        for (name, quantity) in [
          ("  revenue", cut.revenue), ("  cost of a conversion", cut.costPerConversion),
        ] {
          guard let quantity else { continue }
          table.add([
            name, quantity.reference.fixed(0), quantity.challenger.fixed(0),
            difference(
              quantity.difference.value, quantity.difference.interval, decimals: 0, scale: 1),
          ])
        }
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

  func percent(_ share: Double) -> String { (share * 100).fixed(1) + " %" }

  func difference(
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
    let correlation = comparison.rankCorrelation.map { spearman in
      [
        "",
        "  Rank correlation of the two: \(spearman.fixed(2))"
          + (comparison.kendallCorrelation.map { " (Kendall's tau \($0.fixed(2)))" } ?? ""),
      ]
    }
    return table.lines(indent: "  ") + (correlation ?? [])
  }
}

extension ComparisonSummary {
  private var entrantTable: [String] {
    var table = TextTable([.left, .right, .right, .left])
    table.add(["Others, for reference", "AUC", "calls", "model − this: AUC, 95 % interval"])
    for (name, comparison) in entrants {
      table.add([
        name.displayed(), comparison.auc.reference.value.fixed(3),
        comparison.atCapacity.reference.conversions.fixed(1),
        difference(comparison.auc.value, comparison.auc.interval, decimals: 3, scale: 1),
      ])
    }
    return [""] + table.lines(indent: "  ")
  }

  private var tierTable: [String] {
    var table = TextTable([.left, .left, .right, .right, .left, .right])
    table.add(["Tiers", "", "leads", "rate", "95 % interval", "expected"])
    for (ranking, tiers) in [("rules", parts.ruleTiers), ("model", parts.modelTiers)] {
      for tier in tiers {
        table.add([
          ranking, tier.tier.displayed(), String(tier.converted.trials),
          tier.converted.rate.map(percent) ?? "–",
          "\(percent(tier.converted.interval.lower)) … \(percent(tier.converted.interval.upper))",
          tier.expected.map(percent) ?? "",
        ])
      }
    }
    return [""] + table.lines(indent: "  ")
  }

  private func groupTable(_ title: String, _ groups: [ComparisonGroup]) -> [String] {
    guard !groups.isEmpty else { return [] }
    var table = TextTable([.left, .right, .right, .right, .right, .left])
    table.add([title, "leads", "rate", "rules call", "model calls", "AUC, rules and model"])
    for group in groups {
      table.add([
        group.name.displayed(), String(group.all.trials), group.all.rate.map(percent) ?? "–",
        called(group.referenceCalled), called(group.challengerCalled),
        group.auc.map {
          "\($0.reference.value.fixed(3)) and \($0.challenger.value.fixed(3))"
        } ?? "–",
      ])
    }
    return [""] + table.lines(indent: "  ")
  }

  /// Calls and the conversions among them.
  private func called(_ list: Proportion) -> String { "\(list.trials) → \(list.successes)" }
}

/// The result of `compare` for scripts.
struct ComparisonJSON: Encodable {
  let comparison: RankingComparison
  let verdict: String
  let model: String
  let version: Int
  let rules: String
  let capacity: Int
  let costPerCall: Double?
  let replicates: Int
  let entrants: [EntrantJSON]
  let parts: ComparisonParts
  let warnings: [String]
}

/// A further ranking, with the model put to the test against it.
struct EntrantJSON: Encodable {
  let name: String
  let comparison: RankingComparison
}
