import LinearAlgebra

/// The loss and the covariance at coefficients that some penalty has selected.
struct LogisticCurvature {
  /// The inverse of the information of the active parameters, 0 for the others.
  let covariance: SymmetricMatrix
  /// The mean loss.
  let meanLoss: Double
  /// The trace of `H·(H + Λ)⁻¹` over the active parameters.
  let effectiveDegreesOfFreedom: Double

  /// Looks at the loss in one pass over the rows.
  ///
  /// - Parameters:
  ///   - coefficients: The coefficients of the raw columns.
  ///   - active: The parameters that are free to move, ascending.
  ///   - ridge: The strength of the penalty on their squares, in units of the mean loss.
  ///   - designMatrix: The rows.
  ///   - outcomes: Their outcomes.
  ///   - weights: Their weights.
  ///   - threads: The number of threads.
  /// - Throws: ``FitError`` if a value is out of range.
  init(
    at coefficients: [Double], active: [Int], ridge: Double, designMatrix: DesignMatrix,
    outcomes: [Double], weights: [Double]?, threads: Int
  ) throws(FitError) {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: nil, threads: threads)
    let (layout, scaling) = (designMatrix.layout, objective.scaling)
    let point = objective.derivatives(at: scaling.scaled(fromRaw: coefficients))
    let penalty = try RidgePenalty(lambda: ridge).quadratic(layout)
      .onScaledColumns(layout, scaling)
    // Of levels that only a penalty tells apart one is held fixed; differences stay the same.
    let whole = point.hessian.adding(penalty.matrix).submatrix(active)
    let dependent = Set(whole.dependentColumns())
    let places = active.indices.filter { !dependent.contains($0) }
    let active = places.map { active[$0] }
    let information = whole.submatrix(places)
    guard let factored = try? Cholesky(information) else {
      throw .notConverged(passes: 1, gradientNorm: 0)
    }
    let inverse = factored.inverse()
    let scale = 1 / objective.loss.totalWeight
    covariance = scaling.raw(
      fromScaledCovariance: inverse.scaled(by: scale).embedded(at: active, order: layout.count))
    let shrinkage = active.indices.reduce(0) { $0 + penalty.diagonal[active[$1]] * inverse[$1, $1] }
    effectiveDegreesOfFreedom = Double(active.count) - shrinkage
    meanLoss = point.meanLoss
  }
}
