import Evaluation
import FeatureExtraction
import RuleLearning
import RuleScoring
import Tables

/// What `rules suggest` prints: evidence rule by rule, then what should change.
struct SuggestionSummary {
  let suggestions: RuleSuggestions
  let thresholds: [ThresholdProposal]
  let leads: String
  let style: Style

  var lines: [String] {
    [
      style.bold(verdict), "",
      "Leads      \(suggestions.leadCount) with known outcome (\(leads)),"
        + " \(suggestions.conversionCount) converted",
      "Scale      \(suggestions.pointsToDoubleOdds.fixed(1)) points double the odds of converting",
      "",
    ] + evidence + section("Rules to change", changes) + section("Rules to add", additions)
      + section("Thresholds", thresholdLines)
  }

  /// Comments for the improved table.
  var comments: [String] {
    ["\(suggestions.book.name), revised by the outcomes of \(suggestions.leadCount) leads:"]
      + (changes + additions + thresholdLines)
  }

  private var verdict: String {
    let (changed, added) = (suggestions.changes.count, suggestions.missing.count)
    guard changed + added > 0 else {
      return "History asks for no change of the points table."
    }
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)" + (number == 1 ? "" : "s")
    }
    return "History asks for other points in \(count(changed, "rule")) and for"
      + " \(count(added, "further rule")); it has nothing against the other"
      + " \(suggestions.evidence.count - changed)."
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", style.bold(title)] + lines.map { "  " + $0 }
  }

  private var evidence: [String] {
    var table = TextTable([.left, .right, .right, .right, .left, .right, .left, .left])
    table.add([
      "rule", "leads", "with", "without", "odds ratio, 95 %", "points", "deserves, 95 %", "",
    ])
    for rule in suggestions.evidence {
      table.add([
        "\(rule.group.displayed(limit: 24)): \(rule.rule.displayed(limit: 44))",
        String(rule.with.trials), percent(rule.with.rate), percent(rule.without.rate),
        rule.effect.map { effect in
          let interval = effect.oddsRatioInterval
          return "\(effect.oddsRatio.fixed(2)) (\(interval.lower.fixed(2)) … "
            + "\(interval.upper.fixed(2)))"
        } ?? "–", rule.points.shortText,
        rule.deserved.map {
          "\($0.points.fixed(0)) (\($0.interval.lower.fixed(0)) … \($0.interval.upper.fixed(0)))"
        } ?? "–", words(rule.verdict),
      ])
    }
    return table.lines()
  }

  private func percent(_ share: Double?) -> String {
    share.map { ($0 * 100).fixed(1) + " %" } ?? "–"
  }

  private func words(_ verdict: RuleEvidence.Verdict) -> String {
    switch verdict {
    case .fits: style.good("fits")
    case .unproven: "fits; not shown to matter"
    case .tooFew: style.bad("too few")
    case .tooMany: style.bad("too many")
    case .noEvidence: style.bad("no evidence")
    case .wrongSign: style.bad("wrong sign")
    case .neverTested: "no lead tells"
    }
  }

  private var changes: [String] {
    suggestions.changes.map { rule in
      let reason =
        switch rule.verdict {
        case .noEvidence: "there is no evidence for points"
        case .wrongSign: "it speaks the other way"
        case .tooFew: "it is worth more"
        default: "it is worth less"
        }
      return "line \(rule.line), \(rule.rule.displayed(limit: 80)): \(rule.points.shortText) → "
        + "\(rule.suggestion?.shortText ?? "") points: \(reason)"
    }
      + suggestions.caps.map { cap in
        "cap of \(cap.group.displayed(limit: 80)): \(cap.current.shortText) → "
          + "\(cap.proposed.shortText), or it would cut the new points off"
      }
  }

  private var additions: [String] {
    suggestions.missing.map { rule in
      let points = rule.group.rules.map(\.points)
      let (least, most) = ((points.min() ?? 0).shortText, (points.max() ?? 0).shortText)
      let range = least == most ? most : "\(least) to \(most)"
      return "\(rule.feature.displayed(limit: 80)) (\(rule.kind.rawValue)): \(range) points,"
        + " in \(points.count) rule" + (points.count == 1 ? "" : "s")
    }
  }

  private var thresholdLines: [String] {
    thresholds.map { proposal in
      let aim =
        switch proposal.aim {
        case .capacity(let count): "for \(count) calls"
        case .conversion(let rate): "for a conversion rate of \((rate * 100).fixed(0)) %"
        }
      return "\(proposal.tier.displayed()) from \(proposal.proposed.shortText) points instead of"
        + " \(proposal.current.shortText), \(aim): tonight \(proposal.leadsThen) leads instead of"
        + " \(proposal.leadsNow), \(proposal.leadsBoth) of them the same; in history"
        + " \(percent(proposal.history.rate)) of \(proposal.history.trials) such leads converted"
    }
  }
}

