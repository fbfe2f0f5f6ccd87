import FeatureExtraction
import Prediction
import Reporting
import RuleScoring
import ScoringModel
import Tables

/// What `explain` prints about one lead.
struct LeadExplanation {
  let explained: ExplainedLead
  let style: Style

  private static let barWidth = 24

  var lines: [String] { head + [""] + contributions + inWords + move + nextTier + rules }

  private var lead: ScoredLead { explained.lead }
  private var stored: ModelRegistry.StoredModel { explained.stored }
  private var points: RuleScores? { explained.points }

  private var head: [String] {
    [
      style.bold("Lead \(lead.id.displayed(limit: 255))")
        + "  (model \(stored.model.name), version \(stored.version))",
      "Probability \(percent(lead.probability)), between \(percent(lead.probabilityLow)) and"
        + " \(percent(lead.probabilityHigh)) with 95 % confidence" + calibrated,
      "Score \(lead.score) of 100: better than \(lead.percentile.fixed(1)) % of past leads; tier"
        + " \(lead.tier)",
    ]
  }

  /// Says that the probability is not that of the log odds by themselves, where it is not.
  private var calibrated: String {
    lead.probability == lead.probabilityBeforeCalibration
      ? ""
      : " (calibrated; \(percent(lead.probabilityBeforeCalibration)) before calibration)"
  }

  private func percent(_ share: Double) -> String { (share * 100).fixed(1) + " %" }

  private var contributions: [String] {
    let sorted = lead.contributions.sorted {
      ($1.logOdds.magnitude, $0.feature) < ($0.logOdds.magnitude, $1.feature)
    }
    let shown = sorted.filter { $0.logOdds.magnitude >= 0.005 }
    let rest = sorted.dropFirst(shown.count)
    let largest = shown.first?.logOdds.magnitude ?? 1
    var table = TextTable([.left, .left, .right, .left, .left])
    table.add(["what speaks for and against", "kind", "log odds", "", "odds"])
    table.add(["the average lead", "", lead.base.signed(2), "", ""])
    for contribution in shown {
      table.add([
        "\(contribution.feature) = \(contribution.value)".displayed(limit: 56),
        contribution.kind.rawValue, contribution.logOdds.signed(2),
        bar(contribution.logOdds, of: largest),
        String(contribution.reason.drop { $0 != "×" }.prefix { $0 != " " }),
      ])
    }
    if !rest.isEmpty {
      table.add([
        "\(rest.count) more with almost no effect", "",
        rest.reduce(0) { $0 + $1.logOdds }.signed(2), "", "",
      ])
    }
    table.add([
      "sum", "", lead.logOdds.signed(2), "",
      "= \(percent(lead.probabilityBeforeCalibration))",
    ])
    if lead.probability != lead.probabilityBeforeCalibration {
      table.add(["calibrated", "", "", "", "= \(percent(lead.probability))"])
    }
    return table.lines(indent: "  ") + totals
  }

  /// A bar to the right for what speaks for the lead, to the left for what speaks against.
  private func bar(_ logOdds: Double, of largest: Double) -> String {
    let half = LeadExplanation.barWidth / 2
    let eighths = Int((logOdds.magnitude / largest * Double(half * 2)).rounded())
    let blocks = String(repeating: "█", count: eighths / 2) + (eighths % 2 == 1 ? "▌" : "")
    let blank = String(repeating: " ", count: half - blocks.count)
    guard logOdds < 0 else { return String(repeating: " ", count: half) + "│" + blocks + blank }
    let leftward = (eighths % 2 == 1 ? "▐" : "") + String(repeating: "█", count: eighths / 2)
    return blank + leftward + "│" + String(repeating: " ", count: half)
  }

  /// The same sums by origin; origins that are features already need no second naming.
  private var totals: [String] {
    let sources = lead.totals(bySource: explained.report.meanings)
    let isRollUp = sources.count < lead.contributions.count
    return [
      line("by kind:", lead.totalsByKind.count > 1 ? lead.totalsByKind : []),
      line("by source:", isRollUp ? sources.filter { $0.logOdds.magnitude >= 0.005 } : []),
      factors,
    ].compactMap { $0 }
  }

