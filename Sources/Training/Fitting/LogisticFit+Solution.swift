internal import LinearAlgebra

extension LogisticFit {
  /// Carries a solution back to the raw columns and adds what inference needs.
  ///
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)`` if the final Hessian is singular.
  init(
    _ objective: LogisticObjective, _ ridge: RidgePenalty, _ quadratic: QuadraticPenalty,
    scaled penalty: QuadraticPenalty, _ solution: NewtonSolver.Solution, free: [Int],
    aliased: [Int], passes: Int
  ) throws(FitError) {
    let point = solution.point
    let gradient = point.gradient(penalty)
    let gradientNorm = free.map { abs(gradient[$0]) }.max() ?? 0
    guard let system = try? NewtonSystem(point, penalty: penalty, free: free) else {
      throw .notConverged(passes: passes, gradientNorm: gradientNorm)
    }
    let layout = objective.designMatrix.layout
    let totalWeight = objective.loss.totalWeight
    let inverse = system.factorization.inverse().embedded(at: free, order: layout.count)
    self.init(
      layout: layout,
      coefficients: objective.scaling.raw(fromScaled: point.parameters),
      covariance: objective.scaling.raw(
        fromScaledCovariance: inverse.scaled(by: 1 / totalWeight)),
      aliasedParameters: aliased,
      penalty: ridge,
      quadraticPenalty: quadratic,
      passes: passes,
      gradientNorm: gradientNorm,
      objective: point.objective(penalty),
      logLikelihood: -point.meanLoss * totalWeight,
      nullLogLikelihood: try objective.nullLogLikelihood(),
      effectiveDegreesOfFreedom: Double(free.count) - inverse.innerProduct(penalty.matrix))
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
      objective, penalty: .none(count: 1), from: start, free: [ParameterLayout.intercept])
    return -solution.point.meanLoss * loss.totalWeight
  }
}
