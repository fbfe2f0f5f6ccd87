import Evaluation

extension Section {
  /// How the comparison was made.
  static func comparisonMethod(_ report: ComparisonReport) -> Section {
    let auc = report.comparison.auc
    var rows = [
      ["Leads", "the same for both, with outcomes neither ranking has seen"],
      [
        "Difference of the AUCs",
        "\(auc.value.signedDecimals(4)), paired DeLong test, "
          + (auc.pValue.map { "p \($0 < 0.001 ? "" : "= ")\($0.pValueText)" } ?? "no p-value"),
      ],
      ["Verdict", "by the 95 % interval of that difference alone"],
      ["Differences at a number of calls", "95 % percentile intervals of a paired bootstrap"],
      ["Equal scores", "count by expectation; on the lists, a lottery decides"],
      ["Capacity", "\(report.comparison.swapSet.capacity.grouped) leads"],
    ]
    if let ruleBook = report.ruleBook { rows.append(["Rule book", ruleBook]) }
    return Section(
      "method", heading: "How they were compared",
      DataTable(
        caption: "Method", columns: [.text("What"), .text("How")], rows: rows
      ).markup)
  }

  /// What the comparison does not settle.
  static func comparisonLimits(_ report: ComparisonReport) -> Section {
    Section(
      "limits", heading: "What this does not settle",
      Markup(points: [
        (
          "Decision support, not a decision.",
          "It says which order reached more conversions on past leads. Control, explanation and "
            + "upkeep count too."
        ),
        (
          "Who was called, converted more.",
          "Where \(report.reference.name) decided in the past who was worked, it looks better "
            + "here than it is. A few leads called at random settle that."
        ),
        (
          "It is one stretch of time.",
          "Compare again when the market or either ranking changes."
        ),
      ]))
  }
}
