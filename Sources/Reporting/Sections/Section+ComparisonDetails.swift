import Evaluation

extension Section {
  /// Revenue, cost and precision, tiers, parts of the leads, and other rankings.
  static func comparisonDetails(
    _ details: ComparisonDetails, of report: ComparisonReport
  ) -> Section {
    let names = (report.challenger.name, report.reference.name)
    let money = report.comparison.atCapacity.revenue != nil
    let divisions = details.parts.filter { !$0.groups.isEmpty }.map(\.name.small)
    let tables =
      [quantities(report)] + tiers(details, names)
      + details.parts.filter { !$0.groups.isEmpty }.map { parts($0.name, $0.groups, names) }
      + others(details, names.0)
    return Section(
      "details", heading: "Where does it come from?",
      Markup(
        paragraph: "The same comparison " + (money ? "in money, " : "")
          + (divisions.isEmpty ? "" : "taken apart by \(divisions.spoken), ")
          + "and beside other rankings of the same leads."), Markup(joining: tables.map(\.markup)))
  }

  private static func quantities(_ report: ComparisonReport) -> DataTable {
    let capacity = report.comparison.atCapacity
    let rows: [(name: String, quantity: PairedQuantity?, text: (Double) -> String)] = [
      ("Average precision", report.comparison.averagePrecision, { $0.decimals(3) }),
      ("Revenue of the leads called", capacity.revenue, \.amount),
      ("Cost of a conversion", capacity.costPerConversion, { $0.decimals(2) }),
    ]
    return DataTable(
      caption: capacity.revenue == nil && capacity.costPerConversion == nil
        ? "Average precision" : "Precision and money",
      columns: [
        .text("What"), .number(report.challenger.name.capital),
        .number(report.reference.name.capital),
        .number("Difference"), .number("95 % interval"),
      ],
      rows: rows.compactMap { name, quantity, text in
        func signed(_ value: Double) -> String { (value < 0 ? "" : "+") + text(value) }
        return quantity.map {
          [
            name, text($0.challenger), text($0.reference), signed($0.difference.value),
            "\(signed($0.difference.interval.lower)) to \(signed($0.difference.interval.upper))",
          ]
        }
      })
  }

  private static func tiers(
    _ details: ComparisonDetails, _ names: (challenger: String, reference: String)
  ) -> [DataTable] {
    let rankings = [
      (names.challenger, details.challengerTiers), (names.reference, details.referenceTiers),
    ]
    let rows = rankings.flatMap { name, tiers in
      tiers.map { tier in
        [
          name.capital, tier.tier == "none" ? "no tier" : tier.tier, tier.converted.trials.grouped,
          tier.converted.rate.map { $0.percent() } ?? "", tier.converted.interval.percentText,
          tier.expected.map { $0.percent() } ?? "",
        ]
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        caption: "What a tier is worth",
        columns: [
          .text("Ranking"), .text("Tier"), .number("Leads"), .number("Converted"),
          .number("95 % interval"), .number("Expected"),
        ], rows: rows)
    ]
  }

  private static func parts(
    _ name: String, _ groups: [ComparisonGroup], _ names: (challenger: String, reference: String)
  ) -> DataTable {
    DataTable(
      caption: name,
      columns: [
        .text(name), .number("Leads"), .number("Converted"), .number("Called, \(names.challenger)"),
        .number("of them converted"), .number("Called, \(names.reference)"),
        .number("of them converted"), .number("AUC, \(names.challenger)"),
        .number("AUC, \(names.reference)"),
      ],
      rows: groups.map { group in
        [
          group.name == "none" ? "no tier" : group.name, group.all.trials.grouped,
          group.all.rate.map { $0.percent() } ?? "",
          group.challengerCalled.trials.grouped, group.challengerCalled.successes.grouped,
          group.referenceCalled.trials.grouped, group.referenceCalled.successes.grouped,
          group.auc.map { $0.challenger.value.decimals(3) } ?? "",
          group.auc.map { $0.reference.value.decimals(3) } ?? "",
        ]
      })
  }

  private static func others(_ details: ComparisonDetails, _ challenger: String) -> [DataTable] {
    guard !details.others.isEmpty else { return [] }
    return [
      DataTable(
        caption: "Other rankings of the same leads",
        columns: [
          .text("Ranking"), .number("AUC"), .number("Conversions at capacity"),
          .number("AUC of \(challenger) less this"), .number("95 % interval"),
        ],
        rows: details.others.map { name, comparison in
          [
            name, comparison.auc.reference.value.decimals(3),
            comparison.atCapacity.reference.conversions.decimals(1),
            comparison.auc.value.signedDecimals(3), comparison.auc.interval.signedText(3),
          ]
        })
    ]
  }
}

extension String {
  /// The text with a capital at its beginning, for a heading.
  var capital: String { prefix(1).uppercased() + dropFirst() }

  /// The text with a small letter at its beginning, for the middle of a sentence.
  fileprivate var small: String { prefix(1).lowercased() + dropFirst() }
}

extension [String] {
  /// The texts as people list them: a, b and c.
  fileprivate var spoken: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}
