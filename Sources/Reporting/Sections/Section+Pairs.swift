import FeatureExtraction
import ScoringModel
import Training

extension Section {
  /// What two columns do together beyond what each does alone; nil for a model without pairs.
  static func pairs(_ result: TrainingResult) -> Section? {
    let pairs = FeatureWeight.ranked(in: result.model).compactMap { weight in
      let feature = result.model.extractor.features[weight.index]
      return if case .crossed(let crossed) = feature.encoding { (weight, crossed) } else { nil }
    }
    guard !pairs.isEmpty else { return nil }
    let shown = pairs.prefix(largestPairCount)
    let rest = pairs.dropFirst(shown.count).map(\.0.name)
    return Section(
      "pairs", heading: "What counts only together?",
      Markup(
        paragraph: "Some features act differently depending on another one. Each table gives the "
          + "factor on the odds that two of them have together, on top of what each does alone."),
      HeatTable.key,
      Markup(joining: shown.map { table($0.0, $0.1, of: result).markup }),
      Markup(
        note: "Bold: the 95 % interval leaves out 1. Italic without colour: training had no such "
          + "lead, the factor follows its neighbours. Cells that differ too little share a factor."
          + (rest.isEmpty ? "" : " Not shown, because they matter less: \(rest.listed).")))
  }

  /// The most tables of pairs on a page.
  private static var largestPairCount: Int { 12 }

  /// The table of a pair; the column with fewer codes lies across, so that tables stay narrow.
  private static func table(
    _ weight: FeatureWeight, _ crossed: CrossedEncoding, of result: TrainingResult
  ) -> HeatTable {
    let effects = result.levelEffects(ofFeature: weight.index)
    let isTurned = crossed.second.codeCount > crossed.first.codeCount
    let (down, across) =
      isTurned ? (crossed.second, crossed.first) : (crossed.first, crossed.second)
    let cells = (0..<down.codeCount).map { row in
      (0..<across.codeCount).map { column in
        let cell = (isTurned ? column : row) * crossed.second.codeCount + (isTurned ? row : column)
        let effect = effects[crossed.levels[cell]]
        let isEmpty = crossed.shares[cell] == 0
        return HeatTable.Cell(
          effect: effect.value, isClear: effect.isClear && !isEmpty, isEmpty: isEmpty)
      }
    }
    return HeatTable(
      caption: "\(weight.name): typically a factor of \(weight.deviation.oddsRatioText)",
      corner: "\(down.column) ↓ \(across.column) →",
      rows: (0..<down.codeCount).map { down.label($0).shortened(to: 44) },
      columns: (0..<across.codeCount).map { across.label($0).shortened(to: 44) }, cells: cells)
  }
}