/// The result of `rules suggest` for scripts.
struct SuggestionJSON: Encodable {
  struct RuleJSON: Encodable {
    let number, line: Int
    let group, rule, verdict: String
    let leads: Int
    let conversionWith, conversionWithout: Double?
    let oddsRatio, oddsRatioLower, oddsRatioUpper: Double?
    let points: Double
    let deservedPoints, deservedLower, deservedUpper, suggestion: Double?
  }
  struct MissingJSON: Encodable {
    let feature, kind: String
    let pValue: Double
    let rules: [AddedRule]
  }
  struct AddedRule: Encodable {
    let rule: String
    let points: Double
  }
  struct CapJSON: Encodable {
    let group: String
    let current, proposed: Double
  }
  struct ThresholdJSON: Encodable {
    let tier, aim: String
    let current, proposed: Double
    let leadsNow, leadsThen, leadsBoth: Int
    let conversionRate: Double?
  }

  let book: String
  let leads, conversions: Int
  let pointsToDoubleOdds, falseDiscoveryRate: Double
  let rules: [RuleJSON]
  let missing: [MissingJSON]
  let caps: [CapJSON]
  let thresholds: [ThresholdJSON]

  init(_ suggestions: RuleSuggestions, thresholds: [ThresholdProposal]) {
    book = suggestions.book.name
    leads = suggestions.leadCount
    conversions = suggestions.conversionCount
    pointsToDoubleOdds = suggestions.pointsToDoubleOdds
    falseDiscoveryRate = RuleSuggestions.falseDiscoveryRate
    rules = suggestions.evidence.map { rule in
      RuleJSON(
        number: rule.number, line: rule.line, group: rule.group, rule: rule.rule,
        verdict: rule.verdict.rawValue, leads: rule.with.trials, conversionWith: rule.with.rate,
        conversionWithout: rule.without.rate, oddsRatio: rule.effect?.oddsRatio,
        oddsRatioLower: rule.effect?.oddsRatioInterval.lower,
        oddsRatioUpper: rule.effect?.oddsRatioInterval.upper, points: rule.points,
        deservedPoints: rule.deserved?.points, deservedLower: rule.deserved?.interval.lower,
        deservedUpper: rule.deserved?.interval.upper, suggestion: rule.suggestion)
    }
    missing = suggestions.missing.map { rule in
      MissingJSON(
        feature: rule.feature, kind: rule.kind.rawValue, pValue: rule.pValue,
        rules: rule.group.rules.map { AddedRule(rule: $0.description, points: $0.points) })
    }
    caps = suggestions.caps.map {
      CapJSON(group: $0.group, current: $0.current, proposed: $0.proposed)
    }
    self.thresholds = thresholds.map { proposal in
      let aim =
        switch proposal.aim {
        case .capacity(let count): "capacity \(count)"
        case .conversion(let rate): "conversion \(rate)"
        }
      return ThresholdJSON(
        tier: proposal.tier, aim: aim, current: proposal.current, proposed: proposal.proposed,
        leadsNow: proposal.leadsNow, leadsThen: proposal.leadsThen, leadsBoth: proposal.leadsBoth,
        conversionRate: proposal.history.rate)
    }
  }
}
