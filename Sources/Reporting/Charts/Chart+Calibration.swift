public import Evaluation

extension Chart {
  /// How often leads of similar probability converted, beside what was predicted.
  public static func calibration(_ table: ReliabilityTable) -> Chart {
    let largest = table.bins.reduce(0.01) {
      max($0, $1.meanPrediction, $1.observed.interval.upper)
    }
    let step = LinearScale.roundStep(atLeast: largest / 5)
    let limit = min((largest / step - 1e-9).rounded(.up) * step, 1)
    let frame = PlotFrame(x: 0...limit, y: 0...limit)
    var drawing = Drawing()
    frame.drawAxes(x: "Predicted probability", y: "Share that converted", on: &drawing)
    drawing.path([frame.point(0, 0), frame.point(limit, limit)], .chance)
    for bin in table.bins { draw(bin, in: frame, on: &drawing) }
    let key = ChartKey(entries: [
      (.circle(.firstMark), "Observed, with 95 % interval"), (.line(.chance), "Perfect"),
    ])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "calibration-chart", title: "Calibration",
      description: description(of: table), height: height, drawing: drawing)
  }

  private static func draw(
    _ bin: ReliabilityBin, in frame: PlotFrame, on drawing: inout Drawing
  ) {
    let low = frame.point(bin.meanPrediction, bin.observed.interval.lower)
    let high = frame.point(bin.meanPrediction, bin.observed.interval.upper)
    drawing.line(from: low, to: high, .whisker)
    for end in [low, high] {
      drawing.line(
        from: Point(x: end.x - 3, y: end.y), to: Point(x: end.x + 3, y: end.y), .whisker)
    }
    if let rate = bin.observed.rate {
      drawing.circle(at: frame.point(bin.meanPrediction, rate), radius: 4, .firstMark)
    }
  }

  private static func description(of table: ReliabilityTable) -> String {
    let inside = table.bins.count {
      $0.observed.interval.lower <= $0.meanPrediction
        && $0.meanPrediction <= $0.observed.interval.upper
    }
    let ends = [table.bins.first, table.bins.last].compactMap { $0 }.map {
      "\($0.meanPrediction.percent()) predicted, "
        + "\(($0.observed.rate ?? .nan).percent()) observed"
    }
    return "In \(inside) of \(table.bins.count) groups of leads the prediction lies inside the "
      + "95 % interval of what was observed. From lowest to highest: "
      + ends.joined(separator: "; ") + "."
  }
}
