/// Parameters laid out for the kernels: a padded dense row and one value for every level.
struct ExpandedParameters: Sendable {
  /// The intercept and the dense parameters, padded with zeros to the stride.
  let dense: [Double]

  /// A value per level of every factor, 0 for reference levels.
  let levels: [Double]

  init(_ parameters: [Double], _ layout: ParameterLayout, _ passLayout: PassLayout) {
    precondition(
      parameters.count == layout.count, "\(parameters.count) of \(layout.count) parameters")
    let leading = parameters[0..<layout.dense.upperBound]
    dense = leading + Array(repeating: 0, count: passLayout.stride - leading.count)
    var levels: [Double] = []
    levels.reserveCapacity(passLayout.totalLevelCount)
    for (factor, range) in zip(layout.factors, layout.factorRanges) {
      if factor.dropsFirstLevel {
        levels.append(0)
      }
      levels += parameters[range]
    }
    self.levels = levels
  }
}
