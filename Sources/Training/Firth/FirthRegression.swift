public import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Logistic regression by Firth's (1993) penalized likelihood `l(b) + ½·log det I(b)`.
///
/// For rare events and for outcomes that some column separates: coefficients are finite and nearly
/// unbiased. An iteration takes three passes over the rows.
public enum FirthRegression {
  /// Fits a model.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row, in units of rows; by default 1.
  ///   - offset: A number per row that is part of the linear predictor; by default 0.
  ///   - threads: The number of threads.
  ///   - maximumSteps: The number of evaluations after which to give up.
  /// - Returns: The fit. Parameters whose columns depend on others are 0 and listed as aliased.
  /// - Throws: ``FitError`` if the input cannot be fitted or the iteration does not converge.
  public static func fit(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    offset: [Double]? = nil, threads: Int = 1, maximumSteps: Int = 200
  ) throws(FitError) -> FirthFit {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    let start = objective.derivatives(at: objective.interceptOnly)
    let aliased = start.hessian.dependentColumns()
    let likelihood = FirthLikelihood(
      objective: objective, freeParameters: designMatrix.layout.parameters(without: aliased))
    let maximum = try LikelihoodMaximizer(maximumSteps: maximumSteps).maximum(
      of: likelihood, from: likelihood.point(at: start.parameters),
      free: likelihood.freeParameters)
    return try FirthFit(likelihood, maximum, aliased: aliased)
  }
}

extension LogisticObjective {
  /// The intercept at which the mean probability is the mean outcome, other coefficients kept.
  ///
  /// Newton's method in one dimension; the log odds of the mean outcome bound nothing, but the sum
  /// of probabilities rises with the intercept, so every step that overshoots is undone by the next.
  func interceptMatchingMean(_ coefficients: [Double]) -> Double {
    let predictor = designMatrix.linearPredictor(
      [0] + coefficients.dropFirst(), offset: loss.offset, threads: threads)
    var intercept = coefficients[ParameterLayout.intercept]
    for _ in 0..<100 {
      var (score, information) = (0.0, 0.0)
      for (row, rest) in predictor.enumerated() {
        let weight = loss.weights?[row] ?? 1
        let e = exp(-abs(intercept + rest))
        let low = e / (1 + e)
        let mean = intercept + rest >= 0 ? 1 / (1 + e) : low
        score += weight * (loss.outcomes[row] - mean)
        information += weight * low / (1 + e)
      }
      guard information > 0 else { break }
      let step = min(max(score / information, -2), 2)
      intercept += step
      if abs(step) < 1e-14 * (1 + abs(intercept)) { break }
    }
    return intercept
  }
}
