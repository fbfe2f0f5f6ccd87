public import Evaluation

/// A ranking's cumulative gains, with the name it has in a chart's key.
public struct GainsCurve: Sendable, Equatable {
  /// The name of the ranking.
  public let name: String
  /// The points by ascending share.
  public let points: [GainsPoint]

  /// A named curve.
  public init(name: String, points: [GainsPoint]) {
    self.name = name
    self.points = points
  }
}

extension Chart {
  /// What share of conversions lies in the best share of leads, beside chance and the ideal.
  ///
  /// - Parameters:
  ///   - first: The ranking the chart is about, drawn solid with round marks at 10, 20 and 30 %.
  ///   - second: A ranking to compare it with, drawn dashed with diamonds.
  ///   - baseRate: The share of leads that converted, where the ideal curve reaches the top.
  /// - Returns: The chart.
  public static func gains(
    _ first: GainsCurve, comparedWith second: GainsCurve? = nil, baseRate: Double
  ) -> Chart {
    let frame = PlotFrame()
    var drawing = Drawing()
    frame.drawAxes(
      x: "Best-ranked share of leads", y: "Share of all conversions", on: &drawing)
    drawing.path([frame.point(0, 0), frame.point(baseRate, 1), frame.point(1, 1)], .ideal)
    drawing.path([frame.point(0, 0), frame.point(1, 1)], .chance)
    if second == nil { drawArea(under: first, in: frame, on: &drawing) }
    if let second {
      draw(second, .second, in: frame, on: &drawing)
      for point in second.marked {
        drawing.diamond(
          at: frame.point(point.share, point.capturedShare), radius: 5, .secondMark)
      }
    }
    draw(first, .first, in: frame, on: &drawing)
    for point in first.marked {
      drawing.circle(at: frame.point(point.share, point.capturedShare), radius: 4, .firstMark)
    }
    let key = ChartKey(
      entries: [(.lineWithCircle(.first, .firstMark), first.name)]
        + (second.map { [(.lineWithDiamond(.second, .secondMark), $0.name)] } ?? [])
        + [(.line(.chance), "Chance"), (.line(.ideal), "Ideal")])
    let height = key.draw(at: PlotFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "gains-chart", title: "Cumulative gains",
      description: ([first] + (second.map { [$0] } ?? [])).map(\.sentence).joined(separator: " ")
        + " Chance captures as large a share of conversions as of leads.",
      height: height, drawing: drawing)
  }

  private static func draw(
    _ curve: GainsCurve, _ look: Drawing.Look, in frame: PlotFrame, on drawing: inout Drawing
  ) {
    drawing.path(curve.points.map { frame.point($0.share, $0.capturedShare) }, look)
  }

  private static func drawArea(
    under curve: GainsCurve, in frame: PlotFrame, on drawing: inout Drawing
  ) {
    guard !curve.points.isEmpty else { return }
    let path = curve.points.map { frame.point($0.share, $0.capturedShare) }
    drawing.path(path, isClosed: true, .firstArea)
  }
}

extension GainsCurve {
  /// The points nearest to the marked shares, none twice.
  fileprivate var marked: [GainsPoint] {
    var points: [GainsPoint] = []
    for share in [0.1, 0.2, 0.3] {
      let nearest = self.points.min { abs($0.share - share) < abs($1.share - share) }
      if let nearest, abs(nearest.share - share) < 0.005 { points.append(nearest) }
    }
    return points
  }

  fileprivate var sentence: String {
    let parts = marked.map {
      "\($0.capturedShare.percent(0)) of conversions in its best \($0.share.percent(0))"
    }
    guard !parts.isEmpty else { return "\(name) is drawn over all shares." }
    return "\(name) has \(parts.joined(separator: ", "))."
  }
}
