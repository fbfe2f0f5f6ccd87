#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chart {
  /// How predictions spread over leads that converted, upwards, and over the others, downwards.
  ///
  /// Each side adds up to all leads of its outcome. The axis is even in log odds and named in
  /// probabilities, so that rare conversions do not crowd one end.
  ///
  /// - Parameters:
  ///   - logOdds: One finite prediction per lead.
  ///   - outcomes: Whether each lead converted; as many as predictions.
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

  private static func drawProbabilities(in frame: PlotFrame, on drawing: inout Drawing) {
    var last = -Double.infinity
    for probability in [
      1e-6, 1e-5, 0.0001, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8,
      0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999,
    ] {
      let logOdds = log(probability / (1 - probability))
      guard frame.x.domain.contains(logOdds), frame.x.position(logOdds) - last > 34 else {
        continue
      }
      last = frame.x.position(logOdds)
      let isFine = probability < 0.001
      frame.drawTick(
        at: last, isFine ? probability.percent(4) : probability.roundPercent, on: &drawing)
    }
  }
}

