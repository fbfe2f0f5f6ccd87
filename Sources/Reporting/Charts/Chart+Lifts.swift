public import CustomerProfile
import Evaluation

extension Chart {
  /// The levels that set converted leads apart, as factors on the conversion rate with intervals.
  ///
  /// - Parameters:
  ///   - levels: The levels, in the order in which they are to be drawn.
  ///   - count: How many to draw at most.
  /// - Returns: The chart.
  public static func lifts(_ levels: [LevelEvidence], count: Int = 16) -> Chart {
    let shown = Array(levels.filter { $0.lift > 0 }.prefix(count))
    let highest = shown.map(\.liftInterval.upper).max() ?? 1
    let scale = LinearScale(
      domain: 0...max(1.5, min(highest, 3 * (shown.map(\.lift).max() ?? 1))), start: 6,
      end: Drawing.width - 6)
    let bottom = liftRow * Double(max(shown.count, 1)) + 6
    var drawing = Drawing()
    for tick in scale.ticks(atMost: 6) {
      let x = scale.position(tick)
      drawing.rowLine(x: x, rows: shown.count, of: liftRow, from: 6, tick == 1 ? .zero : .grid)
      drawing.text(
        "\(tick.decimals(tick == tick.rounded() ? 0 : 1))×",
        at: Point(x: max(x, 8), y: bottom + 15), .middle, .tick)
    }
    if !scale.ticks(atMost: 6).contains(1) {
      drawing.rowLine(x: scale.position(1), rows: shown.count, of: liftRow, from: 6, .zero)
    }
    for (index, level) in shown.enumerated() {
      let top = 6 + liftRow * Double(index)
      let name = "\(level.feature.spokenName): \(level.level)"
      drawing.text(name.shortened(to: 46), at: Point(x: 0, y: top + 13), .start, .value)
      drawing.text(
        level.lift.decimals(1) + "×", at: Point(x: Drawing.width, y: top + 13), .end, .strong)
      drawing.line(
        from: Point(x: scale.position(level.liftInterval.lower), y: top + 24),
        to: Point(x: scale.position(level.liftInterval.upper), y: top + 24), .whisker)
      let centre = Point(x: scale.position(level.lift), y: top + 24)
      if level.lift >= 1 {
        drawing.circle(at: centre, radius: 4.5, .firstMark)
      } else {
        drawing.diamond(at: centre, radius: 5.5, .secondMark)
      }
    }
    drawing.text(
      "Times the average conversion rate", at: Point(x: Drawing.width, y: bottom + 31), .end, .label
    )
    let list = shown.prefix(5).map {
      "\($0.feature.spokenName) \($0.level) \($0.lift.decimals(1)) times"
    }
    return Chart(
      identifier: "lifts-chart", title: "What customers have in common",
      description: "Times the average conversion rate: "
        + (list.isEmpty ? "nothing stands out" : list.joined(separator: "; ")) + ".",
      height: bottom + 40, drawing: drawing)
  }

  private static var liftRow: Double { 36 }
}
