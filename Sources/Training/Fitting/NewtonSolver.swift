internal import LinearAlgebra

/// Newton's method with step control for a penalized logistic objective.
///
/// A full step is tried first, as it nearly always succeeds. If it fails the Armijo condition, the
/// step is halved along a line whose loss needs no further product with the matrix, and if that
/// fails the Hessian is damped after Levenberg. The iteration ends when the Newton decrement, on
/// the scale of the summed log likelihood, is far below anything of statistical meaning.
struct NewtonSolver: Sendable {
  /// The decrement at which to stop.
  var decrementTolerance = 1e-10

  /// The number of passes over the rows after which to give up.
  var maximumPasses = 50

  /// What to do with the step that is at hand when the tolerance is met.
  enum FinalStep: Sendable {
    /// Not to take it: the error is small enough.
    case left

    /// To take it, which squares the error, without another pass over the rows.
    case taken

    /// To take it, and to look at the loss there unless the step changes nothing that is reported.
    case verified
  }

  /// What to do at the end.
  var finalStep = FinalStep.verified

  /// Where an iteration ended.
  struct Solution: Sendable {
    /// The final parameters.
    let parameters: [Double]

    /// The loss at the final parameters or, if the last step was not verified, just before it.
    let point: LossDerivatives

    /// The Newton system at ``point``.
    let system: NewtonSystem

    /// What the last step took off the objective without a pass, 0 if it was verified.
    let unverifiedGain: Double

    /// The number of passes over the rows.
    let passes: Int
  }

  /// Minimizes the objective plus `½ bᵀΛb`.
  ///
  /// - Parameters:
  ///   - objective: The mean loss.
  ///   - penalty: The penalty, with the matrix `Λ`.
  ///   - start: The loss where to start.
  ///   - free: The parameters that may move; the others stay where they start.
  /// - Returns: The final place and what it took to get there.
  /// - Throws: ``FitError/separated(parameters:)`` or ``FitError/notConverged(passes:gradientNorm:)``.
  func minimize(
    _ objective: some NewtonObjective, penalty: QuadraticPenalty, from start: LossDerivatives,
    free: [Int]
  ) throws(FitError) -> Solution {
    var point = start
    var passes = 0
    var watch = SeparationWatch()
    while true {
      let system = try solvableSystem(at: point, objective, penalty, free, passes)
      let decrement = system.decrement * objective.sumScale
      if decrement <= decrementTolerance {
        return try finish(point, system, objective, penalty, free, passes)
      }
      if let separated = watch.parameters(afterDecrement: decrement, system.step, penalty) {
        throw .separated(parameters: separated)
      }
      guard passes < maximumPasses else {
        throw .notConverged(passes: passes, gradientNorm: system.gradientNorm)
      }
      let advance = try advance(point, system, objective, penalty, free, passes)
      point = advance.point
      passes += advance.passes
      if !advance.isFullStep {
        watch.reset()
      }
    }
  }

  /// Ends the iteration at a place where the decrement is below the tolerance.
  private func finish(
    _ point: LossDerivatives, _ system: NewtonSystem, _ objective: some NewtonObjective,
    _ penalty: QuadraticPenalty, _ free: [Int], _ passes: Int
  ) throws(FitError) -> Solution {
    let moved = point.moved(along: system.step)
    switch finalStep {
    case .left:
      return Solution(
        parameters: point.parameters, point: point, system: system, unverifiedGain: 0,
        passes: passes)
    case .verified where !changesNothing(system, at: point, objective):
      let final = objective.derivatives(at: moved)
      return Solution(
        parameters: moved, point: final,
        system: try solvableSystem(at: final, objective, penalty, free, passes),
        unverifiedGain: 0, passes: passes + 1)
    case .taken, .verified:
      return Solution(
        parameters: moved, point: point, system: system, unverifiedGain: system.decrement,
        passes: passes)
    }
  }

  /// The root mean square of the linear predictor's change, weighted as in the Hessian, below which
  /// a step changes no reported digit.
  ///
  /// A change of the predictor by `ε` changes the weights, and with them the Hessian, by at most the
  /// share `ε`, and the standard errors by half of that; the error of the coefficients is squared.
  private static let negligibleChange = 1e-8

  /// The fewest rows for which saving a pass is worth a thought.
  private static let fewestRowsToSave = 10_000

