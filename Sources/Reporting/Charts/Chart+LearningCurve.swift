import Evaluation
public import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Chart {
  /// The AUC on the leads set apart, by the number of leads fitted to.
  ///
  /// The axis of leads is even in ratios: every step to the right is as much more data as the last.
  public static func learning(_ curve: LearningCurve) -> Chart {
    let sizes = curve.points.map { log(Double($0.rows)) }
    let intervals = curve.points.map(\.auc.reportedInterval)
    let lowest = min(0.5, intervals.map(\.lower).min() ?? 0.5)
    let highest = intervals.map(\.upper).max() ?? 1
    let (first, last) = (sizes.first ?? 0, sizes.last ?? 1)
    let frame = PlotFrame(
      x: first...max(last, first + 0.1), y: lowest...min(1, highest + (highest - lowest) * 0.08))
    var drawing = Drawing()
    for tick in frame.y.ticks(atMost: 5) {
      let height = frame.y.position(tick)
      drawing.line(
        from: Point(x: PlotFrame.left, y: height), to: Point(x: PlotFrame.right, y: height), .grid)
      drawing.text(
        tick.decimals(2), at: Point(x: PlotFrame.left - 7, y: height + 4), .end, .tick)
    }
    drawing.line(
      from: Point(x: PlotFrame.left, y: PlotFrame.bottom),
      to: Point(x: PlotFrame.right, y: PlotFrame.bottom), .axis)
    var right = -Double.infinity
    for (size, point) in zip(sizes, curve.points) {
      let x = min(max(frame.x.position(size), PlotFrame.left + 8), PlotFrame.right - 8)
      guard x - right > 44 else { continue }
      right = x
      frame.drawTick(at: x, point.rows.grouped, on: &drawing)
    }
    frame.drawNames(x: "Leads fitted to", y: "AUC on leads set apart", on: &drawing)
    drawing.path(zip(sizes, curve.points).map { frame.point($0, $1.auc.value) }, .first)
    for (index, point) in curve.points.enumerated() {
      drawing.line(
        from: frame.point(sizes[index], intervals[index].lower),
        to: frame.point(sizes[index], intervals[index].upper), .whisker)
      drawing.circle(at: frame.point(sizes[index], point.auc.value), radius: 4, .firstMark)
    }
    let list = curve.points.map { "\($0.auc.value.decimals(3)) from \($0.rows.grouped) leads" }
    return Chart(
      identifier: "learning-chart", title: "Learning curve",
      description: "AUC on the same leads set apart: \(list.joined(separator: "; ")).",
      height: PlotFrame.keyTop, drawing: drawing)
  }
}
