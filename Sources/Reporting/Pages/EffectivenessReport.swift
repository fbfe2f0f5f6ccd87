public import Evaluation
import Tables

/// How stored scores have done in use, as a page.
public struct EffectivenessReport: Sendable {
  /// The numbers.
  public let effectiveness: Effectiveness
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The report of some effectiveness.
  public init(_ effectiveness: Effectiveness, facts: ReportFacts) {
    self.effectiveness = effectiveness
    self.facts = facts
  }

  /// Whether the scores did what they are for, in one sentence.
  public var verdict: String {
    guard let best = effectiveness.tiers.first, let last = effectiveness.tiers.last,
      effectiveness.tiers.count > 1, let high = best.winRate.rate, let low = last.winRate.rate
    else { return "Too few scored leads have come to an end to judge by." }
    if let (better, worse) = effectiveness.disorder.first {
      return "Tier \(better.name.displayed()) does not win more often than tier "
        + "\(worse.name.displayed()) "
        + "(\((better.winRate.rate ?? .nan).percent()) against "
        + "\((worse.winRate.rate ?? .nan).percent())): the limits, or the scores, need a look."
    }
    let times =
      low > 0 ? "\((high / low).decimals(1)) times as often as" : "while nobody did of"
    return "Tier \(best.name.displayed()) won \(times) tier \(last.name.displayed()): "
      + "\(high.percent()) against "
      + "\(low.percent()) of the leads whose end is known."
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    let isOrdered = effectiveness.tiers.count > 1 && effectiveness.disorder.isEmpty
    return Page(
      kind: "Effectiveness in use", facts: facts,
      summary: Markup(joining: [
        VerdictList(verdicts: [(isOrdered ? .good : .check, verdict)]).markup, keyNumbers.markup,
      ]),
      sections: [
        .effectivenessGroups(effectiveness), .effectivenessMonths(effectiveness),
        .effectivenessLimits,
      ]
    ).html()
  }

  private var keyNumbers: KeyNumbers {
    let (scored, unscored) = (effectiveness.scored, effectiveness.unscored)
    var numbers = [
      KeyNumbers.Entry(
        name: "Scored leads", value: scored.leads.grouped,
        note: "\(scored.winRate.trials.grouped) have ended"),
      KeyNumbers.Entry(
        name: "Win rate, scored", value: (scored.winRate.rate ?? .nan).percent(),
        note: "\(scored.winRate.interval.percentText) (95 %)"),
    ]
    if unscored.leads > 0 {
      numbers.append(
        KeyNumbers.Entry(
          name: "Win rate, unscored", value: (unscored.winRate.rate ?? .nan).percent(),
          note: "\(unscored.leads.grouped) leads without a score"))
    }
    if let expected = scored.expected {
      numbers.append(
        KeyNumbers.Entry(
          name: "Won", value: scored.winRate.successes.grouped,
          note: "\(expected.decimals(0)) were predicted"))
    }
    if let revenue = scored.revenue {
      numbers.append(
        KeyNumbers.Entry(
          name: "Revenue", value: revenue.amount, note: "from scored leads"))
    }
    return KeyNumbers(numbers: numbers)
  }
}
