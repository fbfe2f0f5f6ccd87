import FeatureExtraction
import ScoringModel
import Training

extension DataTable {
  /// What every feature comes to as a whole, those that move scores most first.
  static func featureTotals(_ result: TrainingResult) -> DataTable {
    DataTable(
      caption: "All \(result.features.count.grouped) features",
      columns: [
        .text("Feature"), .text("Kind"), .number("Typical factor"),
        .number("Degrees of freedom"), .number("Wald χ²"), .number("p"),
      ],
      rows: FeatureWeight.ranked(in: result.model).map { weight in
        let test = result.features[weight.index].wald
        return [
          weight.name, weight.kind.rawValue, "×" + weight.deviation.oddsRatioText,
          test.map { $0.degreesOfFreedom.grouped } ?? "",
          test.map { $0.statistic.decimals(1) } ?? "", test.map(\.pValue.pValueText) ?? "",
        ]
      })
  }
}
