internal import LinearAlgebra

/// The minima of a penalized problem along falling strengths, to within a tolerance.
///
/// Only every few strengths, at the anchors, is there a pass with the Hessian. The strengths between
/// two anchors are fitted by chord steps: a pass yields the exact gradients of all of them at once,
/// and the blend of the two Hessians around each turns its gradient into a step. A fit that makes
/// slow progress gets Hessians of its own.
struct PathFollower: Sendable {
  let problem: PenalizedProblem
  let lambdas: [Double]

  /// The largest violation of the optimality conditions that is let pass, in units of gradient.
  let tolerance: Double

  private(set) var work = PathWork()

  /// One strength's fit.
  struct Fit: Sendable {
    let lambda: Double
    let parameters: [Double]
    let meanLoss: Double
    let heldOutLoss: Double
    let violation: Double
  }

  /// How far from its minimum an anchor may be, as a share of the strength: the fits between anchors
  /// have exact gradients of their own, and a better anchor costs a pass with the Hessian.
  private static let anchorSlack = 0.6
  private static let maximumRounds = 12

  init(_ problem: PenalizedProblem, lambdas: [Double], tolerance: Double) {
    self.problem = problem
    self.lambdas = lambdas
    self.tolerance = tolerance
  }

  /// Follows the path.
  ///
  /// - Parameters:
  ///   - start: A model at a place from which to start, such as the null model.
  ///   - meanLoss: The mean loss there.
  ///   - isFinished: Whether the path may end, by the mean losses of an anchor and the one before it
  ///     and the number of strengths between them.
  /// - Returns: One fit per strength up to the end.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)``.
  mutating func fits(
    from start: QuadraticModel, meanLoss: Double,
    isFinished: (_ meanLoss: Double, _ previous: Double, _ distance: Int, _ index: Int) -> Bool
  ) throws(FitError) -> [Fit] {
    var spacing = AnchorSpacing()
    var anchor = PathAnchor(index: -1, model: start, meanLoss: meanLoss, lag: 0)
    var line: AnchorLine?
    var candidates: [PathCandidate] = []
    while anchor.index < lambdas.count - 1 {
      let last = min(anchor.index + spacing.distance, lambdas.count - 1)
      let next = try nextAnchor(index: last, after: anchor, line)
      let passed = AnchorLine(anchor, next)
      let indices = Array(anchor.index + 1...last)
      candidates += concurrently(indices.count) { follower, place in
        follower.candidate(indices[place], on: passed)
      }
      if isFinished(next.meanLoss, anchor.meanLoss, indices.count, last) { break }
      spacing.adapt(toLag: next.lag)
      line = anchor.index < 0 ? nil : passed
      anchor = next
    }
    return try refined(candidates)
  }

  /// What is made for each of several strengths on its own, on all threads.
  private func concurrently<Result: Sendable>(
    _ count: Int, _ make: @Sendable (PathFollower, Int) -> Result
  ) -> [Result] {
    RowBlocks.concurrentMap(count: count, threads: problem.objective.threads) { make(self, $0) }
  }

  /// A solver as accurate as the model it is for, and no more.
  private func solver(_ lambda: Double, accuracy: Double) -> QuadraticSolver {
    QuadraticSolver(problem: problem, lambda: lambda, tolerance: max(tolerance / 4, accuracy))
  }

  /// The size of the gradients that a strength stands against.
  private func scale(_ lambda: Double) -> Double { lambda * max(problem.lassoShare, 0.1) }

