internal import LinearAlgebra

/// Notices that Newton's method runs after a maximum that lies at infinity.
///
/// Near a finite maximum the decrement is squared from step to step. If the outcomes are separated
/// it only falls by the factor `e` for ever, while the linear predictor of some rows grows by about
/// 1 per step. A slow fall of an already small decrement is therefore proof enough.
struct SeparationWatch {
  private var previous = Double.infinity
  private var slowSteps = 0

  /// The decrement, on the scale of the summed log likelihood, below which convergence is quadratic.
  private static let smallDecrement = 1e-2

  /// Finds the parameters that run away.
  ///
  /// - Parameters:
  ///   - decrement: The decrement at the present place.
  ///   - step: The Newton step from there, on the scale of the standardized columns.
  ///   - penalty: The penalty; along a direction that it penalizes there is always a minimum.
  /// - Returns: Their indices, or `nil` if the iteration converges.
  mutating func parameters(
    afterDecrement decrement: Double, _ step: [Double], _ penalty: QuadraticPenalty
  ) -> [Int]? {
    let isSlow = decrement < Self.smallDecrement && decrement > 0.1 * previous
    slowSteps = isSlow ? slowSteps + 1 : 0
    previous = decrement
    guard slowSteps >= 3 else { return nil }
    let longest =
      step.indices.filter { $0 != ParameterLayout.intercept }
      .map { abs(step[$0]) }.max() ?? 0
    let pull = penalty.gradient(at: step)
    let runaways = step.indices.filter {
      $0 != ParameterLayout.intercept && abs(step[$0]) > 0.1 * longest
        && abs(pull[$0]) <= 0.01 * penalty.matrix.diagonal[$0] * abs(step[$0])
    }
    return runaways.isEmpty ? nil : runaways
  }

  /// Forgets the past after a step that was shortened: its decrement says nothing about the rate.
  mutating func reset() {
    previous = .infinity
    slowSteps = 0
  }
}
