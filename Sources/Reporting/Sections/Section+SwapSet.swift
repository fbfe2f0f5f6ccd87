import Evaluation

extension Section {
  /// On whom two rankings disagree at the capacity, and how those leads ended.
  static func swapSet(_ report: ComparisonReport) -> Section {
    let (challenger, reference) = (report.challenger.name, report.reference.name)
    let swap = report.comparison.swapSet
    guard swap.challengerOnly.trials > 0 else {
      return Section(
        "swap-set", heading: "On whom do they disagree?",
        Markup(
          paragraph: "On nobody: with \(swap.capacity.grouped) calls both would call the same "
            + "leads."))
    }
    let figure = Figure(
      chart: .swapSet(swap, reference: reference, challenger: challenger),
      caption: "Leads that both would call decide nothing; the other two bars decide.")
    let table = DataTable(
      caption: "Leads on each list",
      columns: [
        .text("List"), .number("Leads"), .number("Converted"), .number("Rate"),
        .number("95 % interval"),
      ],
      rows: [
        ("Both lists", swap.both), ("Only \(challenger)", swap.challengerOnly),
        ("Only \(reference)", swap.referenceOnly),
      ].map { name, leads in
        [
          name, leads.trials.grouped, leads.successes.grouped,
          leads.rate.map { $0.percent() } ?? "", leads.interval.percentText,
        ]
      })
    return Section(
      "swap-set", heading: "On whom do they disagree?",
      Markup(paragraph: explanation(swap, challenger: challenger, reference: reference)),
      Markup([figure], beside: table),
      Markup(
        note: "Where equal scores meet the end of a list, lots are drawn; so these whole numbers "
          + "may differ a little from the expectations above."))
  }

  private static func explanation(
    _ swap: SwapSet, challenger: String, reference: String
  ) -> String {
    let leads = swap.challengerOnly.trials.grouped
    let gained = swap.challengerOnly.successes
    let lost = swap.referenceOnly.successes
    let difference = gained - lost
    let outcome =
      difference == 0
      ? "as many conversions either way"
      : "\(abs(difference).grouped) conversion\(abs(difference) == 1 ? "" : "s") "
        + (difference > 0 ? "more" : "fewer")
    return "If the team calls \(swap.capacity.grouped) leads, the two lists share "
      + "\(swap.both.trials.grouped). Moving from \(reference) to \(challenger) swaps the other "
      + "\(leads): \(lost.grouped) conversion\(lost == 1 ? " goes" : "s go"), \(gained.grouped) "
      + "come\(gained == 1 ? "s" : ""), \(outcome)."
  }
}
