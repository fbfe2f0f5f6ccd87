public import LinearAlgebra

/// A ridge penalty `λ/2 · Σ f_j b_j²` on the coefficients of the raw columns.
///
/// It is added to the mean loss, so `λ` means what it does in glmnet and is `1/(n·C)` for
/// scikit-learn's `C`. The intercept is never penalized.
public struct RidgePenalty: Sendable, Equatable {
  /// The strength `λ`.
  public let lambda: Double

  /// The factor `f_j` of every parameter, the intercept's ignored; `nil` stands for 1.
  public let factors: [Double]?

  /// Creates a penalty.
  ///
  /// - Parameters:
  ///   - lambda: The strength, 0 for none.
  ///   - factors: A factor of at least 0 per parameter, in the order of the matrix' layout.
  public init(lambda: Double, factors: [Double]? = nil) {
    self.lambda = lambda
    self.factors = factors
  }

  /// No penalty: maximum likelihood.
  public static let none = RidgePenalty(lambda: 0)

  /// The factors that make the penalty act on columns standardized to unit variance.
  ///
  /// They are the variances (with `1/N`) of the dense columns and of the levels' indicator columns,
  /// which is what glmnet does with `standardize = TRUE`.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - weights: A weight per row; by default 1.
  ///   - threads: The number of threads.
  /// - Returns: A factor per parameter, 0 for the intercept.
  public static func standardizedFactors(
    for designMatrix: DesignMatrix, weights: [Double]? = nil, threads: Int = 1
  ) -> [Double] {
    let scaling = designMatrix.standardization(weights: weights, threads: threads)
    let weights = weights ?? Array(repeating: 1, count: designMatrix.rowCount)
    let sums = designMatrix.transposeProduct(weights, scaling: scaling, threads: threads)
    let total = sums[ParameterLayout.intercept]
    var factors = sums.map { ($0 / total) * (1 - $0 / total) }
    factors[ParameterLayout.intercept] = 0
    for (parameter, spread) in zip(designMatrix.layout.dense, scaling.spreads) {
      factors[parameter] = spread * spread
    }
    return factors
  }

  /// The same penalty as a quadratic one, to which others can be added.
  ///
  /// - Parameter layout: The parameters.
  /// - Returns: The penalty on the raw columns' parameters.
  /// - Throws: ``FitError/invalidPenalty(lambda:)`` for a negative or infinite strength or factor.
  public func quadratic(_ layout: ParameterLayout) throws(FitError) -> QuadraticPenalty {
    precondition(
      factors == nil || factors?.count == layout.count, "a factor per parameter is needed")
    guard lambda >= 0 && lambda.isFinite else { throw .invalidPenalty(lambda: lambda) }
    let factors = factors ?? Array(repeating: 1, count: layout.count)
    if let factor = factors.dropFirst().first(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidPenalty(lambda: factor)
    }
    return QuadraticPenalty(diagonal: factors.map { $0 * lambda })
  }
}
