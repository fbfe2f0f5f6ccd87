/// What the marks of a chart stand for, in lines beneath it.
struct ChartKey {
  enum Sample {
    case line(Drawing.Look)
    case circle(Drawing.Look)
    case diamond(Drawing.Look)
    case lineWithCircle(Drawing.Look, Drawing.Look)
    case lineWithDiamond(Drawing.Look, Drawing.Look)
    case box(Drawing.Look)
  }

  let entries: [(sample: Sample, text: String)]

  private static let sampleWidth = 24.0
  private static let lineHeight = 18.0
  /// The mean width of a letter of a key; texts are short, so an estimate will do.
  private static let letterWidth = 6.0

  /// Draws the key and returns the height of the chart with it.
  func draw(at top: Double, on drawing: inout Drawing) -> Double {
    var x = 0.0
    var y = top + ChartKey.lineHeight / 2
    for (sample, text) in entries {
      let width =
        ChartKey.sampleWidth + 6 + Double(text.count) * ChartKey.letterWidth + 16
      if x > 0, x + width - 16 > Drawing.width {
        x = 0
        y += ChartKey.lineHeight
      }
      draw(sample, at: Point(x: x, y: y), on: &drawing)
      drawing.text(
        text, at: Point(x: x + ChartKey.sampleWidth + 6, y: y + 4), .start, .label)
      x += width
    }
    return y + ChartKey.lineHeight / 2 + 2
  }

  private func draw(_ sample: Sample, at start: Point, on drawing: inout Drawing) {
    let end = Point(x: start.x + ChartKey.sampleWidth, y: start.y)
    let centre = Point(x: start.x + ChartKey.sampleWidth / 2, y: start.y)
    switch sample {
    case .line(let look): drawing.line(from: start, to: end, look)
    case .circle(let look): drawing.circle(at: centre, radius: 4, look)
    case .diamond(let look): drawing.diamond(at: centre, radius: 5, look)
    case .lineWithCircle(let line, let mark):
      drawing.line(from: start, to: end, line)
      drawing.circle(at: centre, radius: 3.5, mark)
    case .lineWithDiamond(let line, let mark):
      drawing.line(from: start, to: end, line)
      drawing.diamond(at: centre, radius: 4.5, mark)
    case .box(let look):
      drawing.rectangle(
        x: start.x + 4, y: start.y - 5, width: ChartKey.sampleWidth - 8, height: 10, look)
    }
  }
}
