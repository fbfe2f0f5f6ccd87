import Evaluation

extension Section {
  /// What became of the leads of each tier and band of scores.
  static func effectivenessGroups(_ effectiveness: Effectiveness) -> Section {
    let everybody =
      [effectiveness.scored] + (effectiveness.unscored.leads > 0 ? [effectiveness.unscored] : [])
    return Section(
      "groups", heading: "Do better scores win more?",
      Markup(
        paragraph: "Every lead counts once, with the first score that was stored of it. Win rates "
          + "are of leads whose end is known; conversion rates of all leads, and they still grow."),
      table("By tier", "Tier", effectiveness.tiers + everybody).markup,
      table("By score", "Score", effectiveness.bands).markup)
  }

  /// The same month by month.
  static func effectivenessMonths(_ effectiveness: Effectiveness) -> Section {
    let rows = effectiveness.months.flatMap { month in
      month.groups.filter { $0.leads > 0 }.map { group in
        // A hyphen at which no line is broken.
        [month.name.split(separator: "-").joined(separator: "\u{2011}"), group.name]
          + numbers(of: group)
      }
    }
    let table = DataTable(
      caption: "Month by month", columns: [.text("Month"), .text("Tier")] + columns, rows: rows)
    let ended = effectiveness.months.filter { $0.groups.contains { $0.winRate.trials > 0 } }
    let figure = Figure(
      chart: .months(effectiveness),
      caption: "Lines should keep their order. When they close up, the scores go stale.")
    return Section(
      "months", heading: "Does it last?",
      ended.count > 1 ? Markup([figure]) : .empty, table.markup)
  }

  /// What effectiveness does not show.
  static var effectivenessLimits: Section {
    Section(
      "limits", heading: "What this does not show",
      Markup(points: [
        (
          "Good scores may fulfil themselves.",
          "When a hot lead is called first, it wins more often because it was called. A few leads "
            + "called at random, whatever their score, show what the score is worth."
        ),
        (
          "Nothing was scored again.",
          "These are the scores that people had in front of them when they decided."
        ),
        (
          "Predicted counts from the lead’s snapshot.",
          "A lead that was first scored later, and had not converted by then, has less time left: "
            + "fewer wins than predicted are then no fault of the model."
        ),
      ]))
  }

  private static let columns: [DataTable.Column] = [
    .number("Leads"), .number("Ended"), .number("Won"), .number("Win rate"),
    .number("95 % interval"), .number("Predicted"), .number("Conversion rate"),
    .number("Revenue"), .number("Per ended lead"),
  ]

  private static func table(
    _ caption: String, _ first: String, _ groups: [EffectivenessGroup]
  ) -> DataTable {
    DataTable(
      caption: caption, columns: [.text(first)] + columns,
      rows: groups.map { [$0.name] + numbers(of: $0) })
  }

  private static func numbers(of group: EffectivenessGroup) -> [String] {
    [
      group.leads.grouped, group.winRate.trials.grouped, group.winRate.successes.grouped,
      group.winRate.rate.map { $0.percent() } ?? "",
      group.winRate.trials > 0 ? group.winRate.interval.percentText : "",
      group.expected.map { $0.decimals(0) } ?? "",
      group.conversionRate.rate.map { $0.percent() } ?? "",
      group.revenue?.amount ?? "", group.revenuePerLead?.amount ?? "",
    ]
  }
}

extension Double {
  /// An amount of money: whole, thousands apart.
  var amount: String {
    guard magnitude < 1e15 else { return scientificText }
    return Int(rounded()).grouped
  }
}