  /// The five factors, each with the share of past leads that the lead leaves behind in it.
  private var factors: String {
    let scores = explained.report.factorScores
    let isScored = scores.contains { $0.score != nil }
    let parts = scores.map { factor in
      "\(factor.factor.rawValue) \(factor.logOdds.signed(2))"
        + (factor.score.map { " (\($0))" } ?? "")
    }
    return "  by factor: " + parts.joined(separator: ", ")
      + (isScored ? "; in brackets of 100 past leads those behind" : "")
  }

  private func line(_ title: String, _ totals: [ContributionTotal]) -> String? {
    guard !totals.isEmpty else { return nil }
    let parts = totals.prefix(8).map { "\($0.name.displayed(limit: 60)) \($0.logOdds.signed(2))" }
    return "  \(title) " + parts.joined(separator: ", ") + (totals.count > 8 ? ", …" : "")
  }

  /// What the strongest contributions say, for somebody who is about to call.
  private var inWords: [String] {
    let sentences = LeadSentences(of: stored.model, meanings: explained.report.meanings)
    let facts = sentences.facts(of: lead).filter { $0.logOdds.magnitude >= 0.05 }.prefix(6)
    guard !facts.isEmpty else { return [] }
    return ["", "In words"]
      + facts.map { fact in
        let sign = fact.logOdds > 0 ? style.good("+") : style.bad("−")
        return "  \(sign) \(fact.sentence.displayed(limit: 110))"
      }
  }

  private var move: [String] {
    guard let told = explained.report.move else { return [] }
    let (first, second) = (told.move.first, told.move.second)
    var table = TextTable([.left, .right, .right, .right, .left])
    table.add(["why it moved", "probability", "log odds", "score", "tier then"])
    for step in told.move.steps {
      table.add([
        step.cause.rawValue, (step.probability * 100).signed(1), step.logOdds.signed(2),
        step.percentile.signed(1), step.tier,
      ])
    }
    table.add([
      "sum", ((second.probability - first.probability) * 100).signed(1),
      (second.logOdds - first.logOdds).signed(2),
      (second.percentile - first.percentile).signed(1), second.tier,
    ])
    let sentences = LeadSentences(of: stored.model, meanings: explained.report.meanings)
    let changes = told.move.steps.flatMap { step in
      step.features.prefix(5).map { change in
        "  \(change.logOdds.signed(2)) \(step.cause.rawValue): "
          + "\(sentences.sentence(for: change.after).displayed(limit: 80))"
          + " (before: \(sentences.sentence(for: change.before).displayed(limit: 80)))"
      }
    }
    return [
      "",
      "From \(percent(first.probability)), tier \(first.tier) (\(told.from)) to"
        + " \(percent(second.probability)), tier \(second.tier) (\(told.to))",
    ] + table.lines(indent: "  ") + changes
  }

  private var nextTier: [String] {
    guard let next = explained.report.nextTier else { return [] }
    let start = explained.report.probability(atLogOdds: next.lowestLogOdds)
    let from = " (from \(percent(start)))"
    let title =
      next.isOpen
      ? "What would move it to tier \(next.name)\(from)"
      : "What would have moved it to tier \(next.name)\(from); its time of observation is over"
    let changes = next.smallest.isEmpty ? Array(next.oneStep.prefix(3)) : next.smallest
    var table = TextTable([.left, .right, .left])
    for change in changes {
      table.add([
        change.change.displayed(limit: 70), percent(change.probability), "tier \(change.tier)",
      ])
    }
    let none =
      next.smallest.isEmpty ? ["  nothing that was looked at reaches it; most would do:"] : []
    return ["", title] + none + table.lines(indent: "  ")
  }

  private var rules: [String] {
    guard let points else { return [] }
    var table = TextTable([.right, .left, .left, .left])
    for contribution in points.contributions(0) {
      let end = contribution.expiry.end.map { "until \($0)" } ?? ""
      table.add([
        contribution.points.signed(1), contribution.group.displayed(),
        contribution.rule.displayed(limit: 80), end,
      ])
    }
    let tier = points.tier(0).map { ", tier \($0.name.displayed())" } ?? ""
    return [
      "",
      "The rules (\(points.book.name.displayed())) give \(points.totals[0].fixed(1)) points\(tier)",
    ]
      + table.lines(indent: "  ")
  }
}
