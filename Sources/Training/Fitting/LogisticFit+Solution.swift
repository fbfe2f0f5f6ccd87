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
    let layout = objective.designMatrix.layout
    let totalWeight = objective.loss.totalWeight
    self.init(
      layout: layout,
      coefficients: objective.scaling.raw(fromScaled: solution.parameters),
      aliasedParameters: aliased,
      penalty: ridge,
      quadraticPenalty: quadratic,
      passes: passes,
      gradientNorm: gradientNorm,
      objective: point.objective(penalty) - solution.unverifiedGain,
      logLikelihood: -totalWeight
        * (point.objective(penalty) - solution.unverifiedGain
          - penalty.value(at: solution.parameters)),
      nullLogLikelihood: try objective.nullLogLikelihood(),
      curvature: FinalCurvature(
        ScaledPrecision(
          factorization: solution.system.factorization, free: free,
          penalty: penalty.matrix.submatrix(free), count: layout.count,
          scaling: objective.scaling, totalWeight: totalWeight)))
  }

  /// Carries the end of steps without the Hessian back to the raw columns; the Hessian there is left for later.
  ///
  /// - Throws: ``FitError`` if the null model does not converge.
  init(
    _ objective: LogisticObjective, _ ridge: RidgePenalty, _ quadratic: QuadraticPenalty,
    scaled penalty: QuadraticPenalty, end: ChordSteps.End, passes: Int
  ) throws(FitError) {
    self.init(
      layout: objective.designMatrix.layout,
      coefficients: objective.scaling.raw(fromScaled: end.parameters),
      aliasedParameters: [],
      penalty: ridge,
      quadraticPenalty: quadratic,
      passes: passes,
      gradientNorm: end.gradientNorm,
      objective: end.objective,
      logLikelihood: -objective.loss.totalWeight
        * (end.objective - penalty.value(at: end.parameters)),
      nullLogLikelihood: try objective.nullLogLikelihood(),
      curvature: FinalCurvature(objective, penalty: penalty, at: end))
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
