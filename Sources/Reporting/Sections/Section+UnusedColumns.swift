import FeatureExtraction
import Tables
import Training

extension Section {
  /// The columns that were looked at and left out.
  static func unusedColumns(_ result: TrainingResult) -> Section {
    guard !result.dropped.isEmpty else {
      return Section(
        "unused", heading: "Columns not used",
        Markup(paragraph: "None: every column that was looked at is a feature."))
    }
    let table = DataTable(
      caption: "Columns not used, and why", columns: [.text("Column"), .text("Why")],
      rows: result.dropped.map { [$0.column.displayed(limit: 80), $0.reason.description] })
    return Section("unused", heading: "Columns not used", table.markup)
  }
}
