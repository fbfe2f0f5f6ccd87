internal import LinearAlgebra

/// A fit of the rows that judge a fold, at one penalty, on its way to the minimum by chord steps.
///
/// Its Hessian stays; every step takes an exact gradient, which fits at other penalties and of other
/// folds share a pass for.
struct FoldFit: Sendable {
  /// Which training it is.
  let training: Int

  /// The penalty.
  let penalty: QuadraticPenalty

  /// The parameters that the last step led to.
  private(set) var parameters: [Double]

  /// The steps so far.
  private(set) var steps = 1

  private let free: [Int]
  private let hessian: ArrowheadCholesky

  /// What the last step was expected to gain, in units of summed log likelihood.
  private var decrement: Double

  /// The mean square of the linear predictor's change by the first step, weighted as in the Hessian,
  /// and with it about the share of an error that a chord step leaves at least.
  private let meanSquareChange: Double

  private let sumScale: Double

  /// The weight of the judged rows as a share of that of the fitted ones.
  private let judgedShare: Double

  /// The decrement that the last step may leave: units of summed log likelihood.
  private static let tolerance = 1e-4

  /// The curvature of the judged rows' loss along the last step that may be left out: the same units.
  private static let judgedTolerance = 3e-3

  /// What a row adds to the unit of the tolerances, from 10,000 rows on.
  private static let shareOfRows = 1e-4

  /// The decrement up to which the last two steps tell what the next one leaves.
  private static let smallDecrement = 0.1

  /// The share of a decrement left by a step above which Newton steps are the better buy.
  private static let largestContraction = 0.25

  private static let maximumSteps = 6

  /// Takes the first step from a place near the minimum; `nil` if the Hessian there is not positive
  /// definite.
  ///
  /// - Parameters:
  ///   - training: Which training it is.
  ///   - penalty: The penalty.
  ///   - place: The derivatives of its mean loss at the place.
  ///   - free: The parameters that may move.
  ///   - sumScale: What multiplies a mean to give the scale of the summed log likelihood.
  ///   - judgedShare: The weight of the judged rows as a share of that of the fitted ones.
  init?(
    training: Int, penalty: QuadraticPenalty, from place: LossDerivatives, free: [Int],
    sumScale: Double, judgedShare: Double
  ) {
    guard let system = try? NewtonSystem(place, penalty: penalty, free: free) else { return nil }
    self.training = training
    self.penalty = penalty
    self.free = free
    self.sumScale = sumScale
    self.judgedShare = judgedShare
    hessian = system.factorization
    parameters = place.moved(along: system.step)
    decrement = system.decrement * sumScale
    let intercept = ParameterLayout.intercept
    meanSquareChange = 2 * system.decrement / place.curvature[intercept, intercept]
  }

  /// What the rows say of the parameters.
  struct Evidence: Sendable {
    /// The gradient of the mean loss of the rows that are fitted.
    var gradient: [Double]

    /// The sum of the losses of the rows that are judged, and its gradient.
    var judgedLoss = 0.0
    var judgedGradient: [Double] = []
  }

  /// Where a fit stands.
  enum State: Sendable {
    /// At its end, with the loss of the judged rows.
    case finished(judgedLoss: Double)

    /// A step further.
    case moved(FoldFit)

    /// Too far from the minimum for chord steps; the last step was of use or was not.
    case stalled(isCloser: Bool)
  }

  /// Takes another step, if it is of use.
  ///
  /// A step leaves about the share of the decrement that the one before it left, or that by which the
  /// Hessian has changed if this is more. The loss of the
  /// judged rows after the last step follows from its gradient, without a pass.
  func advanced(by evidence: Evidence) -> State {
    let slope = zip(evidence.gradient, penalty.gradient(at: parameters)).map { $0 + $1 }
    let gradient = free.map { slope[$0] }
    let step = hessian.solve(gradient)
    let next = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 } / 2 * sumScale
    let contraction = next / decrement
    // What many rows cannot tell apart grows with them.
    let unit = max(1, Self.shareOfRows * sumScale)
    let isSmall = next <= Self.smallDecrement && next * judgedShare <= Self.judgedTolerance * unit
    if isSmall && next * max(contraction, meanSquareChange) <= Self.tolerance * unit {
      let change = zip(free, step).reduce(0) { $0 - evidence.judgedGradient[$1.0] * $1.1 }
      return .finished(judgedLoss: evidence.judgedLoss + change)
    }
    guard contraction <= Self.largestContraction && steps < Self.maximumSteps else {
      return .stalled(isCloser: contraction < 1)
    }
    var moved = self
    for (parameter, change) in zip(free, step) { moved.parameters[parameter] -= change }
    moved.decrement = next
    moved.steps += 1
    return .moved(moved)
  }
}
