import Evaluation
import Tables
public import Training

extension Chart {
  /// The AUC of the model over the origins of a backtest, with intervals, beside the rules and chance.
  public static func origins(_ backtest: Backtest) -> Chart {
    let judged = backtest.folds.filter { $0.judgement.auc != nil }
    let areas = judged.map { AreaPoint($0.judgement) }
    let frame = AreaFrame(areas: areas, positions: judged.indices.map(Double.init))
    var drawing = Drawing()
    frame.drawLevels(on: &drawing)
    let stride = (judged.count + 3) / 4
    for (index, fold) in judged.enumerated() where index % stride == 0 {
      frame.plot.drawTick(
        at: frame.plot.x.position(Double(index)), backtest.clock.tick(fold.origin), on: &drawing)
    }
    frame.plot.drawNames(x: "Trained on what was known at", y: "AUC", on: &drawing)
    frame.draw(areas, hasRules: backtest.rules != nil, on: &drawing)
    let height = frame.key(hasRules: backtest.rules != nil).draw(
      at: PlotFrame.keyTop, on: &drawing)
    let list = zip(judged, areas).map { fold, area in
      "\(backtest.clock.text(fold.origin)) \(area.sentence)"
    }
    return Chart(
      identifier: "origins-chart", title: "Forward in time, period by period",
      description: "AUC on the period after each origin: \(list.joined(separator: "; ")).",
      height: height, drawing: drawing)
  }

  /// The AUC of models of shorter histories on the leads of a backtest.
  public static func learning(_ backtest: Backtest) -> Chart {
    let points = backtest.learning.filter { $0.judgement.auc != nil }
    let areas = points.map { AreaPoint($0.judgement) }
    let frame = AreaFrame(areas: areas, positions: points.indices.map(Double.init))
    var drawing = Drawing()
    frame.drawLevels(on: &drawing)
    for (index, point) in points.enumerated() {
      frame.plot.drawTick(
        at: frame.plot.x.position(Double(index)),
        Int(point.trainedConversions.rounded()).grouped, on: &drawing)
    }
    frame.plot.drawNames(
      x: "Conversions learned from, on average", y: "AUC", on: &drawing)
    frame.draw(areas, hasRules: backtest.rules != nil, on: &drawing)
    let height = frame.key(hasRules: backtest.rules != nil).draw(
      at: PlotFrame.keyTop, on: &drawing)
    let list = zip(points, areas).map { point, area in
      "\(point.trainedConversions.decimals(0)) conversions \(area.sentence)"
    }
    return Chart(
      identifier: "learning-chart", title: "How much history it takes",
      description: "AUC by the number of conversions learned from: "
        + "\(list.joined(separator: "; ")).",
      height: height, drawing: drawing)
  }
}

/// An AUC as a chart of areas draws it.
private struct AreaPoint {
  let value: Double
  let interval: ConfidenceInterval
  let rules: Double?

  init(_ judgement: BacktestJudgement) {
    value = judgement.auc?.value ?? .nan
    interval = judgement.auc?.reportedInterval ?? ConfidenceInterval(lower: 0, upper: 1)
    rules = judgement.againstRules?.reference.value
  }

  var sentence: String {
    "\(value.decimals(3)) (\(interval.text(3)))"
      + (rules.map { ", rules \($0.decimals(3))" } ?? "")
  }
}

/// The field on which areas are drawn: even steps across, AUC upwards.
private struct AreaFrame {
  let plot: PlotFrame
  private let positions: [Double]

  init(areas: [AreaPoint], positions: [Double]) {
    self.positions = positions
    let lowest = areas.flatMap { [$0.interval.lower, $0.rules ?? 1] }.min() ?? 0.5
    let highest = areas.flatMap { [$0.interval.upper, $0.rules ?? 0] }.max() ?? 1
    let bottom = min(0.5, (lowest * 10).rounded(.down) / 10)
    let top = max(bottom + 0.1, (highest * 10).rounded(.up) / 10)
    plot = PlotFrame(x: -0.5...max(0.5, Double(areas.count) - 0.5), y: bottom...top)
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

extension BacktestHistory.Clock {
  /// A moment as it stands at a mark: a day, or the number of a row.
  fileprivate func tick(_ moment: Timestamp) -> String {
    switch self {
    case .calendar: text(moment)
    case .order: Int(moment.microseconds + 1).grouped
    }
  }
}
