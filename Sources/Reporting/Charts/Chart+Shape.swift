extension Chart {
  /// How a number cut into bins moves the odds, with 95 % intervals, over the bins' shares of leads.
  ///
  /// Bins are drawn equally wide, so that a long tail does not press the others together. The axis
  /// is even in log odds and no wider than three times the largest step.
  ///
  /// - Parameters:
  ///   - shape: The steps.
  ///   - number: Which shape of the page it is.
  /// - Returns: The chart.
  static func shape(_ shape: FeatureShape, number: Int) -> Chart {
    let frame = ShapeFrame(shape)
    var drawing = Drawing()
    frame.drawAxis(on: &drawing)
    frame.drawSteps(on: &drawing)
    frame.drawShares(on: &drawing)
    frame.drawTicks(on: &drawing)
    let key = ChartKey(
      entries: [
        (.line(.first), "Effect"), (.box(.firstArea), "95 % interval"),
        (.box(.plainBar), "Share of leads"),
      ] + (shape.missing == nil ? [] : [(.diamond(.secondMark), "Missing")]))
    let height = key.draw(at: ShapeFrame.keyTop, on: &drawing)
    return Chart(
      identifier: "shape-chart", number: number, title: shape.name, description: shape.sentence,
      height: height, drawing: drawing)
  }
}
