internal import LinearAlgebra

/// A logistic objective whose parameters are scaled so that a penalty acts on all of them alike.
///
/// With `β` the parameters of the objective's scaled columns, the problem's are `v = u·β`: for a
/// standardized penalty `u` is 1 for dense columns and the standard deviation of its indicator for
/// a level; otherwise `v` are the raw coefficients.
struct PenalizedProblem: Sendable {
  let objective: LogisticObjective
  let penalty: ElasticNetPenalty

  /// The share `α` of the lasso.
  private(set) var lassoShare: Double

  /// The factors `u`.
  let scales: [Double]

  /// The groups of parameters that enter together, the intercept left out.
  let groups: [Range<Int>]

  /// Whether there are groups of more than one parameter.
  let hasWholeFactors: Bool

  /// The factor `f_g·√p_g` of the norm of every group.
  let normFactors: [Double]

  /// The factor `f_g` of the squares of every group.
  let squareFactors: [Double]

  /// Whether a parameter has a limit.
  var hasBounds: Bool { penalty.bounds != nil }

  /// The limits of every parameter.
  let lower: [Double]
  let upper: [Double]

  /// Checks a penalty and prepares it for an objective.
  ///
  /// - Throws: ``FitError`` if the penalty's numbers are out of range or bounds meet a group.
  init(_ objective: LogisticObjective, _ penalty: ElasticNetPenalty) throws(FitError) {
    let layout = objective.designMatrix.layout
    guard 0...1 ~= penalty.lassoShare else {
      throw .invalidLassoShare(penalty.lassoShare)
    }
    let factors = penalty.factors ?? Array(repeating: 1, count: layout.count)
    precondition(factors.count == layout.count, "a factor per parameter is needed")
    if let factor = factors.dropFirst().first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidPenalty(lambda: factor)
    }
    groups = Self.groups(layout, penalty.grouping)
    hasWholeFactors = groups.contains { $0.count > 1 }
    normFactors = groups.map { factors[$0.lowerBound] * Double($0.count).squareRoot() }
    squareFactors = groups.map { factors[$0.lowerBound] }
    let scales = Self.scales(objective, standardizes: penalty.standardizes)
    self.scales = scales
    self.objective = objective
    self.penalty = penalty
    lassoShare = penalty.lassoShare
    let units = scales.indices.map { parameter in
      layout.dense.contains(parameter)
        ? scales[parameter] * objective.scaling.spreads[parameter - 1] : scales[parameter]
    }
    if let bounds = penalty.bounds {
      precondition(bounds.lower.count == layout.count, "limits for every parameter are needed")
      if let group = groups.first(where: { $0.count > 1 }) {
        throw .boundsOnGroup(parameter: group.lowerBound)
      }
      lower = [-.infinity] + zip(bounds.lower, units).dropFirst().map { $0 * $1 }
      upper = [.infinity] + zip(bounds.upper, units).dropFirst().map { $0 * $1 }
    } else {
      lower = Array(repeating: -.infinity, count: layout.count)
      upper = Array(repeating: .infinity, count: layout.count)
    }
  }

  private static func groups(
    _ layout: ParameterLayout, _ grouping: ElasticNetPenalty.Grouping
  ) -> [Range<Int>] {
    switch grouping {
    case .parameters: (1..<max(1, layout.count)).map { $0..<$0 + 1 }
    case .factors: layout.dense.map { $0..<$0 + 1 } + layout.factorRanges.filter { !$0.isEmpty }
    }
  }

  private static func scales(_ objective: LogisticObjective, standardizes: Bool) -> [Double] {
    let layout = objective.designMatrix.layout
    var scales = [Double](repeating: 1, count: layout.count)
    guard standardizes else {
      for (parameter, spread) in zip(layout.dense, objective.scaling.spreads) {
        scales[parameter] = 1 / spread
      }
      return scales
    }
    let loss = objective.loss
    let weights = loss.weights ?? Array(repeating: 1, count: loss.outcomes.count)
    let sums = objective.designMatrix.transposeProduct(
      weights, scaling: objective.scaling, threads: objective.threads)
    for parameter in layout.dense.upperBound..<layout.count {
      let share = sums[parameter] / sums[ParameterLayout.intercept]
      let variance = share * (1 - share)
      // A level that no row or every row has does not vary; its coefficient stays 0.
      scales[parameter] = variance > 0 ? variance.squareRoot() : 1
    }
    return scales
  }

  /// The problem with all of the penalty as lasso, which a strength can shut out exactly.
  func pureLasso() -> PenalizedProblem {
    var problem = self
    problem.lassoShare = 1
    return problem
  }

  /// The number of parameters.
  var parameterCount: Int { scales.count }

  /// The scaled columns' parameters for some of the problem's.
  func columnParameters(_ parameters: [Double]) -> [Double] {
    zip(parameters, scales).map { $0 / $1 }
  }

  /// The raw columns' coefficients for some of the problem's parameters.
  func coefficients(_ parameters: [Double]) -> [Double] {
    objective.scaling.raw(fromScaled: columnParameters(parameters))
  }

  /// The model that has an intercept only.
  var interceptOnly: [Double] { objective.interceptOnly }

  /// The quadratic model of the mean loss at a place: one pass with the Hessian.
  func quadraticModel(at parameters: [Double]) -> (model: QuadraticModel, meanLoss: Double) {
    let derivatives = objective.derivatives(at: columnParameters(parameters))
    let scaled = derivatives.hessian.scaledSymmetrically(by: scales.map { 1 / $0 })
    let model = QuadraticModel(
      point: parameters, gradient: zip(derivatives.gradient, scales).map { $0 / $1 },
      hessian: BlendedHessian(scaled))
    return (model, derivatives.meanLoss)
  }

  /// The mean loss, its gradient and the losses of rows held out at each of some places.
  func gradients(atEach places: [[Double]]) -> [LossGradient] {
    objective.gradients(atEach: places.map(columnParameters)).map { result in
      LossGradient(
        meanLoss: result.meanLoss, heldOutLoss: result.heldOutLoss,
        gradient: zip(result.gradient, scales).map { $0 / $1 })
    }
  }

  /// The penalty at a place.
  func penaltyValue(_ parameters: [Double], lambda: Double) -> Double {
    let share = lassoShare
    return groups.indices.reduce(0) { sum, group in
      let squares = groups[group].reduce(0) { $0 + parameters[$1] * parameters[$1] }
      return sum + lambda
        * (share * normFactors[group] * squares.squareRoot()
          + (1 - share) / 2 * squareFactors[group] * squares)
    }
  }

  /// The threshold below which a group's gradient lets it stay at 0.
  func threshold(ofGroup group: Int, lambda: Double) -> Double {
    lambda * lassoShare * normFactors[group]
  }

  /// What a group's gradient gains per unit of its parameters.
  func curvature(ofGroup group: Int, lambda: Double) -> Double {
    lambda * (1 - lassoShare) * squareFactors[group]
  }
}
