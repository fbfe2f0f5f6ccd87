import Evaluation
import Training

/// An AUC as a chart of areas draws it.
struct AreaPoint {
  let value: Double
  let interval: ConfidenceInterval
  let rules: Double?

  init(_ auc: AUC?, rules: Double? = nil) {
    value = auc?.value ?? .nan
    interval = auc?.reportedInterval ?? ConfidenceInterval(lower: 0, upper: 1)
    self.rules = rules
  }

  init(_ judgement: BacktestJudgement) {
    self.init(judgement.auc, rules: judgement.againstRules?.reference.value)
  }

  var sentence: String {
    "\(value.decimals(3)) (\(interval.text(3)))"
      + (rules.map { ", rules \($0.decimals(3))" } ?? "")
  }
}

/// The field on which areas are drawn, AUC upwards.
struct AreaFrame {
  let plot: PlotFrame
  private let positions: [Double]

  /// A field for areas at ascending positions, with some room beside the first and the last.
  init(areas: [AreaPoint], positions: [Double], margin: Double) {
    self.positions = positions
    let lowest = areas.flatMap { [$0.interval.lower, $0.rules ?? 1] }.min() ?? 0.5
    let highest = areas.flatMap { [$0.interval.upper, $0.rules ?? 0] }.max() ?? 1
    let bottom = min(0.5, (lowest * 10).rounded(.down) / 10)
    let top = max(bottom + 0.1, (highest * 10).rounded(.up) / 10)
    let (first, last) = (positions.first ?? 0, positions.last ?? 0)
    plot = PlotFrame(x: first - margin...last + margin, y: bottom...top)
  }

  /// The grid, in areas rather than percentages.
  func drawLevels(on drawing: inout Drawing) {
    for tick in plot.y.ticks(atMost: 5) {
      let height = plot.y.position(tick)
      drawing.line(
        from: Point(x: PlotFrame.left, y: height), to: Point(x: PlotFrame.right, y: height),
        .grid)
      drawing.text(
        tick.decimals(1), at: Point(x: PlotFrame.left - 7, y: height + 4), .end, .tick)
    }
    drawing.path(
      [
        Point(x: PlotFrame.left, y: plot.y.position(0.5)),
        Point(x: PlotFrame.right, y: plot.y.position(0.5)),
      ], .chance)
  }

  func draw(_ areas: [AreaPoint], hasRules: Bool, on drawing: inout Drawing) {
    if hasRules {
      let rules = zip(positions, areas).compactMap { position, area in
        area.rules.map { plot.point(position, $0) }
      }
      drawing.path(rules, .second)
      for point in rules { drawing.diamond(at: point, radius: 5, .secondMark) }
    }
    for (position, area) in zip(positions, areas) {
      drawing.line(
        from: plot.point(position, area.interval.lower),
        to: plot.point(position, area.interval.upper), .whisker)
    }
    let model = zip(positions, areas).map { plot.point($0, $1.value) }
    drawing.path(model, .first)
    for point in model { drawing.circle(at: point, radius: 4, .firstMark) }
  }

  func key(hasRules: Bool) -> ChartKey {
    ChartKey(
      entries: [(.lineWithCircle(.first, .firstMark), "Model, with 95 % interval")]
        + (hasRules ? [(.lineWithDiamond(.second, .secondMark), "Rules")] : [])
        + [(.line(.chance), "Base rate")])
  }
}
