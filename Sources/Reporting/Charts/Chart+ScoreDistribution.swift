#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chart {
  /// How predictions spread over leads that converted, upwards, and over the others, downwards.
  ///
  /// Each side adds up to all leads of its outcome. The axis is even in log odds and named in
  /// probabilities, so that rare conversions do not crowd one end. Predictions below about 0.1 % or
  /// above 99.9 % are in the outermost bars.
  ///
  /// - Parameters:
  ///   - logOdds: One finite prediction per lead.
  ///   - outcomes: Whether each lead converted; as many as predictions.
  /// - Returns: The chart.
  public static func scoreDistribution(logOdds: [Double], outcomes: [Bool]) -> Chart {
    let histogram = OutcomeHistogram(logOdds: logOdds, outcomes: outcomes)
    let limit = max(histogram.tallest, 0.01) * 1.08
    let frame = PlotFrame(x: histogram.domain, y: -limit...limit)
    let middle = frame.y.position(0)
    var drawing = Drawing()
    frame.drawLevels(on: &drawing)
    for (index, bin) in histogram.bins.enumerated() {
      let left = frame.x.position(histogram.edge(index))
      let width = max(frame.x.position(histogram.edge(index + 1)) - left - 1.5, 0.5)
      let top = frame.y.position(bin.converted)
      let bottom = frame.y.position(-bin.other)
      drawing.rectangle(x: left, y: top, width: width, height: middle - top, .firstBar)
      drawing.rectangle(x: left, y: middle, width: width, height: bottom - middle, .secondBar)
    }
    drawing.line(
      from: Point(x: PlotFrame.left, y: PlotFrame.bottom),
      to: Point(x: PlotFrame.right, y: PlotFrame.bottom), .axis)
    drawProbabilities(in: frame, on: &drawing)
    frame.drawNames(
      x: "Predicted probability", y: "Share of leads of each outcome", on: &drawing)
    let key = ChartKey(entries: [
      (.box(.firstBar), "Converted, upwards"), (.box(.secondBar), "Other leads, downwards"),
    ])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "distribution-chart", title: "Predictions by outcome",
      description: "The median prediction is \(histogram.medianConverted.percent()) among leads "
        + "that converted and \(histogram.medianOther.percent()) among the others.",
      height: height, drawing: drawing)
  }

  /// Draws round probabilities along the axis, or its two ends where fewer than two fit.
  private static func drawProbabilities(in frame: PlotFrame, on drawing: inout Drawing) {
    var ticks: [(position: Double, text: String)] = []
    for probability in roundProbabilities {
      let position = frame.x.position(log(probability / (1 - probability)))
      guard position > PlotFrame.left, position < PlotFrame.right,
        position - (ticks.last?.position ?? 0) > 34
      else { continue }
      ticks.append((position, probability.roundPercent))
    }
    if ticks.count < 2 {
      ticks = [frame.x.domain.lowerBound, frame.x.domain.upperBound].map {
        (frame.x.position($0), logistic($0).percent(2))
      }
    }
    for tick in ticks { frame.drawTick(at: tick.position, tick.text, on: &drawing) }
  }

  private static let roundProbabilities = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99,
    0.995, 0.998, 0.999,
  ]
}
