import Evaluation
public import Prediction
public import ScoringModel

extension Chart {
  /// How a lead's score is built up from that of the average lead, one bar per origin.
  ///
  /// Bars are as long as log odds, so that they add up; the axis is named in probabilities as the
  /// model reports them.
  ///
  /// - Parameters:
  ///   - lead: The lead.
  ///   - totals: What adds up to its contributions, the largest first.
  ///   - model: The model, for its probabilities.
  ///   - count: How many bars to draw at most; the rest is one more.
  /// - Returns: The chart.
  public static func waterfall(
    of lead: ScoredLead, totals: [ContributionTotal], model: ScoringModel, count: Int = 12
  ) -> Chart {
    let bars = WaterfallBar.bars(from: lead.base, totals: totals, count: count)
    let ends = bars.flatMap { [$0.start, $0.end] } + [lead.base, lead.logOdds]
    let (lowest, highest) = (ends.min() ?? 0, ends.max() ?? 0)
    let margin = max(0.25, (highest - lowest) * 0.06)
    let scale = LinearScale(
      domain: (lowest - margin)...(highest + margin), start: 6, end: Drawing.width - 6)
    let bottom = waterfallRow * Double(bars.count + 2)
    var drawing = Drawing()
    drawProbabilityGrid(
      along: scale, of: model, rows: bars.count + 2, bottom: bottom, on: &drawing)
    for (index, bar) in bars.enumerated() {
      let (x, top) = (scale.position(bar.end), waterfallRow * Double(index + 1))
      drawing.line(
        from: Point(x: x, y: top + 29), to: Point(x: x, y: top + waterfallRow + 19), .whisker)
    }
    drawPoint(
      "The average lead", lead.base, row: 0, along: scale, model: model, on: &drawing)
    for (index, bar) in bars.enumerated() {
      draw(bar, row: index + 1, along: scale, on: &drawing)
    }
    drawPoint(
      "This lead", lead.logOdds, row: bars.count + 1, along: scale, model: model, on: &drawing)
    let key = ChartKey(entries: [
      (.box(.firstBar), "Speaks for the lead"), (.box(.secondBar), "Speaks against it"),
    ])
    let height = key.draw(at: bottom + 40, on: &drawing)
    return Chart(
      identifier: "waterfall-chart", title: "From the average lead to this one",
      description: description(lead, bars, model), height: height, drawing: drawing)
  }

  private static var waterfallRow: Double { 36 }

  private static func description(
    _ lead: ScoredLead, _ bars: [WaterfallBar], _ model: ScoringModel
  ) -> String {
    let steps = bars.prefix(5).map { "\($0.name) times \($0.logOdds.oddsRatioText)" }
    return "The average lead stands at \(model.probability(atLogOdds: lead.base).percent()), this "
      + "lead at \(lead.probability.percent()). Factors on the odds, largest first: "
      + (steps.isEmpty ? "none" : steps.joined(separator: "; ")) + "."
  }

  /// Draws an end of the way: a dot where the average lead or this one stands.
  private static func drawPoint(
    _ name: String, _ logOdds: Double, row: Int, along scale: LinearScale, model: ScoringModel,
    on drawing: inout Drawing
  ) {
    let top = waterfallRow * Double(row)
    drawing.text(name, at: Point(x: 0, y: top + 13), .start, .strong)
    drawing.text(
      model.probability(atLogOdds: logOdds).percent(), at: Point(x: Drawing.width, y: top + 13),
      .end, .strong)
    drawing.circle(at: Point(x: scale.position(logOdds), y: top + 24), radius: 5, .firstMark)
  }

  private static func draw(
    _ bar: WaterfallBar, row: Int, along scale: LinearScale, on drawing: inout Drawing
  ) {
    let top = waterfallRow * Double(row)
    drawing.text(bar.name.shortened(to: 44), at: Point(x: 0, y: top + 13), .start, .value)
    drawing.text(
      "×" + bar.logOdds.oddsRatioText, at: Point(x: Drawing.width, y: top + 13), .end, .strong)
    let left = scale.position(min(bar.start, bar.end))
    let right = scale.position(max(bar.start, bar.end))
    drawing.rectangle(
      x: left, y: top + 19, width: max(right - left, 1), height: 10,
      bar.logOdds < 0 ? .secondBar : .firstBar)
  }

  /// Draws round probabilities as far as they are apart.
  private static func drawProbabilityGrid(
    along scale: LinearScale, of model: ScoringModel, rows: Int, bottom: Double,
    on drawing: inout Drawing
  ) {
    var last = -Double.infinity
    for probability in [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.99] {
      let logOdds =
        model.calibration?.lowestLogOdds(reaching: probability) ?? logOdds(of: probability)
      guard scale.domain.contains(logOdds) else { continue }
      let x = scale.position(logOdds)
      guard x - last > 38 else { continue }
      last = x
      drawing.rowLine(x: x, rows: rows, of: waterfallRow, from: 0, .grid)
      let centre = min(max(x, 16), Drawing.width - 16)
      drawing.text(probability.roundPercent, at: Point(x: centre, y: bottom + 15), .middle, .tick)
    }
    drawing.text(
      "Probability", at: Point(x: Drawing.width, y: bottom + 31), .end, .label)
  }
}

/// A step on the way from the average lead to this one.
struct WaterfallBar {
  let name: String
  /// The log odds before and after the step.
  let start, end: Double

  var logOdds: Double { end - start }

  /// The steps in the order of the totals, those past a count as one.
  static func bars(from base: Double, totals: [ContributionTotal], count: Int) -> [WaterfallBar] {
    var bars: [WaterfallBar] = []
    var position = base
    let named = totals.count <= count + 1 ? totals[...] : totals.prefix(count)
    for total in named {
      bars.append(WaterfallBar(name: total.name, start: position, end: position + total.logOdds))
      position += total.logOdds
    }
    let rest = totals.dropFirst(named.count)
    if !rest.isEmpty {
      let sum = rest.reduce(0) { $0 + $1.logOdds }
      bars.append(
        WaterfallBar(name: "\(rest.count) more together", start: position, end: position + sum))
    }
    return bars
  }
}
