/// One strength's fit under way: it has a place whose exact gradient is to be found out.
struct PathCandidate: Sendable {
  /// The strength among those of the path.
  let index: Int

  /// Where the fit is.
  private(set) var parameters: [Double]

  /// The violation of the optimality conditions before the last step.
  private(set) var violation = Double.infinity

  /// The steps taken.
  private(set) var rounds = 0

  private var hessian: BlendedHessian
  private var previous: (parameters: [Double], gradient: [Double])?

  /// A fit that begins at the minimum of a model.
  init(index: Int, parameters: [Double], hessian: BlendedHessian) {
    self.index = index
    self.parameters = parameters
    self.hessian = hessian
  }

  /// Takes a chord step.
  ///
  /// The Hessian is thought to be what it was, but for what the step before has shown of it. Such a
  /// correction would mix the levels of a factor, whose Hessian has to be diagonal where a factor
  /// enters whole (``GroupSubproblem``): there it is left out.
  ///
  /// - Parameters:
  ///   - gradient: The exact gradient at the place.
  ///   - violation: The violation of the optimality conditions there.
  ///   - solver: What finds the minimum of a quadratic model.
  mutating func step(gradient: [Double], violation: Double, solver: QuadraticSolver) {
    if let previous, !solver.problem.hasWholeFactors {
      hessian = hessian.corrected(
        step: zip(parameters, previous.parameters).map { $0 - $1 },
        change: zip(gradient, previous.gradient).map { $0 - $1 })
    }
    let model = QuadraticModel(point: parameters, gradient: gradient, hessian: hessian)
    previous = (parameters, gradient)
    parameters = solver.minimum(of: model, from: parameters).parameters
    self.violation = violation
    rounds += 1
  }
}
