import Evaluation
public import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chart {
  /// The AUC on the leads set apart, by the number of leads fitted to.
  public static func learning(_ curve: LearningCurve) -> Chart {
    learning(
      curve.points.map { (size: Double($0.rows), area: AreaPoint($0.auc)) },
      title: "Learning curve", axis: "Leads fitted to", unit: "leads")
  }

  /// The AUC of models of shorter histories on the leads of a backtest, by the conversions in them.
  public static func learning(_ backtest: Backtest) -> Chart {
    learning(
      backtest.learning.filter { $0.judgement.auc != nil }.map {
        (size: $0.trainedConversions, area: AreaPoint($0.judgement))
      },
      title: "How much history it takes", axis: "Conversions learned from, on average",
      unit: "conversions")
  }

  /// The AUC by how much was learned from, beside the rules, where there are some, and chance.
  ///
  /// The axis is even in ratios: every step to the right is as much more data as the last.
  static func learning(
    _ points: [(size: Double, area: AreaPoint)], title: String, axis: String, unit: String
  ) -> Chart {
    let areas = points.map(\.area)
    let positions = points.map { log(max(1, $0.size)) }
    let extent = (positions.last ?? 0) - (positions.first ?? 0)
    let frame = AreaFrame(areas: areas, positions: positions, margin: max(0.05, extent * 0.06))
    let hasRules = areas.contains { $0.rules != nil }
    var drawing = Drawing()
    frame.drawLevels(on: &drawing)
    var right = -Double.infinity
    for (position, point) in zip(positions, points) {
      let x = frame.plot.x.position(position)
      guard x - right > 44 else { continue }
      right = x
      frame.plot.drawTick(at: x, Int(point.size.rounded()).grouped, on: &drawing)
    }
    frame.plot.drawNames(x: axis, y: "AUC", on: &drawing)
    frame.draw(areas, hasRules: hasRules, on: &drawing)
    let height = frame.key(hasRules: hasRules).draw(at: PlotFrame.keyTop, on: &drawing)
    let list = points.map { "\($0.size.decimals(0)) \(unit) \($0.area.sentence)" }
    return Chart(
      identifier: "learning-chart", title: title,
      description: "AUC by the number of \(unit) learned from: \(list.joined(separator: "; ")).",
      height: height, drawing: drawing)
  }
}
