/// Parameters laid out for the kernels: a padded dense row and one value for every joint level.
struct ExpandedParameters: Sendable {
  /// The intercept and the dense parameters, padded with zeros to the stride.
  let dense: [Double]

  /// A value per joint level of every group: the sum of its members' parameters, 0 for reference
  /// levels.
  let levels: [Double]

  init(_ parameters: [Double], _ layout: ParameterLayout, _ passLayout: PassLayout) {
    precondition(
      parameters.count == layout.count, "\(parameters.count) of \(layout.count) parameters")
    let leading = parameters[0..<layout.dense.upperBound]
    dense = leading + Array(repeating: 0, count: passLayout.stride - leading.count)
    var levels: [Double] = []
    levels.reserveCapacity(passLayout.totalLevelCount)
    for group in passLayout.groups {
      var joint = [0.0]
      for member in group.members {
        let values =
          (layout.factors[member].dropsFirstLevel ? [0] : [])
          + parameters[layout.factorRanges[member]]
        joint = joint.flatMap { sum in values.map { sum + $0 } }
      }
      levels += joint
    }
    self.levels = levels
  }
}
