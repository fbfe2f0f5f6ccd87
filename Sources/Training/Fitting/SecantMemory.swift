/// What the changes of a gradient along past steps tell of the inverse Hessian (Nocedal 1980).
///
/// Many steps in a few thousand parameters are remembered whole: there is no oldest to forget.
struct SecantMemory: Sendable {
  private var pairs: [(step: [Double], change: [Double], curvature: Double)] = []

  /// Takes in a step and how it changed the gradient.
  mutating func learn(step: [Double], change: [Double]) {
    let curvature = step.product(change)
    if curvature > 0 { pairs.append((step, change, curvature)) }
  }

  /// The step whose negative leads to the minimum (the two loops of L-BFGS).
  ///
  /// - Parameters:
  ///   - gradient: The gradient.
  ///   - first: A product with the inverse Hessian as it was thought to be before the past steps.
  /// - Returns: The product with the inverse as corrected by them.
  func solve(_ gradient: [Double], first: ([Double]) -> [Double]) -> [Double] {
    var rest = gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.step.product(rest) / pair.curvature
      rest = zip(rest, pair.change).map { $0 - share * $1 }
      shares.append(share)
    }
    var step = first(rest)
    for (pair, share) in zip(pairs, shares.reversed()) {
      let excess = share - pair.change.product(step) / pair.curvature
      step = zip(step, pair.step).map { $0 + excess * $1 }
    }
    return step
  }
}

extension [Double] {
  /// The inner product with a vector of the same length.
  func product(_ other: [Double]) -> Double {
    zip(self, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
