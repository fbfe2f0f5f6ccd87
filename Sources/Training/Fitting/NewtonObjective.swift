internal import LinearAlgebra

/// What Newton's method minimizes: a mean loss with its derivatives, before any penalty.
protocol NewtonObjective: Sendable {
  /// The number of rows.
  var rowCount: Int { get }

  /// The number of threads to work on.
  var threads: Int { get }

  /// What multiplies a mean to give the scale of the summed log likelihood.
  var sumScale: Double { get }

  /// The loss with its gradient and Hessian: one pass over the rows.
  func derivatives(at parameters: [Double]) -> LossDerivatives

  /// The mean loss along a line as a function of the step length.
  func meanLoss(
    from parameters: [Double], along direction: [Double]
  ) -> (_ stepLength: Double) -> Double
}

extension LogisticObjective: NewtonObjective {
  var rowCount: Int { designMatrix.rowCount }
}
