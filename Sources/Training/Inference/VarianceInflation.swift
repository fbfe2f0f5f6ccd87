public import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How much the dependence between columns inflates the variance of a term's coefficients.
///
/// Fox and Monette's (1992) generalized factor `det R₁₁·det R₂₂/det R` of the coefficients'
/// correlations, the intercept left out, as in R's `car::vif`. It does not depend on the reference
/// level. For a single parameter it is the ordinary factor `1/(1 - R²)` in the weighted sense.
public struct VarianceInflation: Sendable, Equatable {
  /// The factor, at least 1.
  public let factor: Double

  /// The number of the term's parameters that are not aliased.
  public let degreesOfFreedom: Int

  /// The factor's root `factor^(1/(2·df))`, comparable between terms and to `√VIF` of a column.
  public var perStandardError: Double {
    let root = factor.squareRoot()
    return degreesOfFreedom == 1 ? root : exp(log(root) / Double(degreesOfFreedom))
  }

  /// Finds the factor of a term of a fit.
  ///
  /// It is `nil` if all of the term is aliased or the covariance is singular.
  ///
  /// - Parameters:
  ///   - parameters: The term's parameters.
  ///   - fit: The fit.
  ///   - covariance: The covariance of its coefficients; by default that of the model.
  public init?(of parameters: [Int], in fit: LogisticFit, covariance: SymmetricMatrix? = nil) {
    self.init(
      of: parameters, among: fit.layout.parameters(without: fit.aliasedParameters),
      covariance: covariance ?? fit.covariance)
  }

  /// Finds the factor of a term from a covariance.
  ///
  /// - Parameters:
  ///   - parameters: The term's parameters.
  ///   - estimated: The parameters that were estimated, the intercept's place ignored.
  ///   - covariance: The covariance of all parameters.
  init?(of parameters: [Int], among estimated: [Int], covariance: SymmetricMatrix) {
    let free = estimated.filter { $0 != ParameterLayout.intercept }
    let term = free.filter(parameters.contains)
    let others = free.filter { !parameters.contains($0) }
    guard !term.isEmpty, let own = try? Cholesky(covariance.submatrix(term)),
      let rest = try? Cholesky(covariance.submatrix(others)),
      let all = try? Cholesky(covariance.submatrix(free))
    else { return nil }
    factor = exp(own.logDeterminant + rest.logDeterminant - all.logDeterminant)
    degreesOfFreedom = term.count
  }
}
