import Evaluation

extension Chart {
  /// How many times the average conversion rate the best share of leads has.
  ///
  /// The first hundredth of the ranking is left out: a lift of a few leads says nothing.
  ///
  /// - Parameters:
  ///   - first: The ranking the chart is about, drawn solid.
  ///   - second: A ranking to compare it with, drawn dashed.
  /// - Returns: The chart.
  public static func lift(_ first: GainsCurve, comparedWith second: GainsCurve? = nil) -> Chart {
    let curves = [first] + (second.map { [$0] } ?? [])
    let highest = curves.flatMap { $0.lifts.map(\.lift) }.max() ?? 1
    let frame = PlotFrame(y: 0...max(2, highest * 1.08))
    var drawing = Drawing()
    for tick in frame.y.ticks(atMost: 5) {
      let height = frame.y.position(tick)
      drawing.line(
        from: Point(x: PlotFrame.left, y: height), to: Point(x: PlotFrame.right, y: height),
        tick == 0 ? .axis : .grid)
      drawing.text(
        "\(tick.decimals(tick == tick.rounded() ? 0 : 1))×",
        at: Point(x: PlotFrame.left - 7, y: height + 4), .end, .tick)
    }
    for tick in frame.x.ticks(atMost: 5) {
      frame.drawTick(at: frame.x.position(tick), tick.roundPercent, on: &drawing)
    }
    frame.drawNames(x: "Best-ranked share of leads", y: "Times the average rate", on: &drawing)
    drawing.path([frame.point(0, 1), frame.point(1, 1)], .chance)
    for (curve, look) in zip(curves, [Drawing.Look.first, .second]).reversed() {
      drawing.path(curve.lifts.map { frame.point($0.share, $0.lift) }, look)
    }
    let key = ChartKey(
      entries: [(.line(.first), first.name)] + (second.map { [(.line(.second), $0.name)] } ?? [])
        + [(.line(.chance), "Chance")])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "lift-chart", title: "Lift",
      description: curves.map(\.liftSentence).joined(separator: " ") + " Chance has a lift of 1.",
      height: height, drawing: drawing)
  }
}

extension GainsCurve {
  fileprivate var lifts: [(share: Double, lift: Double)] {
    points.filter { $0.share >= 0.01 }.map { ($0.share, $0.lift) }
  }

  fileprivate var liftSentence: String {
    let parts = [0.1, 0.2, 0.5].compactMap { share in
      points.min { abs($0.share - share) < abs($1.share - share) }.map {
        "\($0.lift.decimals(1)) times in its best \(share.percent(0))"
      }
    }
    return parts.isEmpty
      ? "\(name) is drawn over all shares."
      : "The conversion rate of \(name) is \(parts.joined(separator: ", "))."
  }
}
