internal import LinearAlgebra

/// A factored precision of the scaled columns' parameters, and the variances that follow from it.
struct ScaledPrecision: Sendable {
  /// The factored Hessian of the mean loss, penalty included, of the free parameters.
  let factorization: ArrowheadCholesky

  /// The free parameters.
  let free: [Int]

  /// The penalty on the free parameters.
  let penalty: SparseSymmetricMatrix

  /// The number of all parameters.
  let count: Int

  /// The scaling that the parameters belong to.
  let scaling: ColumnScaling

  /// What makes a sum of the mean.
  let totalWeight: Double

  /// The number of free parameters less what the penalty took of them.
  var effectiveDegreesOfFreedom: Double {
    Double(free.count) - factorization.inverseInnerProduct(penalty)
  }

  /// The covariance of the raw columns' parameters, 0 for those that are not free.
  var covariance: SymmetricMatrix {
    scaling.raw(
      fromScaledCovariance: factorization.inverse().scaled(by: 1 / totalWeight)
        .embedded(at: free, order: count))
  }

  /// The diagonal of ``covariance``.
  var variances: [Double] {
    var variances = [Double](repeating: 0, count: count)
    for (parameter, variance) in zip(free, factorization.inverseDiagonal()) {
      variances[parameter] = variance / totalWeight
    }
    // The raw intercept is a combination of the scaled one and the dense columns' parameters.
    var combination = [Double](repeating: 0, count: count)
    combination[ParameterLayout.intercept] = 1
    for (j, (centre, spread)) in zip(scaling.centres, scaling.spreads).enumerated() {
      variances[1 + j] /= spread * spread
      combination[1 + j] = -centre / spread
    }
    variances[ParameterLayout.intercept] =
      factorization.inverseQuadraticForm(free.map { combination[$0] }) / totalWeight
    return variances
  }
}
