import Monitoring

extension Chart {
  /// The stability index of scores, night by night; nil for fewer than two nights.
  static func scoreStability(of nights: [NightRecord]) -> Chart? {
    let values = nights.compactMap { night in
      night.results.first { $0.key == "psi training scores" }?.value
    }
    guard values.count > 1 else { return nil }
    let highest = max(0.3, values.max() ?? 0)
    let frame = PlotFrame(x: 0...Double(values.count - 1), y: 0...highest)
    var drawing = Drawing()
    for tick in frame.y.ticks(atMost: 5) {
      drawing.line(
        from: frame.point(0, tick), to: frame.point(Double(values.count - 1), tick),
        tick == 0 ? .axis : .grid)
      drawing.text(
        tick.decimals(2), at: Point(x: PlotFrame.left - 7, y: frame.y.position(tick) + 4), .end,
        .tick)
    }
    for limit in [0.10, 0.25] {
      drawing.path(
        [frame.point(0, limit), frame.point(Double(values.count - 1), limit)], .chance)
    }
    drawing.path(values.enumerated().map { frame.point(Double($0.offset), $0.element) }, .first)
    frame.drawNames(x: "Runs, newest right", y: "PSI of scores", on: &drawing)
    let key = ChartKey(entries: [
      (.line(.first), "Against the training leads"), (.line(.chance), "Warn and alarm"),
    ])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "score-stability-chart", title: "Have scores moved?",
      description: "The population stability index of scores over \(values.count) runs, from"
        + " \(values[0].decimals(3)) to \(values[values.count - 1].decimals(3)).",
      height: height, drawing: drawing)
  }
}
