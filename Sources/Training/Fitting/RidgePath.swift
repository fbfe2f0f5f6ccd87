internal import LinearAlgebra

/// The fits of one objective along falling penalties, each started from the one before.
///
/// The derivatives at a place do not contain the penalty, so those at the previous fit already give
/// the first step towards the next.
struct RidgePath: Sendable {
  private let objective: LogisticObjective
  private let unitPenalty: QuadraticPenalty
  private let free: [Int]
  private let solver: NewtonSolver
  private var point: LossDerivatives

  /// Starts a path at the model that has an intercept only.
  ///
  /// - Parameters:
  ///   - objective: The mean loss.
  ///   - unitPenalty: The penalty for `λ = 1`.
  ///   - smallestLambda: The end of the path, which decides what the data can tell apart.
  ///   - solver: How exactly to fit.
  init(
    _ objective: LogisticObjective, unitPenalty: QuadraticPenalty, smallestLambda: Double,
    solver: NewtonSolver
  ) {
    let aliased = objective.aliasedParameters(penalty: unitPenalty.scaled(by: smallestLambda))
    self.objective = objective
    self.unitPenalty = unitPenalty
    self.solver = solver
    free = objective.designMatrix.layout.parameters(without: aliased.parameters)
    point = aliased.start
  }

  /// Moves on to the fit with a penalty and returns the loss there.
  ///
  /// - Throws: ``FitError`` if the iteration does not converge.
  mutating func advance(to lambda: Double) throws(FitError) -> LossDerivatives {
    point = try solver.minimize(
      objective, penalty: unitPenalty.scaled(by: lambda), from: point, free: free
    ).point
    return point
  }
}
