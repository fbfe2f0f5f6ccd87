import LinearAlgebra

/// Coefficients of encoded leads with their uncertainty, however they were estimated.
struct Estimate {
  /// The coefficients, in the order of the design matrix' parameters.
  var coefficients: [Double]
  /// Their covariance; rows and columns of coefficients that were fixed are 0.
  let covariance: SymmetricMatrix
  /// How the estimation went.
  let summary: FitSummary
  /// Tests of whole features and intervals by likelihood; nil where they were not asked for.
  let likelihood: LikelihoodTests?
  /// The strength at which straight lines compete with shapes; that of the fit where it is nil.
  var competing: Double?

  /// The strength of the penalty.
  var lambda: Double { summary.lambda }

  /// The same estimate with coefficients moved by less than their last digits.
  func with(coefficients: [Double]) -> Estimate {
    var moved = self
    moved.coefficients = coefficients
    return moved
  }

  /// The same estimate, competing at another strength.
  func competing(at lambda: Double) -> Estimate {
    var competing = self
    competing.competing = lambda
    return competing
  }
}

/// What likelihoods say about coefficients, by refits with some of them held fixed.
struct LikelihoodTests: Sendable, Equatable {
  /// The interval of every parameter; nil for aliased ones and for the intercept.
  let intervals: [CoefficientInterval?]
  /// The ratio test of every feature; nil where all of its parameters are aliased.
  let features: [HypothesisTest?]
}
