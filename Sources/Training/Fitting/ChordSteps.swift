internal import LinearAlgebra

/// Steps with a Hessian that stays the same, each of which takes a pass for the exact gradient but
/// none of the dearer ones for the Hessian.
///
/// The Hessian is that of a sample or of a place near the minimum, and what the gradients tell of
/// its error is added to it (Nocedal's form of the BFGS update, 1980). With hundreds of rows per
/// parameter a step leaves a tenth of the error or less, so half a dozen take the place of four
/// Newton steps.
struct ChordSteps: Sendable {
  /// Where the steps ended.
  struct End: Sendable {
    /// The parameters after the last step.
    let parameters: [Double]

    /// The mean loss plus the penalty there.
    let objective: Double

    /// The largest absolute value of its gradient just before the last step.
    let gradientNorm: Double

    /// A factored positive definite matrix in the place of the Hessian there, penalty included.
    let hessian: ArrowheadCholesky
  }

  /// The parameters after the last step that was of use.
  let parameters: [Double]

  /// The number of passes over the rows.
  let passes: Int

  /// The end; `nil` if the steps stopped before it is exact.
  let end: End?

  /// How far steps are to go.
  struct Goal: Sendable, Equatable {
    /// The change of the linear predictor (a root mean square, as weighted in the Hessian) that the
    /// last step is expected to leave.
    let remainingChange: Double

    /// The share of an error left by a step above which a Newton step is the better buy.
    let largestContraction: Double

    /// The largest number of passes.
    let maximumCount: Int

    /// Whether nothing is left to do.
    var isExact: Bool { self == .exact }

    /// So far that a Newton step leaves an error that is seen nowhere.
    static let near = Goal(remainingChange: 1e-4, largestContraction: 0.3, maximumCount: 4)

    /// To where no reported digit changes.
    static let exact = Goal(remainingChange: 1e-8, largestContraction: 0.4, maximumCount: 16)

    /// The goal under a penalty: where it does not hold every parameter there may be no minimum,
    /// which only Newton steps tell.
    init(penalty: QuadraticPenalty) {
      self = penalty.diagonal.dropFirst().allSatisfy { $0 > 0 } ? .exact : .near
    }

    private init(remainingChange: Double, largestContraction: Double, maximumCount: Int) {
      self.remainingChange = remainingChange
      self.largestContraction = largestContraction
      self.maximumCount = maximumCount
    }
  }

  /// Takes steps while they pay.
  ///
  /// - Parameters:
  ///   - objective: The mean loss of all rows.
  ///   - penalty: The penalty.
  ///   - start: Where to start.
  ///   - known: The loss there, if it is known.
  ///   - hessian: The factored Hessian, penalty included, of a place nearby.
  init(
    _ objective: LogisticObjective, penalty: QuadraticPenalty, from start: [Double],
    known: LossGradient? = nil, hessian: ArrowheadCholesky
  ) {
    let goal = Goal(penalty: penalty)
    var memory = SecantMemory()
    var place = start
    var previous = (place: start, gradient: [Double](), change: Double.infinity)
    var end: End?
    var steps = 0
    while steps < goal.maximumCount {
      let loss = (steps == 0 ? known : nil) ?? objective.gradient(at: place)
      steps += 1
      let gradient = zip(loss.gradient, penalty.gradient(at: place)).map { $0 + $1 }
      if steps > 1 {
        memory.learn(
          step: zip(place, previous.place).map { $0 - $1 },
          change: zip(gradient, previous.gradient).map { $0 - $1 })
      }
      let step = memory.solve(gradient, first: hessian.solve)
      let slope = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      let change = (slope / objective.meanCurvature).squareRoot()
      let contraction = steps > 1 ? change / previous.change : 0.1
      guard contraction < 1 else {
        place = previous.place
        break
      }
      previous = (place, gradient, change)
      place = zip(place, step).map { $0 - $1 }
      if change * contraction <= goal.remainingChange {
        end = End(
          parameters: place,
          objective: loss.meanLoss + penalty.value(at: previous.place) - slope / 2,
          gradientNorm: gradient.map(abs).max() ?? 0, hessian: hessian)
        break
      }
      if contraction > goal.largestContraction { break }
    }
    parameters = place
    passes = steps - (known == nil ? 0 : 1)
    self.end = goal.isExact ? end : nil
  }
}

extension LogisticObjective {
  /// The mean loss and its gradient at one place: a pass without the Hessian.
  func gradient(at parameters: [Double]) -> LossGradient {
    let sums = designMatrix.gradientPass(
      at: parameters, offset: loss.offset, scaling: scaling, threads: threads
    ) { rows, predictor, curvature, residual in
      loss.differentiate(rows, predictor, &curvature, &residual)
    }
    return LossGradient(
      meanLoss: sums.losses.fitted / loss.totalWeight, heldOutLoss: sums.losses.heldOut,
      gradient: sums.gradient.map { -$0 / loss.totalWeight })
  }

  /// About the mean weight `μ·(1 - μ)` of the rows.
  var meanCurvature: Double { loss.meanOutcome * (1 - loss.meanOutcome) }
}
