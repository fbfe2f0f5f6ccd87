public import Evaluation

extension Chart {
  /// How often leads converted, beside what was predicted, with the band in which the curve of right
  /// predictions would lie.
  ///
  /// The hundredth of leads with the highest predictions may lie beyond the axis.
  public static func reliability(_ diagram: ReliabilityDiagram) -> Chart {
    let band = diagram.band
    let last = diagram.lastShown
    let within = band.filter { $0.prediction <= last }
    let shown = diagram.path(upTo: last)
    let highest = max(
      shown.map(\.rate).max() ?? 0, within.map(\.interval.upper).max() ?? 0)
    let limit = roundLimit(max(0.01, last, highest))
    let frame = PlotFrame(x: 0...limit, y: 0...limit)
    var drawing = Drawing()
    frame.drawAxes(x: "Predicted probability", y: "Share that converted", on: &drawing)
    drawing.path(
      within.map { frame.point($0.prediction, $0.interval.upper) }
        + within.reversed().map { frame.point($0.prediction, $0.interval.lower) },
      isClosed: true, .firstArea)
    drawing.path([frame.point(0, 0), frame.point(limit, limit)], .chance)
    drawing.path(shown.map { frame.point($0.prediction, $0.rate) }, .first)
    let key = ChartKey(entries: [
      (.line(.first), "Observed"), (.line(.chance), "Perfect"),
      (.box(.firstArea), "Where chance leads if perfect"),
    ])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "calibration-chart", title: "Calibration",
      description: diagram.sentence, height: height, drawing: drawing)
  }

  /// The end of an axis from 0 that a number of round steps reach.
  private static func roundLimit(_ largest: Double) -> Double {
    let step = LinearScale.roundStep(atLeast: largest / 5)
    return min((largest / step - 1e-9).rounded(.up) * step, 1)
  }
}

extension ReliabilityDiagram {
  /// The curve as corners of a line, up to a prediction.
  fileprivate func path(upTo limit: Double) -> [(prediction: Double, rate: Double)] {
    levels.filter { $0.lowestPrediction <= limit }.flatMap { level in
      [
        (level.lowestPrediction, level.rate), (min(level.highestPrediction, limit), level.rate),
      ]
    }
  }

  /// The prediction up to which the curve is drawn: a hundredth of the leads may lie beyond it, if
  /// they do not share one prediction.
  fileprivate var lastShown: Double {
    let rows = levels.reduce(0) { $0 + $1.rows }
    guard let top = levels.last, let last = band.last, band.count > 1 else { return 1 }
    let isTied = top.lowestPrediction == top.highestPrediction && top.rows * 100 > rows
    return isTied ? last.prediction : band[band.count - 2].prediction
  }

  /// What the curve and its band say, as one sentence.
  var sentence: String {
    let (above, below) = sharesOutside
    let outside = (above + below).percent(0)
    guard above + below > ReliabilityDiagram.shareOutsideByChance else {
      return "The observed rates stay inside the band for \((1 - above - below).percent(0)) of the "
        + "leads: chance alone explains their distance from the predictions."
    }
    let direction =
      above > 2 * below
      ? "more leads convert than predicted there"
      : below > 2 * above
        ? "fewer leads convert than predicted there"
        : "predictions are too low in places and too high in others"
    return "The observed rates leave the band for \(outside) of the leads (about 5 % would if "
      + "predictions were right): \(direction)."
  }

  /// Twice the share that lies outside when every prediction is right.
  private static let shareOutsideByChance = 0.1

  /// The shares of leads for which the curve lies above and below the band.
  private var sharesOutside: (above: Double, below: Double) {
    var (above, below, level) = (0, 0, 0)
    for point in band {
      while level + 1 < levels.count, levels[level + 1].lowestPrediction <= point.prediction {
        level += 1
      }
      if levels[level].rate > point.interval.upper { above += 1 }
      if levels[level].rate < point.interval.lower { below += 1 }
    }
    let count = Double(max(1, band.count))
    return (Double(above) / count, Double(below) / count)
  }
}
