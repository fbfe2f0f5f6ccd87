import LinearAlgebra

/// A logistic regression whose penalty terms chose their strengths from the data (REML).
///
/// Every Newton pass is followed by Fellner–Schall updates (Wood and Fasiolo 2017)
/// `λ_j ← λ_j · (rank_j/λ_j − tr(H⁻¹S_j)) / bᵀS_j b`, which maximize the restricted likelihood of
/// the quadratic model at hand; all of it is algebra on p × p matrices, without a pass over rows.
struct SmoothFit: Sendable {
  /// The parameters.
  let parameters: [Double]
  /// The strength of each term, on the scale of the summed log likelihood.
  let strengths: [Double]
  /// The effective degrees of freedom that each term leaves its parameters.
  let degreesOfFreedom: [Double]
  /// The diagonal of the Hessian of the summed loss: the weight of evidence behind each parameter.
  let information: [Double]
  /// How many passes over the rows it took.
  let passes: Int

  /// The ridge on every parameter that fixes what no term does, such as the mean of a chain.
  static let smallRidge = 1e-3
  /// The strength at which a term starts.
  static let startingStrength = 10.0
  private static let strengthRange = 0.5...1e6
  private static let maximumPasses = 20
  /// The passes in which strengths move; after them they stay.
  private static let updatingPasses = 10
  /// The change in a term's degrees of freedom that no longer matters.
  private static let freedomTolerance = 0.5

  /// Fits at strengths that move, or stay as they are.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows; its dense columns are standardized.
  ///   - loss: Their outcomes and weights.
  ///   - terms: The parts of the penalty.
  ///   - monotone: Parameters that must rise, or fall.
  ///   - start: Parameters to start from, nil for an intercept.
  ///   - strengths: Where the strengths start.
  ///   - updates: Whether the strengths are chosen or stay.
  ///   - threads: How many threads to use.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)`` if the Hessian is singular.
  init(
    _ designMatrix: DesignMatrix, loss: LogisticLoss, terms: [SmoothingTerm],
    monotone: [MonotoneChain] = [], start: [Double]?, strengths: [Double], updates: Bool,
    threads: Int
  ) throws(FitError) {
    let objective = LogisticObjective(
      designMatrix: designMatrix, loss: loss,
      scaling: ColumnScaling(identityFor: designMatrix.dense.columnCount), threads: threads)
    let count = designMatrix.layout.count
    let total = loss.totalWeight
    var strengths = strengths
    var freedom = [Double](repeating: 0, count: terms.count)
    var violations = monotone.map { _ in [Int]() }
    var point = objective.derivatives(at: start ?? objective.interceptOnly)
    func penalty() -> QuadraticPenalty {
      terms.penalty(strengths, ridge: Self.smallRidge, count: count, totalWeight: total)
        .adding(
          zip(monotone, violations).flatMap { chain, places in
            chain.contrasts(at: places, information: point.curvature.diagonal)
          })
    }
    var passes = 1
    while true {
      var system = try Self.system(point, penalty(), passes)
      var freedomChange = 0.0
      let isUpdated = updates && passes <= Self.updatingPasses
      if isUpdated, passes > 1 || start != nil {
        let moved = point.moved(along: system.step)
        let inverse = system.factorization.inverse()
        let before = freedom
        for (index, term) in terms.enumerated() {
          let trace = term.trace(with: inverse) / total
          freedom[index] = max(0, term.rank - strengths[index] * trace)
          let factor = freedom[index] / max(strengths[index] * term.value(at: moved), 1e-12)
          let bounded = min(max(factor, 0.02), 50) * strengths[index]
          strengths[index] = min(
            max(bounded, Self.strengthRange.lowerBound), Self.strengthRange.upperBound)
        }
        freedomChange = zip(freedom, before).map { abs($0 - $1) }.max() ?? 0
        system = try Self.system(point, penalty(), passes)
      }
      let current = penalty()
      let value = point.meanLoss + current.value(at: point.parameters)
      var length = 1.0
      var next = objective.derivatives(at: point.moved(along: system.step))
      passes += 1
      while !(next.meanLoss + current.value(at: next.parameters) <= value + 1e-9 * abs(value)),
        length > 1e-3
      {
        length /= 2
        next = objective.derivatives(at: point.moved(along: system.step, by: length))
        passes += 1
      }
      point = next
      let held = violations
      // A difference that is held still goes the wrong way a little, unless it need not be held.
      violations = monotone.map { $0.violations(at: point.parameters) }
      let isSettled =
        system.decrement * total < 0.05 && freedomChange < Self.freedomTolerance && length == 1
        && violations == held
      if isSettled && (!isUpdated || passes > 3) || passes >= Self.maximumPasses { break }
    }
    parameters = monotone.reduce(into: point.parameters) { parameters, chain in
      chain.pool(&parameters, information: point.curvature.diagonal)
    }
    self.strengths = strengths
    degreesOfFreedom = freedom
    information = point.curvature.diagonal.map { $0 * total }
    self.passes = passes
  }

  private static func system(
    _ point: LossDerivatives, _ penalty: QuadraticPenalty, _ passes: Int
  ) throws(FitError) -> NewtonSystem {
    for damping in [0, 1e-10, 1e-6] {
      if let system = try? NewtonSystem(
        point, penalty: penalty, free: Array(point.parameters.indices), damping: damping)
      {
        return system
      }
    }
    throw .notConverged(passes: passes, gradientNorm: .nan)
  }
}
