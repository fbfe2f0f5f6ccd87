import Evaluation

extension Section {
  /// How many conversions each ranking reaches with the same number of calls.
  static func yield(_ report: ComparisonReport) -> Section {
    let (challenger, reference) = (report.challenger, report.reference)
    let baseRate = Double.share(
      report.comparison.conversionCount, of: report.comparison.rowCount)
    var table = conversions(report).markup
    if !challenger.points.isEmpty, !reference.points.isEmpty {
      let gains = Figure(
        chart: .gains(challenger, comparedWith: reference, baseRate: baseRate),
        caption: "Both rankings worked from the best lead downwards: the higher curve reaches "
          + "more conversions with as many calls.")
      let lift = Figure(
        chart: .lift(challenger, comparedWith: reference),
        caption: "The same as a rate: how many times the average the leads called so far convert.")
      table = Markup(joining: [Markup([gains, lift]), conversions(report).markup])
    }
    return Section(
      "yield", heading: "Who finds more conversions?",
      Markup(paragraph: sentence(report)), table, shares(report).markup,
      Markup(
        note:
          "AUC, above, is how often a lead that converted ranks before one that did not: 0.5 is "
          + "chance, 1 is perfect. Lift is how many times the average the leads called convert. "
          + "Where scores tie at the cut, conversions count by expectation."))
  }

  private static func sentence(_ report: ComparisonReport) -> String {
    let cut = report.comparison.atCapacity
    return "With \(report.comparison.swapSet.capacity.grouped) calls, \(report.challenger.name) "
      + "reaches \(cut.challenger.conversions.count) conversions and \(report.reference.name) "
      + "\(cut.reference.conversions.count). The difference is "
      + "\(cut.conversions.value.signedDecimals(1)), with a 95 % interval from "
      + "\(cut.conversions.interval.signedText(1))."
  }

  private static func conversions(_ report: ComparisonReport) -> DataTable {
    DataTable(
      caption: "Conversions found",
      columns: [
        .text("Leads called"), .number(report.challenger.name.capital),
        .number(report.reference.name.capital), .number("Difference"), .number("95 % interval"),
      ],
      rows: cuts(report).map { name, cut in
        [
          "\(cut.challenger.rows.decimals(0)) (\(name))",
          cut.challenger.conversions.decimals(1), cut.reference.conversions.decimals(1),
          cut.conversions.value.signedDecimals(1), cut.conversions.interval.signedText(1),
        ]
      })
  }

  private static func shares(_ report: ComparisonReport) -> DataTable {
    let (challenger, reference) = (report.challenger.name, report.reference.name)
    return DataTable(
      caption: "Share of all conversions, and lift over chance",
      columns: [
        .text("Leads called"), .number("Share, \(challenger)"), .number("Share, \(reference)"),
        .number("Difference in points"), .number("95 % interval"), .number("Lift, \(challenger)"),
        .number("Lift, \(reference)"),
      ],
      rows: cuts(report).map { name, cut in
        [
          "\(cut.challenger.rows.decimals(0)) (\(name))",
          cut.challenger.capturedShare.percent(),
          cut.reference.capturedShare.percent(),
          (cut.capturedShare.value * 100).signedDecimals(1),
          "\((cut.capturedShare.interval.lower * 100).signedDecimals(1)) to "
            + (cut.capturedShare.interval.upper * 100).signedDecimals(1),
          cut.challenger.lift.decimals(2) + "×", cut.reference.lift.decimals(2) + "×",
        ]
      })
  }

  private static func cuts(_ report: ComparisonReport) -> [(name: String, cut: CutComparison)] {
    let capacity = report.comparison.atCapacity
    // The capacity is often one of the shares: said once.
    let shares = report.comparison.atShares.map { cut in
      let isCapacity = cut.challenger.rows == capacity.challenger.rows
      let share = "best \(cut.challenger.share.roundPercent)"
      return (name: share + (isCapacity ? ", capacity" : ""), cut: cut)
    }
    let isShown = shares.contains { $0.cut.challenger.rows == capacity.challenger.rows }
    return shares + (isShown ? [] : [("capacity", capacity)])
  }
}

extension Double {
  /// An expected number of conversions: whole, or with one decimal where scores tie.
  fileprivate var count: String { (self - rounded()).magnitude < 0.05 ? decimals(0) : decimals(1) }
}
