import Evaluation
import FeatureExtraction
import ScoringModel
import Training

extension Section {
  /// What the model has learned, as a picture and in full.
  static func coefficients(_ result: TrainingResult) -> Section {
    let rows = result.coefficients
    let features = Figure(
      chart: .features(of: result.model),
      caption: "By what factor a feature typically moves a lead’s odds, up or down: one standard "
        + "deviation of what it adds to the log odds, over the leads trained on.")
    let levels = Figure(
      chart: .coefficients(rows),
      caption: "Lines are 95 % intervals; one that crosses ×1 may be chance. A number counts per "
        + "standard deviation, a level against \(result.model.coding.baseline). Of one feature "
        + "at most three levels are drawn.")
    return Section(
      "coefficients", heading: "What moves a score?",
      Markup(
        paragraph: "Each coefficient multiplies the odds of a conversion, all other features "
          + "being equal. Above 1 it raises them, below 1 it lowers them."),
      Markup([features, levels]), tables(result),
      Markup(
        note: "Per unit of the column as it stands in the data, so sizes of two numbers compare "
          + "only in the chart. p-values test whether a coefficient is 0; a penalty pulls "
          + "coefficients towards 0 and makes them cautious."))
  }

  /// All coefficients; many of them only on demand, and after what each feature comes to.
  private static func tables(_ result: TrainingResult) -> Markup {
    let all = table(result.coefficients)
    guard result.coefficients.count > mostUnfolded else { return all.markup }
    return Markup(joining: [
      DataTable.featureTotals(result).markup, Markup(folded: all.markup, under: all.caption),
    ])
  }

  /// The most coefficients that stand on the page without being asked for.
  private static var mostUnfolded: Int { 80 }

  /// All coefficients; the column is named only where a feature has another name.
  private static func table(_ rows: [CoefficientRow]) -> DataTable {
    let namesColumns = rows.contains { $0.source != nil && $0.source != $0.feature }
    return DataTable(
      caption: "All \(rows.count.grouped) coefficients",
      columns: [.text("Feature"), .text("Level")] + (namesColumns ? [.text("Column")] : [])
        + [
          .text("Kind"), .number("Odds ratio"), .number("95 % interval"), .number("Log odds"),
          .number("Standard error"), .number("p"),
        ],
      rows: rows.map { row in
        [row.feature, row.level ?? ""] + (namesColumns ? [row.source ?? ""] : [])
          + [
            row.kind?.rawValue ?? "", row.estimate.oddsRatioText, row.oddsInterval,
            row.estimate.signedDecimals(row.decimals),
            row.standardError.map { $0.decimals(row.decimals) } ?? "",
            row.pValue.map(\.pValueText) ?? "",
          ]
      })
  }
}

extension CoefficientRow {
  fileprivate var oddsInterval: String {
    guard let interval else { return "" }
    return "\(interval.lower.oddsRatioText) to \(interval.upper.oddsRatioText)"
  }

  /// Enough decimals to show the standard error of a column in small units.
  fileprivate var decimals: Int {
    let size = standardError ?? estimate.magnitude
    return size > 0 && size < 0.0005 ? 6 : 3
  }
}

extension FactorCoding {
  /// What a level's coefficient is counted from.
  var baseline: String {
    switch self {
    case .full: "the average lead"
    case .reference: "its feature’s first level"
    }
  }
}
