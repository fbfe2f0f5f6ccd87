public import FeatureExtraction
public import ScoringModel
public import Evaluation
import LinearAlgebra

/// One coefficient as a statistician would print it, on the scale of the data.
public struct CoefficientRow: Sendable, Equatable {
  /// The feature's name, `(intercept)` for the intercept.
  public let feature: String
  /// The column it is read from; nil for the intercept.
  public let source: String?
  /// The level, bin or `(missing)`; nil for a number and the intercept.
  public let level: String?
  /// Where the knowledge comes from; nil for the intercept.
  public let kind: FeatureKind?
  /// The change in log odds per unit of the column, or of the level.
  public let estimate: Double
  /// Its standard error; nil for a reference level and where the data cannot tell.
  public let standardError: Double?
  /// The change in log odds per standard deviation of a number; equal to the estimate otherwise.
  public let standardizedEstimate: Double

  /// The factor on the odds per unit of the column, or of the level.
  public var oddsRatio: Double { exponential(estimate) }
  /// The estimate in standard errors.
  public var z: Double? { standardError.map { estimate / $0 } }
  /// The two-sided p-value of the estimate being 0.
  public var pValue: Double? { z.map(NormalDistribution.twoSidedPValue) }
  /// The 95 % interval.
  public var interval: ConfidenceInterval? {
    standardError.map {
      ConfidenceInterval(lower: estimate - 1.959963984540054 * $0, upper: estimate + 1.959963984540054 * $0)
    }
  }

  /// The coefficients of a model on the scale of the data, the intercept first.
  public static func rows(of model: ScoringModel) -> [CoefficientRow] {
    [intercept(of: model)]
      + model.terms.map { term in
        let feature = model.extractor.features[term.feature]
        var scale = 1.0
        if case .numeric(let numeric) = feature.encoding, term.part == .value { scale = numeric.scale }
        let estimate = term.parameter.map { model.parameters[$0] } ?? 0
        return CoefficientRow(
          feature: feature.name, source: feature.column, level: feature.label(of: term.part),
          kind: feature.kind, estimate: estimate / scale,
          standardError: term.parameter.flatMap { model.standardError(of: $0) }.map { $0 / scale },
          standardizedEstimate: estimate)
      }
  }

  /// The log odds where every number is 0 rather than its mean.
  private static func intercept(of model: ScoringModel) -> CoefficientRow {
    var shift = [Double](repeating: 0, count: model.parameters.count)
    shift[ParameterLayout.intercept] = 1
    for term in model.terms where term.part == .value {
      guard case .numeric(let numeric) = model.extractor.features[term.feature].encoding,
        let parameter = term.parameter
      else { continue }
      shift[parameter] = -numeric.mean / numeric.scale
    }
    let estimate = zip(shift, model.parameters).reduce(0) { $0 + $1.0 * $1.1 }
    return CoefficientRow(
      feature: "(intercept)", source: nil, level: nil, kind: nil, estimate: estimate,
      standardError: model.covariance.quadraticForm(shift).squareRoot(),
      standardizedEstimate: model.parameters[ParameterLayout.intercept])
  }
}

extension Feature {
  func label(of part: ModelTerm.Part) -> String? {
    switch part {
    case .value: nil
    case .missing: CategoricalEncoding.missingLabel
    case .code(let code): label(code)
    }
  }
}

extension ScoringModel {
  /// The standard error of a parameter; nil when it was fixed rather than estimated.
  fileprivate func standardError(of parameter: Int) -> Double? {
    let variance = covariance[parameter, parameter]
    return variance > 0 ? variance.squareRoot() : nil
  }
}
