import FeatureExtraction
public import ScoringModel

extension Chart {
  /// The features that move scores most, each with the factor by which it typically moves odds.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - count: How many features to draw at most.
  /// - Returns: The chart.
  public static func features(of model: ScoringModel, count: Int = 15) -> Chart {
    let weights = FeatureWeight.ranked(in: model).prefix(count)
    let namesKinds = Set(weights.map(\.kind)).count > 1
    let scale = LinearScale(
      domain: 0...max(weights.first?.deviation ?? 0, 1e-9), start: 0, end: Drawing.width)
    var drawing = Drawing()
    for (index, weight) in weights.enumerated() {
      let top = rowHeight * Double(index)
      let label = namesKinds ? "\(weight.name), \(weight.kind.rawValue)" : weight.name
      drawing.text(label.shortened(to: 44), at: Point(x: 0, y: top + 13), .start, .value)
      drawing.text(
        "×" + weight.deviation.oddsRatioText, at: Point(x: Drawing.width, y: top + 13), .end,
        .strong)
      drawing.rectangle(
        x: 0, y: top + 19, width: max(scale.position(weight.deviation), 1), height: 8, .firstBar)
    }
    let list = weights.prefix(5).map { "\($0.name) times \($0.deviation.oddsRatioText)" }
    return Chart(
      identifier: "feature-chart", title: "Which features matter",
      description: "Typical factor on the odds, largest first: "
        + (list.isEmpty ? "none" : list.joined(separator: "; ")) + ".",
      height: rowHeight * Double(max(weights.count, 1)), drawing: drawing)
  }

  private static var rowHeight: Double { 36 }
}
