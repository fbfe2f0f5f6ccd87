import Tables
import Training

extension Section {
  /// The values that are spelled in several ways; nil where there are none.
  static func spellings(_ result: TrainingResult) -> Section? {
    let rows = result.warnings.flatMap { warning -> [[String]] in
      guard case .spelledAlike(let column, let values) = warning else { return [] }
      return values.map { spellings in
        [
          column.displayed(limit: 80),
          spellings.map { "“\($0.displayed())”" }.joined(separator: ", "),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    let table = DataTable(
      caption: "Values that differ in case or spaces only",
      columns: [.text("Column"), .text("Spellings")], rows: rows)
    return Section(
      "spellings", heading: "Values spelled alike",
      Markup(joining: [
        Markup(
          paragraph: "Each spelling has an effect of its own, learned from fewer leads than all of"
            + " them together. Make them one in the data where they mean the same."),
        Markup(
          folded: table.markup,
          under: rows.count == 1 ? "One value" : "All \(rows.count.grouped) values"),
      ]))
  }
}
