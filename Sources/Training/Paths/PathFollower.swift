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

  /// A place with an exact Hessian.
  private struct Anchor: Sendable {
    let index: Int
    let model: QuadraticModel
    let meanLoss: Double
  }

  /// A fit under way.
  private struct Candidate: Sendable {
    let index: Int
    var parameters: [Double]
    let hessian: BlendedHessian
    var violation = Double.infinity
    var rounds = 0
  }

  private static let anchorDistance = 8

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
    var anchor = Anchor(index: -1, model: start, meanLoss: meanLoss)
    var candidates: [Candidate] = []
    while anchor.index < lambdas.count - 1 {
      let last = min(anchor.index + Self.anchorDistance, lambdas.count - 1)
      let indices = anchor.index + 1...last
      let predictions = predictions(for: indices, from: anchor)
      let next = try nextAnchor(at: predictions[predictions.count - 1], index: last, after: anchor)
      let previous = anchor
      candidates += concurrently(predictions.count) { follower, place in
        follower.candidate(
          indices.lowerBound + place, predictions[place], between: previous, and: next)
      }
      anchor = next
      if isFinished(next.meanLoss, previous.meanLoss, indices.count, last) { break }
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

  /// The minima of an anchor's model at the strengths after it.
  private func predictions(for indices: ClosedRange<Int>, from anchor: Anchor) -> [[Double]] {
    var place = anchor.model.point
    var previous = anchor.index >= 0 ? lambdas[anchor.index] : nil
    return indices.map { index in
      let lambda = lambdas[index]
      let solver = solver(lambda, accuracy: 1e-3 * scale(lambda))
      place = solver.minimum(of: anchor.model, from: place, previousLambda: previous).parameters
      previous = lambda
      return place
    }
  }

  /// The anchor at a predicted place, after more steps if the prediction was poor.
  private mutating func nextAnchor(
    at place: [Double], index: Int, after anchor: Anchor
  ) throws(FitError) -> Anchor {
    let lambda = lambdas[index]
    let limit = max(tolerance, Self.anchorSlack * scale(lambda))
    var newton = ProximalNewton(problem: problem, lambda: lambda, tolerance: tolerance)
    let start = ProximalNewton.State(model: anchor.model, meanLoss: anchor.meanLoss)
    var state = newton.advance(from: start, to: place)
    while state.violation(problem, lambda: lambda) > limit {
      state = try newton.step(from: state)
    }
    work += newton.work
    return Anchor(index: index, model: state.model, meanLoss: state.meanLoss)
  }

  /// A better start for a strength between two anchors.
  ///
  /// On the line between the anchors the gradient is known with its derivative at both ends, and a
  /// cubic (Hermite) through them is good to fourth order; off the line, the blended Hessian is.
  private func candidate(
    _ index: Int, _ prediction: [Double], between first: Anchor, and second: Anchor
  ) -> Candidate {
    guard index < second.index else {
      let solver = solver(lambdas[index], accuracy: 1e-5 * scale(lambdas[index]))
      let minimum = solver.minimum(of: second.model, from: second.model.point)
      return Candidate(
        index: index, parameters: minimum.parameters, hessian: second.model.hessian)
    }
    let line = zip(second.model.point, first.model.point).map { $0 - $1 }
    let square = line.reduce(0) { $0 + $1 * $1 }
    let product = zip(line, zip(prediction, first.model.point)).reduce(0) {
      $0 + $1.0 * ($1.1.0 - $1.1.1)
    }
    let share = square > 0 ? min(max(product / square, 0), 1) : 0
    let blend = BlendedHessian(first.model.hessian, second.model.hessian, share: share)
    let gradient = HermiteCubic(
      start: first.model.gradient, startSlope: first.model.hessian.multiplied(by: line),
      end: second.model.gradient, endSlope: second.model.hessian.multiplied(by: line))
    let model = QuadraticModel(
      point: zip(first.model.point, line).map { $0 + share * $1 },
      gradient: gradient.values(at: share), hessian: blend)
    let solver = solver(lambdas[index], accuracy: 1e-6 * scale(lambdas[index]))
    return Candidate(
      index: index, parameters: solver.minimum(of: model, from: prediction).parameters,
      hessian: blend)
  }

  /// Chord steps for all candidates at once until each meets the tolerance.
  private mutating func refined(_ candidates: [Candidate]) throws(FitError) -> [Fit] {
    var fits: [Fit] = []
    var waiting = candidates
    while !waiting.isEmpty {
      let results = problem.gradients(atEach: waiting.map(\.parameters))
      work.gradients += waiting.count
      work.gradientPasses +=
        (waiting.count + DesignMatrix.placesPerPass - 1) / DesignMatrix.placesPerPass
      var open: [(candidate: Candidate, violation: Double, gradient: [Double])] = []
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
        follower.step(steps[place].candidate, steps[place].violation, steps[place].gradient)
      }
    }
    return fits.sorted { $0.lambda > $1.lambda }
  }

  private func step(
    _ candidate: Candidate, _ violation: Double, _ gradient: [Double]
  ) -> Candidate {
    let model = QuadraticModel(
      point: candidate.parameters, gradient: gradient, hessian: candidate.hessian)
    let solver = solver(lambdas[candidate.index], accuracy: 1e-3 * violation)
    var next = candidate
    next.parameters = solver.minimum(of: model, from: candidate.parameters).parameters
    next.violation = violation
    next.rounds += 1
    return next
  }

  /// A fit with Hessians of its own.
  private mutating func exactFit(_ lambda: Double, from place: [Double]) throws(FitError) -> Fit {
    var newton = ProximalNewton(problem: problem, lambda: lambda, tolerance: tolerance)
    var state = newton.state(at: place)
    while state.violation(problem, lambda: lambda) > tolerance {
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
