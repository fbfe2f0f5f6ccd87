internal import LinearAlgebra

/// Coordinate descent on the Gram of a quadratic model, plus a penalty.
///
/// It never touches the rows. Groups that are likely to stay at 0 are left out at first (the
/// sequential strong rule of Tibshirani et al. 2012); those that violate the optimality conditions
/// at the end are taken in, until none does.
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
  ///   - previousLambda: The strength whose minimum the start is, if it is one, for screening.
  /// - Returns: The minimum, to the tolerance.
  func minimum(
    of model: QuadraticModel, from start: [Double], previousLambda: Double? = nil
  ) -> Minimum {
    var place = start
    var gradient = model.gradient(at: start)
    var isWorking = screened(place, gradient, previousLambda: previousLambda)
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

  /// The groups to work on first: those not at 0 and those that the strong rule keeps.
  private func screened(
    _ place: [Double], _ gradient: [Double], previousLambda: Double?
  ) -> [Bool] {
    problem.groups.indices.map { group in
      let range = problem.groups[group]
      if range.contains(where: { place[$0] != 0 }) { return true }
      let bound = 2 * lambda - (previousLambda ?? lambda)
      return PenalizedProblem.norm(gradient[range])
        >= problem.threshold(ofGroup: group, lambda: bound)
    }
  }
}
