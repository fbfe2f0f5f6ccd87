/// What weights stand for.
public enum WeightKind: Sendable, Equatable {
  /// Counts: a row of weight 2 is two rows. Standard errors may come from the model.
  case frequency

  /// Importance: a row counts more or less but is one observation, as with time decay. The
  /// information then says nothing about the uncertainty, so that ``CovarianceKind/robust(_:)`` is
  /// called for (Stata's `pweight`).
  case importance

  /// The covariance to report unless another is asked for.
  public var defaultCovariance: CovarianceKind {
    switch self {
    case .frequency: .model
    case .importance: .robust(.hc0)
    }
  }
}

/// How the covariance of coefficients is estimated.
public enum CovarianceKind: Sendable, Equatable {
  /// The inverse information.
  case model

  /// The sandwich of White (1980), valid if the variance of an outcome is not what the model says.
  case robust(SmallSampleFactor)

  /// The sandwich of cluster sums (Liang and Zeger 1986), valid if rows of a cluster depend on each
  /// other. It is multiplied by `M/(M-1)·(n-1)/(n-p)` with `M` clusters.
  ///
  /// The value is the cluster of every row, any whole numbers.
  case clustered([Int])

  /// The factor of a robust covariance.
  public enum SmallSampleFactor: Sendable, Equatable {
    /// 1.
    case hc0

    /// `n/(n - p)`, with `n` rows (or the sum of frequency weights) and `p` free parameters.
    case hc1
  }
}
