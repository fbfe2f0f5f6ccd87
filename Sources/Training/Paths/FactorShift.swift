/// A direction in which the levels of a factor move by the same number of log odds.
///
/// The intercept makes up for it, so that the loss hardly changes, or not at all where no level is
/// left out: one level at a time, coordinate descent would crawl along it. Levels at 0 rest there,
/// as their corners in the penalty would hold back all others.
struct FactorShift {
  /// The levels among the parameters of a block, and how far a level that does not rest moves.
  let indices: [Int]
  private let scales: [Double]

  /// How far a unit of the direction moves each level: 0 for one that rests.
  private(set) var steps: [Double]

  /// What a unit of the direction adds to the gradient of the block.
  private(set) var gradientChange: [Double]

  /// A direction whose levels all rest.
  init(indices: [Int], scales: [Double], parameterCount: Int) {
    self.indices = indices
    self.scales = scales
    steps = Array(repeating: 0, count: indices.count)
    gradientChange = Array(repeating: 0, count: parameterCount)
  }

  /// Lets levels at 0 rest and all others move.
  ///
  /// - Parameters:
  ///   - values: The parameters of the block.
  ///   - hessian: The Hessian of the block, row after row.
  mutating func update(_ values: [Double], hessian: [Double]) {
    for (place, index) in indices.enumerated() {
      let step = values[index] == 0 ? 0 : scales[place]
      guard step != steps[place] else { continue }
      WorkingBlock.add(
        hessian, from: index * values.count, times: step - steps[place], to: &gradientChange)
      steps[place] = step
    }
  }

  /// How far to go, exactly: the objective along the direction is a parabola with corners where a
  /// level reaches 0.
  ///
  /// - Parameters:
  ///   - values: The parameters of the block.
  ///   - gradient: The gradient of the quadratic model there.
  ///   - thresholds: The factor of each parameter's magnitude in the penalty.
  ///   - squares: The factor of half of each parameter's square.
  /// - Returns: The length of the move, 0 at the minimum.
  func minimum(
    _ values: [Double], gradient: [Double], thresholds: [Double], squares: [Double]
  ) -> Double {
    // Without a penalty it may not matter how far, and rounding errors must not decide.
    guard indices.contains(where: { thresholds[$0] > 0 || squares[$0] > 0 }) else { return 0 }
    var slope = 0.0
    var total = 0.0
    // Rounding errors can make it negative where the loss does not change.
    var curvature = max(zip(indices, steps).reduce(0) { $0 + $1.1 * gradientChange[$1.0] }, 0)
    for (index, step) in zip(indices, steps) {
      let value = values[index]
      slope += step * (gradient[index] + squares[index] * value)
      curvature += squares[index] * step * step
      let weight = thresholds[index] * step
      total += weight
      slope += value > 0 ? weight : -weight
    }
    // Where levels on both sides balance, rounding errors must not decide on a long way for nothing.
    let flat = 1e-9 * total
    guard abs(slope) > flat else { return 0 }
    // Downhill, corners come one after the other, and each makes the way flatter by twice its weight.
    let sign: Double = slope > 0 ? -1 : 1
    var rest = -abs(slope)
    let corners = zip(indices, steps).compactMap { index, step -> (at: Double, weight: Double)? in
      let at = -sign * values[index] / step
      return at > 0 ? (at, 2 * thresholds[index] * step) : nil
    }.sorted { $0.at < $1.at }
    var length = 0.0
    for corner in corners {
      let next = rest + curvature * (corner.at - length)
      if next >= 0 { return sign * (length - rest / curvature) }
      (length, rest) = (corner.at, next + corner.weight)
      if rest >= -flat { return sign * length }
    }
    // Beyond the last corner the objective rises again only if it bends.
    return curvature > 0 ? sign * (length - rest / curvature) : sign * length
  }
}
