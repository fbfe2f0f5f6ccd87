internal import LinearAlgebra

/// Newton's method as a test for separation.
///
/// Towards a finite maximum the promised gain is squared from step to step; after one at infinity
/// it falls by the factor `e`.
struct NewtonSeparation {
  private let objective: LogisticObjective

  /// The number of passes over the rows so far.
  private(set) var passes = 0

  private static let maximumSteps = 30

  init(_ objective: LogisticObjective) {
    self.objective = objective
  }

  /// A verdict, or `nil` if the iteration shows nothing.
  mutating func verdict() -> SeparationVerdict? {
    var start = objective.derivatives(at: objective.interceptOnly)
    passes += 1
    let free = objective.designMatrix.layout.parameters(
      without: start.hessian.dependentColumns())
    let noPenalty = QuadraticPenalty.none(count: objective.designMatrix.layout.count)
    var previousGain = Double.infinity
    for index in 0..<Self.maximumSteps {
      guard let step = Self.step(start, free: free) else { return nil }
      let gain = step.gain * objective.sumScale
      if gain <= 1e-8 && gain < 0.1 * previousGain { return .overlapping }
      previousGain = gain
      var length = 1.0
      var next = objective.derivatives(at: start.moved(along: step.direction))
      passes += 1
      while !(next.objective(noPenalty) <= start.objective(noPenalty)) && length > 1e-6 {
        length /= 2
        next = objective.derivatives(at: start.moved(along: step.direction, by: length))
        passes += 1
      }
      start = next
      if index >= 2 && isRight(start.parameters) {
        return .separated(Separation(.complete, along: step.direction, share: 0.1))
      }
    }
    return nil
  }

  private static func step(
    _ point: LossDerivatives, free: [Int]
  ) -> (direction: [Double], gain: Double)? {
    guard let factored = try? Cholesky(point.hessian.submatrix(free)) else { return nil }
    let gradient = free.map { point.gradient[$0] }
    let solution = factored.solve(gradient)
    var direction = [Double](repeating: 0, count: point.parameters.count)
    for (parameter, value) in zip(free, solution) { direction[parameter] = -value }
    return (direction, zip(gradient, solution).reduce(0) { $0 + $1.0 * $1.1 } / 2)
  }

  /// Whether the predictor has the right sign for every row: one pass.
  private mutating func isRight(_ parameters: [Double]) -> Bool {
    passes += 1
    let loss = objective.loss
    return objective.designMatrix.gradientPass(
      at: parameters, scaling: objective.scaling, threads: objective.threads
    ) { rows, predictor, _, residual in
      var wrong = 0.0
      for index in 0..<rows.count {
        let row = rows.lowerBound + index
        residual[index] = 0
        guard (loss.weights?[row] ?? 1) > 0 else { continue }
        let outcome = loss.outcomes[row]
        let isRight =
          outcome == 1 ? predictor[index] > 0 : outcome == 0 ? predictor[index] < 0 : false
        wrong += isRight ? 0 : 1
      }
      return LossSums(fitted: wrong)
    }.losses.fitted == 0
  }
}
