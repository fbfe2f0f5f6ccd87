public import LinearAlgebra

/// A fitted logistic regression: coefficients of the raw columns with their uncertainty.
public struct LogisticFit: Sendable {
  /// The order of the coefficients.
  public let layout: ParameterLayout

  /// The coefficients, 0 for aliased ones.
  public let coefficients: [Double]

  /// The parameters fixed at 0 because their columns are combinations of columns before them.
  public let aliasedParameters: [Int]

  /// The ridge penalty that was asked for.
  public let penalty: RidgePenalty

  /// The whole penalty that was applied: the ridge penalty or the quadratic one given instead.
  public let quadraticPenalty: QuadraticPenalty

  /// The number of passes over all rows; those over samples to find a start are not counted.
  public let passes: Int

  /// The largest absolute derivative of the objective, per standardized parameter, at the last pass.
  ///
  /// For many rows the last step may be too short to need a pass of its own; the derivative after it
  /// is then far smaller still.
  public let gradientNorm: Double

  /// The mean log loss plus the penalty.
  public let objective: Double

  /// The sum `Σ w·(y·log μ + (1 - y)·log(1 - μ))`.
  public let logLikelihood: Double

  /// The log likelihood of the model with an intercept and the offset only.
  public let nullLogLikelihood: Double

  /// The trace of `H·(H + Λ)⁻¹`: the number of parameters, intercept included, less shrinkage.
  ///
  /// With a penalty it takes the diagonal of an inverse and is computed anew each time.
  public var effectiveDegreesOfFreedom: Double { precision.effectiveDegreesOfFreedom }

  /// The Hessian from which the uncertainty of the coefficients follows.
  let curvature: FinalCurvature

  /// The uncertainty of the coefficients.
  private var precision: ScaledPrecision { curvature.precision }

  /// The posterior covariance `(H + Λ)⁻¹` on the scale of the summed log likelihood.
  ///
  /// Without a penalty it is the inverse Fisher information at the final coefficients (R uses the
  /// information one step before them, which differs in the eighth digit). With one it is the
  /// covariance given the normal prior that the penalty stands for. Rows and columns of aliased
  /// parameters are 0: those are fixed, not estimated. The matrix is computed anew each time.
  public var covariance: SymmetricMatrix { precision.covariance }

  /// The standard errors, `nil` for aliased parameters.
  ///
  /// They take far less time and memory than the whole ``covariance``. A fit of many rows with a
  /// penalty may have ended without the Hessian of all of them; whatever needs it first then takes
  /// one more pass over the rows.
  public var standardErrors: [Double?] {
    var errors: [Double?] = precision.variances.map { $0.squareRoot() }
    for parameter in aliasedParameters {
      errors[parameter] = nil
    }
    return errors
  }
}