  /// The anchor at a predicted place, after more steps if the prediction was poor.
  ///
  /// - Parameters:
  ///   - index: The anchor's strength.
  ///   - anchor: The one before it.
  ///   - line: The line that leads to that one, if there is one.
  /// - Returns: The anchor.
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)``.
  private mutating func nextAnchor(
    index: Int, after anchor: PathAnchor, _ line: AnchorLine?
  ) throws(FitError) -> PathAnchor {
    let lambda = lambdas[index]
    let solver = solver(lambda, accuracy: 1e-3 * scale(lambda))
    var place = solver.minimum(of: anchor.model, from: anchor.model.point).parameters
    if let line { place = solver.minimum(of: line.model(towards: place), from: place).parameters }
    let limit = max(tolerance, Self.anchorSlack * scale(lambda))
    var newton = ProximalNewton(problem: problem, lambda: lambda, tolerance: tolerance)
    let start = ProximalNewton.State(model: anchor.model, meanLoss: anchor.meanLoss)
    var state = newton.advance(from: start, to: place)
    // What is not a number has not converged.
    while !(state.violation(problem, lambda: lambda) <= limit) {
      state = try newton.step(from: state)
    }
    work += newton.work
    return PathAnchor(
      index: index, model: state.model, meanLoss: state.meanLoss,
      lag: state.violation(problem, lambda: lambda) / scale(lambda))
  }

  /// A start for a strength between two anchors, or at the second.
  private func candidate(_ index: Int, on line: AnchorLine) -> PathCandidate {
    let scale = scale(lambdas[index])
    guard index < line.end.index else {
      let minimum = solver(lambdas[index], accuracy: 1e-5 * scale)
        .minimum(of: line.end.model, from: line.end.model.point)
      return PathCandidate(
        index: index, parameters: minimum.parameters, hessian: line.end.model.hessian)
    }
    // As a first guess, the strengths are spread evenly over the line.
    let guess = Double(index - line.start.index) / Double(line.end.index - line.start.index)
    let rough = line.model(at: guess)
    let foot = solver(lambdas[index], accuracy: 1e-2 * scale)
      .minimum(of: rough, from: rough.point).parameters
    let model = line.model(at: min(max(line.share(of: foot), 0), 1))
    let minimum = solver(lambdas[index], accuracy: 1e-5 * scale).minimum(of: model, from: foot)
    return PathCandidate(
      index: index, parameters: minimum.parameters, hessian: model.hessian)
  }

  /// Chord steps for all candidates at once until each meets the tolerance.
  private mutating func refined(_ candidates: [PathCandidate]) throws(FitError) -> [Fit] {
    var fits: [Fit] = []
    var waiting = candidates
    while !waiting.isEmpty {
      let results = problem.gradients(atEach: waiting.map(\.parameters))
      work.gradients += waiting.count
      work.gradientPasses +=
        (waiting.count + DesignMatrix.placesPerPass - 1) / DesignMatrix.placesPerPass
      var open: [(candidate: PathCandidate, violation: Double, gradient: [Double])] = []
      for (candidate, result) in zip(waiting, results) {
        let lambda = lambdas[candidate.index]
        let violation = problem.violation(
          candidate.parameters, gradient: result.gradient, lambda: lambda)
        if violation <= tolerance {
          fits.append(
            Fit(
              lambda: lambda, parameters: candidate.parameters, meanLoss: result.meanLoss,
              heldOutLoss: result.heldOutLoss, violation: violation))
        } else if violation > 0.5 * candidate.violation || candidate.rounds == Self.maximumRounds {
          fits.append(try exactFit(lambda, from: candidate.parameters))
        } else {
          open.append((candidate, violation, result.gradient))
        }
      }
      let steps = open
      waiting = concurrently(steps.count) { follower, place in
        var (candidate, violation, gradient) = steps[place]
        let solver = follower.solver(
          follower.lambdas[candidate.index], accuracy: 1e-3 * violation)
        candidate.step(gradient: gradient, violation: violation, solver: solver)
        return candidate
      }
    }
    return fits.sorted { $0.lambda > $1.lambda }
  }

  /// A fit with Hessians of its own.
  private mutating func exactFit(_ lambda: Double, from place: [Double]) throws(FitError) -> Fit {
    var newton = ProximalNewton(problem: problem, lambda: lambda, tolerance: tolerance)
    var state = newton.state(at: place)
    // What is not a number has not converged.
    while !(state.violation(problem, lambda: lambda) <= tolerance) {
      state = try newton.step(from: state)
    }
    work += newton.work
    let heldOut = problem.gradients(atEach: [state.model.point])[0].heldOutLoss
    work.gradients += 1
    work.gradientPasses += 1
    return Fit(
      lambda: lambda, parameters: state.model.point, meanLoss: state.meanLoss,
      heldOutLoss: heldOut, violation: state.violation(problem, lambda: lambda))
  }
}

extension PathWork {
  static func += (work: inout PathWork, other: PathWork) {
    work.hessianPasses += other.hessianPasses
    work.gradientPasses += other.gradientPasses
    work.gradients += other.gradients
  }
}