  /// Whether a step is too short to be seen in coefficients and standard errors after it.
  private func changesNothing(
    _ system: NewtonSystem, at point: LossDerivatives, _ objective: some NewtonObjective
  ) -> Bool {
    let weight = point.curvature[ParameterLayout.intercept, ParameterLayout.intercept]
    let meanSquare = 2 * system.decrement / weight
    return objective.rowCount >= Self.fewestRowsToSave
      && meanSquare <= Self.negligibleChange * Self.negligibleChange
  }

  /// An accepted move.
  private struct Advance {
    let point: LossDerivatives
    let passes: Int
    let isFullStep: Bool
  }

  private static let maximumHalvings = 20

  private func advance(
    _ point: LossDerivatives, _ system: NewtonSystem, _ objective: some NewtonObjective,
    _ penalty: QuadraticPenalty, _ free: [Int], _ passes: Int
  ) throws(FitError) -> Advance {
    let full = objective.derivatives(at: point.moved(along: system.step))
    if isAcceptable(full, after: point, slope: system.slope, penalty) {
      return Advance(point: full, passes: 1, isFullStep: true)
    }
    let meanLoss = objective.meanLoss(from: point.parameters, along: system.step)
    var stepLength = 0.5
    for _ in 0..<Self.maximumHalvings {
      let trial = point.moved(along: system.step, by: stepLength)
      let value = meanLoss(stepLength) + penalty.value(at: trial)
      if value <= point.objective(penalty) + 1e-4 * stepLength * system.slope {
        return Advance(point: objective.derivatives(at: trial), passes: 4, isFullStep: false)
      }
      stepLength /= 2
    }
    return try dampedAdvance(point, objective, penalty, free, passes + 3)
  }

  /// Steps of a damped Hessian, ever shorter and closer to the gradient's direction.
  private func dampedAdvance(
    _ point: LossDerivatives, _ objective: some NewtonObjective, _ penalty: QuadraticPenalty,
    _ free: [Int],
    _ passes: Int
  ) throws(FitError) -> Advance {
    var gradientNorm = Double.infinity
    for (attempt, damping) in [1e-3, 1e-2, 1e-1, 1, 10, 100, 1000].enumerated() {
      guard
        let system = try? NewtonSystem(
          point, penalty: penalty, free: free, damping: damping, threads: objective.threads)
      else { continue }
      gradientNorm = system.gradientNorm
      let candidate = objective.derivatives(at: point.moved(along: system.step))
      if isAcceptable(candidate, after: point, slope: system.slope, penalty) {
        return Advance(point: candidate, passes: attempt + 4, isFullStep: false)
      }
    }
    throw .notConverged(passes: passes, gradientNorm: gradientNorm)
  }

  /// Whether a full step made the progress its slope promises (Armijo's condition).
  ///
  /// Where the objective changes by rounding errors only, the gradient must have become smaller.
  private func isAcceptable(
    _ candidate: LossDerivatives, after point: LossDerivatives, slope: Double,
    _ penalty: QuadraticPenalty
  ) -> Bool {
    let before = point.objective(penalty)
    let after = candidate.objective(penalty)
    if after <= before + 1e-4 * slope { return true }
    guard abs(after - before) <= 16 * Double.ulpOfOne * abs(before) else { return false }
    func size(_ gradient: [Double]) -> Double { gradient.reduce(0) { $0 + abs($1) } }
    return size(candidate.gradient(penalty)) < size(point.gradient(penalty))
  }

  /// The Newton system, with a damped Hessian if rounding has made it indefinite.
  private func solvableSystem(
    at point: LossDerivatives, _ objective: some NewtonObjective, _ penalty: QuadraticPenalty,
    _ free: [Int], _ passes: Int
  ) throws(FitError) -> NewtonSystem {
    for damping in [0, 1e-10, 1e-6] {
      if let system = try? NewtonSystem(
        point, penalty: penalty, free: free, damping: damping, threads: objective.threads)
      {
        return system
      }
    }
    let gradient = point.gradient(penalty)
    throw .notConverged(passes: passes, gradientNorm: free.map { abs(gradient[$0]) }.max() ?? 0)
  }
}

extension LossDerivatives {
  /// The parameters some way along a direction.
  func moved(along direction: [Double], by stepLength: Double = 1) -> [Double] {
    zip(parameters, direction).map { $0 + stepLength * $1 }
  }
}
