/// The field of a chart, with a scale and an axis on two sides.
struct PlotFrame {
  let x, y: LinearScale

  static let left = 46.0
  static let right = Drawing.width - 18
  static let top = 28.0
  static let bottom = 258.0
  /// Where the key begins.
  static let keyTop = bottom + 42

  init(x: ClosedRange<Double> = 0...1, y: ClosedRange<Double> = 0...1) {
    self.x = LinearScale(domain: x, start: PlotFrame.left, end: PlotFrame.right)
    self.y = LinearScale(domain: y, start: PlotFrame.bottom, end: PlotFrame.top)
  }

  func point(_ x: Double, _ y: Double) -> Point {
    Point(x: self.x.position(x), y: self.y.position(y))
  }

  /// Draws grid and axes of two shares, with their names.
  func drawAxes(x xName: String, y yName: String, on drawing: inout Drawing) {
    drawLevels(on: &drawing)
    for tick in x.ticks(atMost: 5) {
      drawTick(at: x.position(tick), tick.roundPercent, on: &drawing)
    }
    drawNames(x: xName, y: yName, on: &drawing)
  }

  /// Draws the grid and the vertical axis of a share; shares below 0 are drawn downwards.
  func drawLevels(on drawing: inout Drawing) {
    for tick in y.ticks(atMost: 5) {
      let height = y.position(tick)
      drawing.line(
        from: Point(x: PlotFrame.left, y: height), to: Point(x: PlotFrame.right, y: height),
        tick == 0 ? .axis : .grid)
      drawing.text(
        tick.magnitude.roundPercent, at: Point(x: PlotFrame.left - 7, y: height + 4), .end, .tick)
    }
  }

  /// Draws a mark of the horizontal axis.
  func drawTick(at position: Double, _ text: String, on drawing: inout Drawing) {
    drawing.line(
      from: Point(x: position, y: PlotFrame.bottom),
      to: Point(x: position, y: PlotFrame.bottom + 4), .axis)
    drawing.text(text, at: Point(x: position, y: PlotFrame.bottom + 17), .middle, .tick)
  }

  /// Draws the names of the axes, both level: beneath one, above the other.
  func drawNames(x xName: String, y yName: String, on drawing: inout Drawing) {
    drawing.text(xName, at: Point(x: PlotFrame.right, y: PlotFrame.bottom + 33), .end, .label)
    drawing.text(yName, at: Point(x: 0, y: 12), .start, .label)
  }
}
