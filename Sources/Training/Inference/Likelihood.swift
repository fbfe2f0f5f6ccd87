internal import LinearAlgebra

/// A log likelihood of the parameters of scaled columns, to be maximized.
///
/// The implementers are the binomial likelihood and Firth's penalized one.
protocol Likelihood: Sendable {
  /// The scaling of the dense columns that the parameters belong to.
  var scaling: ColumnScaling { get }

  /// The order of the parameters.
  var layout: ParameterLayout { get }

  /// The parameters that are not aliased.
  var freeParameters: [Int] { get }

  /// The value with its derivatives at a place.
  ///
  /// - Throws: ``FitError/notConverged(passes:gradientNorm:)`` if the information is singular.
  func point(at parameters: [Double]) throws(FitError) -> LikelihoodPoint

  /// The same likelihood with dense columns scaled but not centred, so that the intercept is that
  /// of the raw columns.
  func uncentred() -> Self
}

/// A log likelihood and its derivatives at one place.
struct LikelihoodPoint: Sendable {
  /// The place.
  let parameters: [Double]

  /// The log likelihood.
  let logLikelihood: Double

  /// Its gradient.
  let score: [Double]

  /// The Fisher information.
  let information: SymmetricMatrix
}

/// The log likelihood of outcomes, a constant of grouped data left out.
struct BinomialLikelihood: Likelihood {
  let objective: LogisticObjective
  let freeParameters: [Int]

  var scaling: ColumnScaling { objective.scaling }
  var layout: ParameterLayout { objective.designMatrix.layout }

  func point(at parameters: [Double]) throws(FitError) -> LikelihoodPoint {
    let derivatives = objective.derivatives(at: parameters)
    let total = objective.loss.totalWeight
    return LikelihoodPoint(
      parameters: parameters, logLikelihood: -derivatives.meanLoss * total,
      score: derivatives.gradient.map { -$0 * total },
      information: derivatives.hessian.scaled(by: total))
  }

  func uncentred() -> BinomialLikelihood {
    BinomialLikelihood(objective: objective.uncentred(), freeParameters: freeParameters)
  }
}

extension LogisticObjective {
  /// The objective of parameters of columns that are scaled but not centred.
  func uncentred() -> LogisticObjective {
    LogisticObjective(
      designMatrix: designMatrix, loss: loss,
      scaling: ColumnScaling(
        centres: Array(repeating: 0, count: scaling.centres.count), spreads: scaling.spreads),
      threads: threads)
  }
}
