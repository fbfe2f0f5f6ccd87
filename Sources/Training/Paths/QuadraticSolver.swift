internal import LinearAlgebra

/// Coordinate descent on the Gram of a quadratic model, plus a penalty.
///
/// It never touches the rows. Groups that are at 0, and may stay there by the gradient at the start,
/// are left out at first; those that violate the optimality conditions at the end are taken in,
/// until none does.
struct QuadraticSolver: Sendable {
  let problem: PenalizedProblem
  let lambda: Double

  /// The largest violation of the model's optimality conditions that is let pass.
  let tolerance: Double

  /// A minimum of a model and the model's gradient there.
  struct Minimum: Sendable {
    let parameters: [Double]
    let gradient: [Double]
  }

  private static let maximumRounds = 100

  /// Minimizes a model plus the penalty.
  ///
  /// - Parameters:
  ///   - model: The model of the mean loss.
  ///   - start: Where to start.
  /// - Returns: The minimum, to the tolerance.
  func minimum(of model: QuadraticModel, from start: [Double]) -> Minimum {
    var place = start
    var gradient = model.gradient(at: start)
    var isWorking = screened(place, gradient)
    for _ in 0..<Self.maximumRounds {
      let working = problem.groups.indices.filter { isWorking[$0] }
      var block = WorkingBlock(
        problem, model, lambda: lambda, groups: working, at: place, gradient: gradient)
      block.descend(tolerance: tolerance / 2)
      place = block.place(replacing: place)
      gradient = model.gradient(at: place)
      var violators = 0
      for group in problem.groups.indices
      where !isWorking[group]
        && problem.violation(ofGroup: group, place, gradient: gradient, lambda: lambda) > tolerance
      {
        isWorking[group] = true
        violators += 1
      }
      if violators == 0 { break }
    }
    return Minimum(parameters: place, gradient: gradient)
  }

  /// The groups to work on first: those not at 0 and those that the gradient would move.
  private func screened(_ place: [Double], _ gradient: [Double]) -> [Bool] {
    problem.groups.indices.map { group in
      let range = problem.groups[group]
      if range.contains(where: { place[$0] != 0 }) { return true }
      return PenalizedProblem.norm(gradient[range])
        >= problem.threshold(ofGroup: group, lambda: lambda)
    }
  }
}
