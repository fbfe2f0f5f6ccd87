internal import LinearAlgebra

/// Fisher scoring with step halving for a likelihood some of whose parameters are fixed.
///
/// For the binomial likelihood this is Newton's method. For Firth's it converges linearly, as the
/// information is not its Hessian, but fast.
struct LikelihoodMaximizer: Sendable {
  /// The promised gain of log likelihood at which to stop: a step of 1e-11 standard errors.
  var tolerance = 1e-22

  /// The promised gain that is good enough once the evaluations are used up: 1e-7 standard errors.
  ///
  /// Where outcomes are separated, Firth's iteration creeps at the end.
  private static let acceptableGain = 1e-14

  /// The number of evaluations after which to give up.
  var maximumSteps = 200

  /// The longest step of a parameter of a standardized column.
  private static let longestStep = 5.0
  private static let maximumHalvings = 30

  /// Where a maximization ended.
  struct Maximum: Sendable {
    let point: LikelihoodPoint

    /// How often the likelihood was evaluated.
    let evaluations: Int
  }

  /// Maximizes a likelihood.
  ///
  /// - Parameters:
  ///   - likelihood: The likelihood.
  ///   - start: Where to start.
  ///   - free: The parameters that may move.
  /// - Returns: The maximum and what it took to get there.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)``.
  func maximum(
    of likelihood: some Likelihood, from start: LikelihoodPoint, free: [Int]
  ) throws(FitError) -> Maximum {
    var point = start
    var evaluations = 0
    var previousGain = Double.infinity
    while evaluations < maximumSteps {
      let step = try Step(point, free: free, evaluations: evaluations)
      // Rounding ends the progress of a huge sum somewhat above the tolerance.
      let isStalled = step.gain <= 1e-12 && step.gain > 0.9 * previousGain
      if step.gain <= tolerance || isStalled {
        return Maximum(point: point, evaluations: evaluations)
      }
      previousGain = step.gain
      let longest = step.direction.map(abs).max() ?? 0
      var length = min(1, Self.longestStep / longest)
      var next = try likelihood.point(at: point.moved(along: step.direction, by: length))
      evaluations += 1
      let slack = 1e-12 * (1 + abs(point.logLikelihood))
      for _ in 0..<Self.maximumHalvings
      where !(next.logLikelihood >= point.logLikelihood + 2e-4 * length * step.gain - slack) {
        length /= 2
        next = try likelihood.point(at: point.moved(along: step.direction, by: length))
        evaluations += 1
      }
      point = next
    }
    if try Step(point, free: free, evaluations: evaluations).gain <= Self.acceptableGain {
      return Maximum(point: point, evaluations: evaluations)
    }
    let norm = free.map { abs(point.score[$0]) }.max() ?? 0
    throw .notConverged(passes: evaluations, gradientNorm: norm)
  }

  /// The direction to the maximum of the quadratic model, and what that would gain.
  private struct Step {
    let direction: [Double]
    let gain: Double

    init(_ point: LikelihoodPoint, free: [Int], evaluations: Int) throws(FitError) {
      let score = free.map { point.score[$0] }
      guard let factored = try? Cholesky(point.information.submatrix(free)) else {
        throw .notConverged(passes: evaluations, gradientNorm: score.map(abs).max() ?? 0)
      }
      let solution = factored.solve(score)
      var direction = [Double](repeating: 0, count: point.parameters.count)
      for (parameter, value) in zip(free, solution) { direction[parameter] = value }
      self.direction = direction
      gain = zip(score, solution).reduce(0) { $0 + $1.0 * $1.1 } / 2
    }
  }
}

extension LikelihoodPoint {
  /// The parameters some way along a direction.
  func moved(along direction: [Double], by length: Double) -> [Double] {
    zip(parameters, direction).map { $0 + length * $1 }
  }
}
