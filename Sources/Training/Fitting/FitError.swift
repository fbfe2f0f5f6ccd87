/// Why a logistic regression could not be fitted.
public enum FitError: Error, Equatable {
  /// The design matrix has no rows.
  case noRows

  /// A dense column holds a value that is not finite.
  case notFinite(row: Int, column: Int)

  /// An outcome is not between 0 and 1.
  case outcomeOutOfRange(row: Int, value: Double)

  /// A weight is negative or not finite.
  case invalidWeight(row: Int, value: Double)

  /// An offset is not finite.
  case invalidOffset(row: Int, value: Double)

  /// No row has a positive weight.
  case noWeight

  /// All weighted outcomes are 0, or all are 1.
  case oneClassOnly(outcome: Double)

  /// All weighted outcomes outside this fold are 0, or all are 1.
  case oneClassOutsideFold(fold: Int, outcome: Double)

  /// A penalty is negative or not finite.
  case invalidPenalty(lambda: Double)

  /// A share of the lasso is not between 0 and 1.
  case invalidLassoShare(Double)

  /// The limits of a coefficient do not contain 0.
  case invalidBounds(parameter: Int, lower: Double, upper: Double)

  /// Limits were set together with groups of parameters, of which this one begins the first.
  case boundsOnGroup(parameter: Int)

  /// A cluster-robust covariance needs at least two clusters.
  case tooFewClusters(Int)

  /// The likelihood has no maximum: along these parameters it rises for ever.
  ///
  /// The outcomes are separated, wholly or in part, by the columns of these parameters. A ridge
  /// penalty on them makes the fit finite.
  case separated(parameters: [Int])

  /// The iteration ended before the Newton decrement was small enough.
  case notConverged(passes: Int, gradientNorm: Double)
}

extension FitError: CustomStringConvertible {
  /// The reason in one line.
  public var description: String {
    switch self {
    case .noRows:
      "there are no rows to fit"
    case .notFinite(let row, let column):
      "row \(row), column \(column) of the design matrix is not a finite number"
    case .outcomeOutOfRange(let row, let value):
      "row \(row): the outcome \(value) is not between 0 and 1"
    case .invalidWeight(let row, let value):
      "row \(row): the weight \(value) is not a finite number of at least 0"
    case .invalidOffset(let row, let value):
      "row \(row): the offset \(value) is not a finite number"
    case .noWeight:
      "no row has a positive weight"
    case .oneClassOnly(let outcome):
      "every outcome is \(outcome): two classes are needed"
    case .oneClassOutsideFold(let fold, let outcome):
      "outside fold \(fold) every outcome is \(outcome): two classes are needed"
    case .invalidPenalty(let lambda):
      "the penalty \(lambda) is not a finite number of at least 0"
    case .invalidLassoShare(let share):
      "the lasso's share \(share) of the penalty is not between 0 and 1"
    case .invalidBounds(let parameter, let lower, let upper):
      "parameter \(parameter): the limits \(lower) and \(upper) do not contain 0"
    case .boundsOnGroup(let parameter):
      "limits of coefficients do not go with groups such as that of parameter \(parameter)"
    case .tooFewClusters(let count):
      "\(count) clusters: a cluster-robust covariance needs at least two"
    case .separated(let parameters):
      "the outcomes are separated by parameters \(parameters): without a penalty they are infinite"
    case .notConverged(let passes, let gradientNorm):
      "not converged after \(passes) passes: the gradient is still \(gradientNorm)"
    }
  }
}
