internal import Evaluation
internal import LinearAlgebra

/// The likelihood of some parameters, the others being at their best: intervals and tests.
struct ProfileLikelihood<Model: Likelihood> {
  let likelihood: Model
  let maximum: LikelihoodPoint

  /// How the fits with fixed parameters are made: patiently, as scoring creeps where a parameter is
  /// held far from its maximum.
  var maximizer = LikelihoodMaximizer(maximumSteps: 5000)

  private static var maximumTrials: Int { 60 }

  /// The ratio test of some coefficients of the raw columns being 0.
  ///
  /// - Throws: ``FitError`` if the fit without them does not converge.
  func ratioTest(_ parameters: [Int]) throws(FitError) -> HypothesisTest? {
    let tested = parameters.filter(likelihood.freeParameters.contains)
    guard !tested.isEmpty else { return nil }
    let (likelihood, maximum) = try forParameter(tested.min() ?? 0)
    var start = maximum.parameters
    for parameter in tested { start[parameter] = 0 }
    let rest = likelihood.freeParameters.filter { !tested.contains($0) }
    let reduced = try maximizer.maximum(
      of: likelihood, from: likelihood.point(at: start), free: rest)
    let statistic = 2 * (maximum.logLikelihood - reduced.point.logLikelihood)
    return HypothesisTest(statistic: max(0, statistic), degreesOfFreedom: tested.count)
  }

  /// The coefficients of a raw column that a ratio test does not reject.
  ///
  /// Each limit is the root of the signed root of twice the fall of the profile log likelihood,
  /// less the normal deviate: a function so nearly linear that the secant method needs few fits.
  ///
  /// - Parameters:
  ///   - parameter: The parameter.
  ///   - level: The level of confidence, such as 0.95.
  /// - Returns: The interval, or `nil` for an aliased parameter.
  /// - Throws: ``FitError`` if a fit does not converge.
  func interval(of parameter: Int, level: Double) throws(FitError) -> CoefficientInterval? {
    guard likelihood.freeParameters.contains(parameter) else { return nil }
    let (likelihood, maximum) = try forParameter(parameter)
    let deviate = NormalDistribution.quantile((1 + level) / 2)
    let free = likelihood.freeParameters
    guard let place = free.firstIndex(of: parameter),
      let factored = try? Cholesky(maximum.information.submatrix(free))
    else { return nil }
    let error = factored.inverse()[place, place].squareRoot()
    let unit =
      likelihood.layout.dense.contains(parameter)
      ? likelihood.scaling.spreads[parameter - 1] : 1
    var limits: [Double?] = []
    for side in [-1.0, 1] {
      let limit = try limit(
        of: parameter, side: side, error: error, deviate: deviate, likelihood, maximum)
      limits.append(limit.map { $0 / unit })
    }
    return CoefficientInterval(lower: limits[0], upper: limits[1])
  }

  /// The likelihood in which a parameter is a raw coefficient up to its unit.
  private func forParameter(_ parameter: Int) throws(FitError) -> (Model, LikelihoodPoint) {
    guard parameter == ParameterLayout.intercept else { return (likelihood, maximum) }
    let uncentred = likelihood.uncentred()
    let raw = likelihood.scaling.raw(fromScaled: maximum.parameters)
    return (uncentred, try uncentred.point(at: uncentred.scaling.scaled(fromRaw: raw)))
  }

  /// The limit on one side, `nil` if the likelihood never falls enough.
  private func limit(
    of parameter: Int, side: Double, error: Double, deviate: Double, _ likelihood: Model,
    _ maximum: LikelihoodPoint
  ) throws(FitError) -> Double? {
    let rest = likelihood.freeParameters.filter { $0 != parameter }
    let centre = maximum.parameters[parameter]
    var point = maximum
    // Distances from the maximum in standard errors, with the signed root less the deviate.
    var previous = (distance: 0.0, value: -deviate)
    var near = 0.0
    var far: Double?
    var trial = deviate
    let tolerance = 1e-10 + 1e-15 * abs(maximum.logLikelihood)
    for _ in 0..<Self.maximumTrials {
      let start = Self.moved(point, parameter, to: centre + side * trial * error, rest: rest)
      point = try maximizer.maximum(of: likelihood, from: likelihood.point(at: start), free: rest)
        .point
      let fall = max(0, maximum.logLikelihood - point.logLikelihood)
      let value = (2 * fall).squareRoot() - deviate
      if abs(value) <= tolerance { return point.parameters[parameter] }
      if value < 0 { near = max(near, trial) } else { far = min(far ?? trial, trial) }
      let slope = (value - previous.value) / (trial - previous.distance)
      previous = (trial, value)
      trial -= value / slope
      if let far {
        guard far - near > 1e-13 * far else { return point.parameters[parameter] }
        if !(near < trial && trial < far) { trial = (near + far) / 2 }
      } else {
        guard near < 1e4 else { return nil }
        if !(trial > 1.01 * near) { trial = 1.5 * near }
        trial = min(trial, 3 * near)
      }
    }
    throw .notConverged(passes: Self.maximumTrials, gradientNorm: abs(previous.value))
  }

  /// The place with a parameter moved and the others following to first order.
  private static func moved(
    _ point: LikelihoodPoint, _ parameter: Int, to value: Double, rest: [Int]
  ) -> [Double] {
    var place = point.parameters
    let change = value - place[parameter]
    place[parameter] = value
    guard let factored = try? Cholesky(point.information.submatrix(rest)) else { return place }
    let pull = factored.solve(rest.map { point.information[$0, parameter] })
    for (other, pull) in zip(rest, pull) { place[other] -= change * pull }
    return place
  }
}
