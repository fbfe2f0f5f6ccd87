/// The field of a shape's chart: effects above, shares of leads beneath, one column per bin.
struct ShapeFrame {
  private let shape: FeatureShape
  private let effects, shares: LinearScale
  private let stepWidth: Double

  private static let top = 28.0
  private static let bottom = 188.0
  private static let shareTop = 200.0
  private static let shareBottom = 232.0
  /// Where the key begins.
  static let keyTop = shareBottom + 27
  /// The distance of missing values from the last bin, in bins.
  private static let gap = 0.6

  init(_ shape: FeatureShape) {
    self.shape = shape
    let all = shape.steps + (shape.missing.map { [$0] } ?? [])
    let largest = all.reduce(0) { max($0, $1.effect.value.magnitude) }
    let widest = min(60, 3 * max(0.1, largest))
    let domain = all.reduce(-0.05...0.05) { range, step in
      min(
        range.lowerBound, max(step.effect.lower, -widest))...max(
          range.upperBound, min(step.effect.upper, widest))
    }
    effects = LinearScale(domain: domain, start: ShapeFrame.bottom, end: ShapeFrame.top)
    shares = LinearScale(
      domain: 0...max(all.reduce(0) { max($0, $1.share) }, 1e-9), start: ShapeFrame.shareBottom,
      end: ShapeFrame.shareTop)
    let columns = Double(shape.steps.count) + (shape.missing == nil ? 0 : ShapeFrame.gap + 1)
    stepWidth = (PlotFrame.right - PlotFrame.left) / columns
  }

  private func left(ofStep index: Int) -> Double {
    PlotFrame.left + stepWidth * Double(index)
  }

  private var missingLeft: Double { PlotFrame.right - stepWidth }

  /// Draws factors on the odds as levels.
  func drawAxis(on drawing: inout Drawing) {
    for tick in effects.oddsTicks() {
      let height = effects.position(tick.logOdds)
      drawing.line(
        from: Point(x: PlotFrame.left, y: height), to: Point(x: PlotFrame.right, y: height),
        tick.logOdds == 0 ? .zero : .grid)
      drawing.text(tick.text, at: Point(x: PlotFrame.left - 7, y: height + 4), .end, .tick)
    }
    drawing.text("Factor on the odds", at: Point(x: 0, y: 12), .start, .label)
  }

  /// Draws the band of intervals, the steps over it, and missing values apart.
  func drawSteps(on drawing: inout Drawing) {
    let back = outline { $0.lower }.reversed()
    drawing.path(outline { $0.upper } + back, isClosed: true, .firstArea)
    drawing.path(outline { $0.value }, .first)
    guard let effect = shape.missing?.effect else { return }
    let x = missingLeft + stepWidth / 2
    if effect.lower < effect.upper {
      drawing.line(
        from: Point(x: x, y: effects.position(effect.lower)),
        to: Point(x: x, y: effects.position(effect.upper)), .whisker)
    }
    drawing.diamond(at: Point(x: x, y: effects.position(effect.value)), radius: 5.5, .secondMark)
  }

  private func outline(_ height: (EffectEstimate) -> Double) -> [Point] {
    shape.steps.enumerated().flatMap { index, step in
      let y = effects.position(height(step.effect))
      return [Point(x: left(ofStep: index), y: y), Point(x: left(ofStep: index + 1), y: y)]
    }
  }

  /// Draws the shares of leads as bars.
  func drawShares(on drawing: inout Drawing) {
    for (index, step) in shape.steps.enumerated() {
      drawShare(step.share, at: left(ofStep: index), on: &drawing)
    }
    if let missing = shape.missing { drawShare(missing.share, at: missingLeft, on: &drawing) }
    drawing.line(
      from: Point(x: PlotFrame.left, y: ShapeFrame.shareBottom),
      to: Point(x: PlotFrame.right, y: ShapeFrame.shareBottom), .axis)
    drawing.text(
      shares.domain.upperBound.percent(0),
      at: Point(x: PlotFrame.left - 7, y: ShapeFrame.shareTop + 8), .end, .tick)
  }

  private func drawShare(_ share: Double, at left: Double, on drawing: inout Drawing) {
    let top = shares.position(share)
    drawing.rectangle(
      x: left + 0.75, y: top, width: max(stepWidth - 1.5, 0.5),
      height: ShapeFrame.shareBottom - top, .plainBar)
  }

  /// Draws where bins begin, as many as fit beside one another, and names missing values.
  func drawTicks(on drawing: inout Drawing) {
    var end = 0.0
    var limit = Drawing.width
    if shape.missing != nil {
      let text = "missing"
      let centre = min(missingLeft + stepWidth / 2, Drawing.width - width(of: text) / 2)
      limit = centre - width(of: text) / 2 - 6
      draw(text, at: centre, on: &drawing)
    }
    for (index, text) in shape.beginnings.enumerated() {
      let x = left(ofStep: index + 1)
      drawing.line(
        from: Point(x: x, y: ShapeFrame.shareBottom),
        to: Point(x: x, y: ShapeFrame.shareBottom + 4), .axis)
      guard x - width(of: text) / 2 >= end, x + width(of: text) / 2 <= limit else { continue }
      draw(text, at: x, on: &drawing)
      end = x + width(of: text) / 2 + 6
    }
  }

  private func draw(_ text: String, at x: Double, on drawing: inout Drawing) {
    drawing.text(text, at: Point(x: x, y: ShapeFrame.shareBottom + 17), .middle, .tick)
  }

  /// About how wide a text of an axis is.
  private func width(of text: String) -> Double { Double(text.count) * 6.6 }
}
