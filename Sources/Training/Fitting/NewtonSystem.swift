internal import LinearAlgebra

/// The quadratic model of a penalized loss at one place, and the step to its minimum.
struct NewtonSystem {
  /// The step, 0 for parameters that are not free.
  let step: [Double]

  /// The derivative of the objective along the step, negative.
  let slope: Double

  /// The largest absolute value of the gradient over the free parameters.
  let gradientNorm: Double

  /// The factored Hessian of the free parameters, penalty included.
  let factorization: ArrowheadCholesky

  /// The Newton decrement `½ gᵀH⁻¹g`: how much the quadratic model promises to gain.
  var decrement: Double { -slope / 2 }

  /// Sets up and solves the system.
  ///
  /// - Parameters:
  ///   - derivatives: The loss at the place.
  ///   - penalty: The penalty, with the matrix `Λ`.
  ///   - free: The parameters that may move.
  ///   - damping: The share of its diagonal added to the Hessian (Levenberg–Marquardt).
  ///   - threads: The number of threads.
  /// - Throws: `Cholesky.Failure` if the Hessian is not positive definite.
  init(
    _ derivatives: LossDerivatives, penalty: QuadraticPenalty, free: [Int], damping: Double = 0,
    threads: Int = 1
  ) throws(Cholesky.Failure) {
    let hessian = derivatives.curvature.adding(penalty.matrix).submatrix(free)
    factorization = try ArrowheadCholesky(
      hessian.adding(shareOfDiagonal: damping), threads: threads)
    let fullGradient = derivatives.gradient(penalty)
    let gradient = free.map { fullGradient[$0] }
    let solution = factorization.solve(gradient)
    var step = [Double](repeating: 0, count: fullGradient.count)
    for (parameter, value) in zip(free, solution) {
      step[parameter] = -value
    }
    self.step = step
    slope = -zip(gradient, solution).reduce(0) { $0 + $1.0 * $1.1 }
    gradientNorm = gradient.map(abs).max() ?? 0
  }
}
