internal import LinearAlgebra

/// Newton's method for a loss with a penalty that has corners: each step minimizes the quadratic
/// model plus the penalty itself, and is halved until the objective falls enough.
///
/// The line search is that of Lee, Sun and Saunders (2014). A pass over the rows tries one length;
/// full lengths nearly always succeed.
struct ProximalNewton {
  let problem: PenalizedProblem
  let lambda: Double

  /// The violation of the optimality conditions that the caller wants.
  let tolerance: Double

  private(set) var work = PathWork()

  /// A place with its quadratic model.
  struct State: Sendable {
    let model: QuadraticModel
    let meanLoss: Double

    /// How far the place is from the minimum.
    func violation(_ problem: PenalizedProblem, lambda: Double) -> Double {
      problem.violation(model.point, gradient: model.gradient, lambda: lambda)
    }
  }

  private static let maximumHalvings = 30
  private static let maximumPasses = 200

  init(problem: PenalizedProblem, lambda: Double, tolerance: Double) {
    self.problem = problem
    self.lambda = lambda
    self.tolerance = tolerance
  }

  /// A place with its model: one pass.
  mutating func state(at place: [Double]) -> State {
    let (model, meanLoss) = problem.quadraticModel(at: place)
    work.hessianPasses += 1
    return State(model: model, meanLoss: meanLoss)
  }

  /// Takes one step.
  ///
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)`` after too many.
  mutating func step(from state: State) throws(FitError) -> State {
    let violation = state.violation(problem, lambda: lambda)
    guard work.hessianPasses < Self.maximumPasses else {
      throw .notConverged(passes: work.passes, gradientNorm: violation)
    }
    let solver = QuadraticSolver(
      problem: problem, lambda: lambda, tolerance: min(tolerance / 4, 1e-3 * violation))
    return advance(
      from: state, to: solver.minimum(of: state.model, from: state.model.point).parameters)
  }

  /// Goes towards a place as far as the objective falls.
  mutating func advance(from state: State, to target: [Double]) -> State {
    let start = state.model.point
    let direction = zip(target, start).map { $0 - $1 }
    let before = state.meanLoss + problem.penaltyValue(start, lambda: lambda)
    let slope =
      zip(state.model.gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
      + problem.penaltyValue(target, lambda: lambda)
      - problem.penaltyValue(start, lambda: lambda)
    var length = 1.0
    var reached = self.state(at: target)
    for _ in 0..<Self.maximumHalvings {
      let after =
        reached.meanLoss + problem.penaltyValue(reached.model.point, lambda: lambda)
      // Near the minimum the objective changes by rounding errors only.
      if after <= before + 1e-4 * length * min(slope, 0) + 1e-14 * abs(before) { break }
      length /= 2
      reached = self.state(at: zip(start, direction).map { $0 + length * $1 })
    }
    return reached
  }
}
