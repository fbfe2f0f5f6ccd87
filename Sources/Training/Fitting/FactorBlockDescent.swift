internal import LinearAlgebra

/// The state of quasi-Newton steps by the blocks of the factors: where they are, what they learned.
struct FactorBlockDescent {
  /// A place whose loss is known.
  struct Place {
    let parameters: [Double]
    let gradient: [Double]

    /// The mean loss plus the penalty.
    let objective: Double

    /// How fast the objective falls at the start of the step from there.
    let slope: Double
  }

  /// The last place that was better than those before it.
  private var best: Place?

  /// The number of passes over the rows.
  private(set) var passes = 0

  /// The end, once the goal is reached.
  private(set) var end: ChordSteps.End?

  private let objective: LogisticObjective
  private let penalty: QuadraticPenalty
  private var trial: [Double]
  private var blocks: (inverse: FactorBlockPreconditioner, diagonal: [Double])?
  private var isOutdated = true
  private var memory = SecantMemory()
  private var pace = StepPace()
  private var previousLength = Double.infinity
  private var failures = 0

  /// The number of steps that may fail to descend.
  private static let largestFailureCount = 2

  /// The change of the linear predictor that the last step is expected to leave.
  private let goal: Double

  /// The rows from which on the last digits of coefficients are not worth three passes more.
  private static let manyRows = 100_000

  /// The least contraction counted on: one lucky step is no proof that the next is as good.
  private static let smallestContraction = 0.1

  init(_ objective: LogisticObjective, _ penalty: QuadraticPenalty, from start: [Double]) {
    self.objective = objective
    self.penalty = penalty
    trial = start
    goal =
      objective.rowCount < Self.manyRows ? 1e-11 : ChordSteps.Goal.exact.remainingChange
  }

  /// The last place, if it is so near to the minimum that its Hessian is about the one there.
  var nearby: [Double]? { pace.isNear ? best?.parameters : nil }

  /// Takes one pass over the rows and the step that follows from it.
  ///
  /// - Returns: Whether there is a step to go on with.
  mutating func advance() -> Bool {
    guard let loss = lossAtTrial(), let inverse = blocks?.inverse else { return false }
    let gradient = zip(loss.gradient, penalty.gradient(at: trial)).map { $0 + $1 }
    let value = loss.meanLoss + penalty.value(at: trial)
    if let best {
      memory.learn(
        step: zip(trial, best.parameters).map { $0 - $1 },
        change: zip(gradient, best.gradient).map { $0 - $1 })
      guard descends(to: value, from: best) else {
        // What the failed step told of the curvature shortens the next one from the same place.
        failures += 1
        let shorter = memory.solve(best.gradient, first: inverse.solve)
        trial = zip(best.parameters, shorter).map { $0 - $1 }
        return failures <= Self.largestFailureCount
      }
    }
    let step = memory.solve(gradient, first: inverse.solve)
    best = Place(
      parameters: trial, gradient: gradient, objective: value, slope: gradient.product(step))
    trial = zip(trial, step).map { $0 - $1 }
    return finishOrGoOn()
  }

  /// Whether the passes to the goal, as the last ones went, are within a limit.
  ///
  /// Where they are not and the blocks have become old, new ones may still change it.
  mutating func isWithin(_ largestPassCount: Int) -> Bool {
    guard let remaining = pace.remaining(to: goal),
      Double(passes) + remaining > Double(largestPassCount)
    else { return passes < largestPassCount }
    isOutdated = pace.hasMoved
    return isOutdated && passes < largestPassCount
  }

  /// The loss where the last step led, in a pass with new blocks if the old ones will not do.
  private mutating func lossAtTrial() -> LossGradient? {
    passes += 1
    guard isOutdated else { return objective.gradient(at: trial) }
    let derivatives = objective.factorBlocks(at: trial)
    guard let inverse = preconditioner(derivatives.curvature) else { return nil }
    blocks = (inverse, derivatives.curvature.diagonal)
    pace.renew()
    isOutdated = false
    return derivatives.loss
  }

  /// The preconditioner, if the penalty is strong enough to tell all columns apart.
  private func preconditioner(_ curvature: FactorBlockMatrix) -> FactorBlockPreconditioner? {
    let weakest = curvature.layout.factorRanges.joined().map { penalty.diagonal[$0] }.min() ?? 0
    // Where all effects of `F` factors are penalized by `λ`, they explain all but the share
    // `λ/(λ + F·W)` of what the dense columns leave of each other, and no less of a level.
    let spread = Double(curvature.layout.factors.count) * curvature.diagonal[0]
    guard let inverse = try? FactorBlockPreconditioner(curvature, penalty: penalty.diagonal),
      inverse.smallestDensePivot * weakest / (weakest + spread) > Self.smallestPivot
    else { return nil }
    return inverse
  }

  /// The share of its own sum of squares that a column must add for its rank to be beyond doubt.
  private static let smallestPivot = 1e-8

  /// Whether a step made the progress its slope promises (Armijo's condition), or changed the
  /// objective by rounding errors only.
  private func descends(to value: Double, from place: Place) -> Bool {
    value <= place.objective - 1e-4 * place.slope
      || abs(value - place.objective) <= 16 * Double.ulpOfOne * abs(value)
  }

  /// Ends the steps if the one just taken leaves nothing to be seen.
  private mutating func finishOrGoOn() -> Bool {
    guard let best, let blocks else { return false }
    let length = (best.slope / objective.meanCurvature).squareRoot()
    let contraction = max(length / previousLength, Self.smallestContraction)
    previousLength = length
    pace.add(length)
    isOutdated = pace.isOld
    guard length * contraction <= goal else {
      return length.isFinite
    }
    var diagonal = ArrowheadMatrix(order: trial.count, shaft: trial.indices)
    for (row, value) in zip(blocks.diagonal, penalty.diagonal).enumerated() {
      diagonal[row, row] = value.0 + value.1
    }
    guard let hessian = try? ArrowheadCholesky(diagonal) else { return false }
    end = ChordSteps.End(
      parameters: trial, objective: best.objective - best.slope / 2,
      gradientNorm: best.gradient.map(abs).max() ?? 0, hessian: hessian)
    return true
  }
}

extension LogisticObjective {
  /// The mean loss, its gradient and the Hessian but for the products of two factors: one pass.
  func factorBlocks(
    at parameters: [Double]
  ) -> (loss: LossGradient, curvature: FactorBlockMatrix) {
    let sums = designMatrix.factorBlockPass(
      at: parameters, offset: loss.offset, scaling: scaling, threads: threads
    ) { rows, predictor, curvature, residual in
      loss.differentiate(rows, predictor, &curvature, &residual)
    }
    let known = LossGradient(
      meanLoss: sums.losses.fitted / loss.totalWeight, heldOutLoss: sums.losses.heldOut,
      gradient: sums.gradient.map { -$0 / loss.totalWeight })
    return (known, sums.curvature.scaled(by: 1 / loss.totalWeight))
  }
}
