public import Evaluation

extension Chart {
  /// What share of conversions and of other leads lies above each score.
  public static func roc(_ points: [ROCPoint], auc: AUC) -> Chart {
    let frame = PlotFrame()
    var drawing = Drawing()
    frame.drawAxes(
      x: "Share of other leads called", y: "Share of conversions called", on: &drawing)
    let path = points.map { frame.point($0.falsePositiveRate, $0.truePositiveRate) }
    drawing.path(path, isClosed: true, .firstArea)
    drawing.path([frame.point(0, 0), frame.point(1, 1)], .chance)
    drawing.path(path, .first)
    let text = auc.value.decimals(3)
    drawing.text("AUC \(text)", at: frame.point(0.96, 0.06), .end, .strong)
    let key = ChartKey(entries: [(.line(.first), "Model"), (.line(.chance), "Chance")])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "roc-chart", title: "ROC curve",
      description: "The area under the curve is \(text), with a 95 % interval from "
        + "\(auc.reportedInterval.lower.decimals(3)) to \(auc.reportedInterval.upper.decimals(3)). It is the "
        + "chance that a conversion is ranked above another lead; 0.5 is a coin.",
      height: height, drawing: drawing)
  }
}
