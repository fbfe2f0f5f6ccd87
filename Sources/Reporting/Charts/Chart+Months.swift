public import Evaluation

extension Chart {
  /// How often leads of each tier won, month by month, with intervals where the end is known.
  ///
  /// Months in which no lead of a tier has ended yet are left out of its line.
  public static func months(_ effectiveness: Effectiveness) -> Chart {
    let months = effectiveness.months.filter { month in
      month.groups.contains { $0.winRate.trials > 0 }
    }
    let shown = lines(of: months)
    let highest = shown.flatMap(\.points).map(\.rate).max() ?? 0
    let frame = PlotFrame(
      x: 0...Double(max(months.count - 1, 1)), y: 0...max(0.05, min(1, highest * 1.15)))
    var drawing = Drawing()
    frame.drawLevels(on: &drawing)
    let step = max(1, (months.count + 4) / 5)
    for (index, month) in months.enumerated() where index % step == 0 {
      frame.drawTick(
        at: min(max(frame.x.position(Double(index)), PlotFrame.left + 14), PlotFrame.right - 8),
        month.name, on: &drawing)
    }
    frame.drawNames(x: "Month of the first score", y: "Win rate", on: &drawing)
    for (index, line) in shown.enumerated() {
      let look = looks[index % looks.count]
      let points = line.points.map { frame.point(Double($0.month), $0.rate) }
      drawing.path(points, look.line)
      for point in points {
        if index % 2 == 0 {
          drawing.circle(at: point, radius: 3.5, look.mark)
        } else {
          drawing.diamond(at: point, radius: 4.5, look.mark)
        }
      }
    }
    let key = ChartKey(
      entries: shown.enumerated().map { index, line in
        let look = looks[index % looks.count]
        let sample: ChartKey.Sample =
          index % 2 == 0
          ? .lineWithCircle(look.line, look.mark) : .lineWithDiamond(look.line, look.mark)
        return (sample, line.name.shortened(to: 24))
      })
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "months-chart", title: "Win rate by month and tier",
      description: shown.map(\.sentence).joined(separator: " "), height: height, drawing: drawing)
  }

  private static var looks: [(line: Drawing.Look, mark: Drawing.Look)] {
    [(.first, .firstMark), (.second, .secondMark), (.chance, .plainBar), (.ideal, .plainBar)]
  }

  private struct Line {
    let name: String
    let points: [(month: Int, rate: Double)]

    var sentence: String {
      guard let first = points.first, let last = points.last else { return "" }
      return "\(name): \(first.rate.percent(0)) in the first month, \(last.rate.percent(0)) in the "
        + "last."
    }
  }

  private static func lines(of months: [Effectiveness.Month]) -> [Line] {
    guard let first = months.first else { return [] }
    return first.groups.indices.map { index in
      let points = months.enumerated().compactMap { number, month -> (month: Int, rate: Double)? in
        month.groups[index].winRate.rate.map { (number, $0) }
      }
      return Line(name: first.groups[index].name, points: points)
    }.filter { !$0.points.isEmpty }
  }
}
