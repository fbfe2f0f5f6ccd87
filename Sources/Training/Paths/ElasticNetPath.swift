public import LinearAlgebra

/// The fits of a logistic regression along falling strengths of an elastic net or group lasso.
///
/// What is minimized for each is `1/Σw · Σ w·(log(1 + e^η) - y·η)` plus the ``ElasticNetPenalty``
/// (glmnet's objective). Every fit is verified by its exact gradient: no optimality condition is
/// violated by more than the tolerance, whatever approximations led there.
public struct ElasticNetPath: Sendable {
  /// One strength's fit.
  public struct Point: Sendable, Equatable {
    /// The strength of the penalty.
    public let lambda: Double

    /// The coefficients of the raw columns, in the order of the layout.
    public let coefficients: [Double]

    /// The sum `Σ w·(y·log μ + (1 - y)·log(1 - μ))`.
    public let logLikelihood: Double

    /// The share of the null deviance that the fit explains.
    public let devianceRatio: Double

    /// The sum of the weighted losses of rows held out, 0 where there are none.
    public let heldOutLoss: Double

    /// The largest violation of an optimality condition, as a share of ``ElasticNetPath/largestLambda``.
    public let violation: Double

    /// The number of coefficients other than the intercept that are not 0.
    public var nonzeroCount: Int { coefficients.dropFirst().count { $0 != 0 } }
  }

  /// The order of the coefficients.
  public let layout: ParameterLayout

  /// The penalty.
  public let penalty: ElasticNetPenalty

  /// The smallest strength at which nothing that is penalized enters.
  public let largestLambda: Double

  /// The log likelihood of the model with an intercept, the offset and unpenalized columns only.
  public let nullLogLikelihood: Double

  /// The fits, the strongest penalty first.
  public let points: [Point]

  /// What the path cost.
  public let work: PathWork

  /// Fits a path.
  ///
  /// The bits of the result do not depend on the number of threads. The Hessians of one strength
  /// in eight are held until the end, `parameters²·8` bytes each.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row; by default 1.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - penalty: What is penalized and how.
  ///   - lambdas: The strengths.
  ///   - tolerance: The violation of an optimality condition that is let pass, as a share of the
  ///     largest strength times `α`; 1e-9 gives about eight digits of the coefficients.
  ///   - threads: The number of threads.
  /// - Throws: ``FitError`` if the input cannot be fitted or the iteration does not converge.
  public init(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, penalty: ElasticNetPenalty = .lasso,
    lambdas: LambdaSequence = .automatic(), tolerance: Double = 1e-9, threads: Int = 1
  ) throws(FitError) {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    try self.init(
      PenalizedProblem(objective, penalty), lambdas: lambdas, tolerance: tolerance)
  }

  /// Fits a path of a problem that is set up.
  init(
    _ problem: PenalizedProblem, lambdas: LambdaSequence, tolerance: Double
  ) throws(FitError) {
    let share = max(problem.lassoShare, 1e-3)
    let (null, nullWork) = try Self.nullModel(problem, tolerance: tolerance)
    let largest = problem.largestLambda(nullGradient: null.model.gradient)
    let scale = largest > 0 ? largest * share : 1
    let objective = problem.objective
    let layout = objective.designMatrix.layout
    let values = try lambdas.values(
      largest: largest, rowCount: objective.designMatrix.rowCount, parameterCount: layout.count)
    var follower = PathFollower(problem, lambdas: values, tolerance: tolerance * scale)
    let stopping = DevianceStopping(nullLoss: null.meanLoss)
    let fits = try follower.fits(from: null.model, meanLoss: null.meanLoss) {
      lambdas.endsEarly && stopping.mayEnd($0, after: $1, distance: $2, index: $3)
    }
    let kept = lambdas.endsEarly ? stopping.count(of: fits.map(\.meanLoss)) : fits.count
    let total = objective.loss.totalWeight
    self.layout = layout
    penalty = problem.penalty
    largestLambda = largest
    nullLogLikelihood = -null.meanLoss * total
    points = fits[0..<kept].map { fit in
      Point(
        lambda: fit.lambda, coefficients: problem.coefficients(fit.parameters),
        logLikelihood: -fit.meanLoss * total, devianceRatio: 1 - fit.meanLoss / null.meanLoss,
        heldOutLoss: fit.heldOutLoss, violation: fit.violation / scale)
    }
    var work = nullWork
    work += follower.work
    self.work = work
  }

  /// The fit at an infinite strength.
  private static func nullModel(
    _ problem: PenalizedProblem, tolerance: Double
  ) throws(FitError) -> (state: ProximalNewton.State, work: PathWork) {
    let problem = problem.pureLasso()
    let smallestFactor = problem.normFactors.filter { $0 > 0 }.min() ?? 1
    let hugeLambda = 1e6 / smallestFactor
    var newton = ProximalNewton(problem: problem, lambda: hugeLambda, tolerance: tolerance)
    var state = newton.state(at: problem.interceptOnly)
    // What is not a number has not converged.
    while !(state.violation(problem, lambda: hugeLambda) <= 1e-2 * tolerance) {
      state = try newton.step(from: state)
    }
    return (state, newton.work)
  }
}

/// glmnet's rule for the end of a path, by the deviance explained.
private struct DevianceStopping {
  let nullLoss: Double

  private static let largestRatio = 0.999
  private static let smallestRise = 1e-5
  private static let fewest = 5

  /// Whether the rule must have applied somewhere up to an anchor.
  func mayEnd(_ loss: Double, after previous: Double, distance: Int, index: Int) -> Bool {
    guard index >= Self.fewest else { return false }
    let rise = (previous - loss) / nullLoss
    return 1 - loss / nullLoss > Self.largestRatio
      || (index - distance >= Self.fewest && rise < Self.smallestRise * Double(distance))
  }

  /// The number of fits up to the one at which the rule applies.
  func count(of losses: [Double]) -> Int {
    for index in losses.indices.dropFirst(Self.fewest - 1) {
      let rise = (losses[index - 1] - losses[index]) / nullLoss
      if rise < Self.smallestRise || 1 - losses[index] / nullLoss > Self.largestRatio {
        return index + 1
      }
    }
    return losses.count
  }
}
