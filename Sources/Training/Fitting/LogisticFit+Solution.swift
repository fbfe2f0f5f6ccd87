internal import LinearAlgebra

extension LogisticFit {
  /// Carries a solution back to the raw columns and adds what inference needs.
  ///
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)`` if the final Hessian is singular.
  init(
    _ objective: LogisticObjective, _ penalty: RidgePenalty, _ diagonal: [Double],
    _ solution: NewtonSolver.Solution, free: [Int], aliased: [Int], passes: Int
  ) throws(FitError) {
    let point = solution.point
    let gradient = point.gradient(diagonal)
    let gradientNorm = free.map { abs(gradient[$0]) }.max() ?? 0
    guard let system = try? NewtonSystem(point, penalty: diagonal, free: free) else {
      throw .notConverged(passes: passes, gradientNorm: gradientNorm)
    }
    let layout = objective.designMatrix.layout
    let totalWeight = objective.loss.totalWeight
    let inverse = system.factorization.inverse()
    let shrinkage = free.indices.reduce(0) { $0 + diagonal[free[$1]] * inverse[$1, $1] }
    self.init(
      layout: layout,
      coefficients: objective.scaling.raw(fromScaled: point.parameters),
      covariance: objective.scaling.raw(
        fromScaledCovariance: inverse.scaled(by: 1 / totalWeight)
          .embedded(at: free, order: layout.count)),
      aliasedParameters: aliased,
      penalty: penalty,
      passes: passes,
      gradientNorm: gradientNorm,
      objective: point.objective(diagonal),
      logLikelihood: -point.meanLoss * totalWeight,
      nullLogLikelihood: try objective.nullLogLikelihood(),
      effectiveDegreesOfFreedom: Double(free.count) - shrinkage)
  }
}

extension LogisticObjective {
  /// The greatest log likelihood of an intercept and the offset.
  func nullLogLikelihood() throws(FitError) -> Double {
    guard loss.offset != nil else { return loss.interceptOnlyLogLikelihood }
    let rows = designMatrix.rowCount
    let empty = DesignMatrix(dense: DenseBlock(rowCount: rows, columnCount: 0, elements: []))
    let objective = LogisticObjective(
      designMatrix: empty, loss: loss, scaling: ColumnScaling(identityFor: 0), threads: threads)
    let start = objective.derivatives(at: objective.interceptOnly)
    let solution = try NewtonSolver().minimize(
      objective, penalty: [0], from: start, free: [ParameterLayout.intercept])
    return -solution.point.meanLoss * loss.totalWeight
  }
}
