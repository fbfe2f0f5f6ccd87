public import Training

extension Chart {
  /// The coefficients that move scores most, as factors on the odds with 95 % intervals.
  ///
  /// The axis is even in log odds and no wider than three times the largest coefficient, so that one
  /// coefficient the data say nothing about does not flatten the others: its interval is cut there.
  /// Numbers stand for a change by one standard deviation. Of one feature at most three levels are
  /// drawn, so that it does not fill the chart by itself.
  ///
  /// - Parameters:
  ///   - rows: All coefficients; the intercept is left out.
  ///   - count: How many to draw at most.
  /// - Returns: The chart.
  public static func coefficients(_ rows: [CoefficientRow], count: Int = 15) -> Chart {
    let effects = rows.compactMap(StandardizedEffect.init)
      .sorted { $0.estimate.magnitude > $1.estimate.magnitude }.atMost(3).prefix(count)
    let widest = min(60, 3 * max(0.5, effects.first?.estimate.magnitude ?? 0))
    let domain = effects.reduce(-0.1...0.1) { range, effect in
      min(
        range.lowerBound, max(effect.lower, -widest))...max(
          range.upperBound, min(effect.upper, widest))
    }
    let scale = LinearScale(domain: domain, start: 6, end: Drawing.width - 6)
    let bottom = firstRow + coefficientHeight * Double(effects.count)
    var drawing = Drawing()
    drawOdds(scale, rows: effects.count, bottom: bottom, on: &drawing)
    for (index, effect) in effects.enumerated() {
      let top = firstRow + coefficientHeight * Double(index)
      draw(effect, at: top, along: scale, on: &drawing)
    }
    let key = ChartKey(entries: [
      (.circle(.firstMark), "Raises the odds"), (.diamond(.secondMark), "Lowers the odds"),
    ])
    let height = key.draw(at: bottom + 40, on: &drawing)
    let list = effects.prefix(5).map { "\($0.label) times \($0.estimate.oddsRatioText)" }
    return Chart(
      identifier: "coefficient-chart", title: "What moves the odds most",
      description: "Factors on the odds of a conversion, largest first: "
        + (list.isEmpty ? "none" : list.joined(separator: "; ")) + ".",
      height: height, drawing: drawing)
  }

  private static var firstRow: Double { 6 }
  private static var coefficientHeight: Double { 36 }

  private static func draw(
    _ effect: StandardizedEffect, at top: Double, along scale: LinearScale,
    on drawing: inout Drawing
  ) {
    drawing.text(effect.label.shortened(to: 44), at: Point(x: 0, y: top + 13), .start, .value)
    drawing.text(
      "×" + effect.estimate.oddsRatioText, at: Point(x: Drawing.width, y: top + 13), .end, .strong)
    let height = top + 24
    let domain = scale.domain
    let shown = min(max(effect.estimate, domain.lowerBound), domain.upperBound)
    let centre = Point(x: scale.position(shown), y: height)
    if effect.lower < effect.upper {
      drawing.line(
        from: Point(x: scale.position(max(effect.lower, domain.lowerBound)), y: height),
        to: Point(x: scale.position(min(effect.upper, domain.upperBound)), y: height),
        .whisker)
    }
    if effect.estimate >= 0 {
      drawing.circle(at: centre, radius: 4.5, .firstMark)
    } else {
      drawing.diamond(at: centre, radius: 5.5, .secondMark)
    }
  }

  private static func drawOdds(
    _ scale: LinearScale, rows: Int, bottom: Double, on drawing: inout Drawing
  ) {
    for tick in scale.oddsTicks() {
      let x = scale.position(tick.logOdds)
      drawing.rowLine(
        x: x, rows: rows, of: coefficientHeight, from: firstRow,
        tick.logOdds == 0 ? .zero : .grid)
      let centre = min(max(x, 20), Drawing.width - 20)
      drawing.text(tick.text, at: Point(x: centre, y: bottom + 15), .middle, .tick)
    }
    drawing.text(
      "Factor on the odds", at: Point(x: Drawing.width, y: bottom + 31), .end, .label)
  }
}

extension [StandardizedEffect] {
  /// The effects in their order, so many of each feature.
  fileprivate func atMost(_ count: Int) -> [StandardizedEffect] {
    var seen: [String: Int] = [:]
    return filter { effect in
      seen[effect.feature, default: 0] += 1
      return seen[effect.feature, default: 0] <= count
    }
  }
}
