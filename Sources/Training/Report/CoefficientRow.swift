public import FeatureExtraction
public import ScoringModel
public import Evaluation
import LinearAlgebra

/// One coefficient as a statistician would print it, on the scale of the data.
public struct CoefficientRow: Sendable, Equatable {
  /// The feature's name, `(intercept)` for the intercept.
  public let feature: String
  /// The columns it is read from, joined by `and`; nil for the intercept.
  public let source: String?
  /// The level, bin or `(missing)`; nil for a number and the intercept.
  public let level: String?
  /// Where the knowledge comes from; nil for the intercept.
  public let kind: FeatureKind?
  /// The change of scale of a number before it is weighed; nil for levels and the intercept.
  public let transform: NumericTransform?
  /// The change in log odds per unit of the number after its change of scale, or of the level.
  public let estimate: Double
  /// Its standard error; nil for a reference level and where the data cannot tell.
  public let standardError: Double?
  /// The change in log odds per standard deviation of a number; equal to the estimate otherwise.
  public let standardizedEstimate: Double
  /// The 95 % interval by profile likelihood, an end nil where it is infinite; nil if not asked for.
  public let profile: CoefficientInterval?

  /// What the estimate is of: `job = student`, `age, per unit`, `visits, per unit of ln(1 + x)`.
  public var name: String {
    if let level { return "\(feature) = \(level)" }
    return switch transform {
    case nil: feature
    case .some(.none): "\(feature), per unit"
    case .log: "\(feature), per unit of ln(1 + x)"
    }
  }

  /// The factor on the odds per unit of the column, or of the level.
  public var oddsRatio: Double { exponential(estimate) }
  /// The estimate in standard errors.
  public var z: Double? { standardError.map { estimate / $0 } }
  /// The two-sided p-value of the estimate being 0.
  public var pValue: Double? { z.map(NormalDistribution.twoSidedPValue) }
  /// The 95 % interval: by profile likelihood where there is one, else by the standard error.
  public var interval: ConfidenceInterval? {
    if let profile {
      return ConfidenceInterval(
        lower: profile.lower ?? -.infinity, upper: profile.upper ?? .infinity)
    }
    return standardError.map {
      ConfidenceInterval(
        lower: estimate - 1.959963984540054 * $0, upper: estimate + 1.959963984540054 * $0)
    }
  }

  /// The coefficients of a model on the scale of the data, the intercept first.
  ///
  /// With a parameter for every level only differences between levels are determined, so each level
  /// is given against the average lead (its coefficient less the mean over the training leads) and
  /// the intercept takes up the means. With a reference level they are given against that level.
  public static func rows(of model: ScoringModel) -> [CoefficientRow] {
    rows(of: model, likelihood: nil)
  }

  /// The same, with intervals by likelihood where these were computed.
  static func rows(of model: ScoringModel, likelihood: LikelihoodTests?) -> [CoefficientRow] {
    let scale = CoefficientScale(of: model, likelihood: likelihood)
    return [scale.intercept] + model.terms.map(scale.row)
  }
}

/// Turns the parameters of a model into coefficients on the scale of the data.
private struct CoefficientScale {
  private let model: ScoringModel
  private let likelihood: LikelihoodTests?
  /// Per feature: the mean of its level coefficients, and the covariance of each level's with it.
  private let levelMeans: [LevelMean?]

  private struct LevelMean {
    let value: Double
    let variance: Double
    let covariances: [Int: Double]
  }

  init(of model: ScoringModel, likelihood: LikelihoodTests?) {
    self.model = model
    self.likelihood = likelihood
    var terms = [[ModelTerm]](repeating: [], count: model.extractor.features.count)
    for term in model.terms { terms[term.feature].append(term) }
    levelMeans = terms.map { terms in
      guard model.coding == .full, case .code? = terms.first?.part else { return nil }
      var covariances: [Int: Double] = [:]
      var (value, variance) = (0.0, 0.0)
      for term in terms {
        guard let parameter = term.parameter else { continue }
        let covariance = terms.reduce(0) { sum, other in
          sum + other.mean * (other.parameter.map { model.covariance[parameter, $0] } ?? 0)
        }
        covariances[parameter] = covariance
        value += term.mean * model.parameters[parameter]
        variance += term.mean * covariance
      }
      return LevelMean(value: value, variance: variance, covariances: covariances)
    }
  }

  func row(_ term: ModelTerm) -> CoefficientRow {
    let feature = model.extractor.features[term.feature]
    var scale = 1.0
    var transform: NumericTransform?
    if case .numeric(let numeric) = feature.encoding, term.part == .value {
      scale = numeric.scale
      transform = numeric.transform
    }
    var estimate = term.parameter.map { model.parameters[$0] } ?? 0
    var variance = term.parameter.map { model.covariance[$0, $0] } ?? 0
    if let mean = levelMeans[term.feature], let parameter = term.parameter {
      estimate -= mean.value
      variance += mean.variance - 2 * (mean.covariances[parameter] ?? 0)
    }
    // A variance of 0 marks what was fixed rather than estimated.
    let standardError = variance > 0 ? variance.squareRoot() / scale : nil
    return CoefficientRow(
      feature: feature.name, source: feature.columns.joined(separator: " and "),
      level: feature.label(of: term.part),
      kind: feature.kind, transform: transform, estimate: estimate / scale,
      standardError: standardError,
      standardizedEstimate: estimate,
      profile: term.parameter.flatMap { likelihood?.intervals[$0] }.map { interval in
        CoefficientInterval(
          lower: interval.lower.map { $0 / scale }, upper: interval.upper.map { $0 / scale })
      })
  }

  /// The log odds where every number is 0 and every level the average or the reference.
  var intercept: CoefficientRow {
    var shift = [Double](repeating: 0, count: model.parameters.count)
    shift[ParameterLayout.intercept] = 1
    for term in model.terms {
      guard let parameter = term.parameter else { continue }
      switch (model.extractor.features[term.feature].encoding, term.part) {
      case (.numeric(let numeric), .value): shift[parameter] = -numeric.mean / numeric.scale
      case (_, .code) where model.coding == .full: shift[parameter] = term.mean
      default: break
      }
    }
    let estimate = zip(shift, model.parameters).reduce(0) { $0 + $1.0 * $1.1 }
    return CoefficientRow(
      feature: "(intercept)", source: nil, level: nil, kind: nil, transform: nil,
      estimate: estimate,
      standardError: max(0, model.covariance.quadraticForm(shift)).squareRoot(),
      standardizedEstimate: model.parameters[ParameterLayout.intercept], profile: nil)
  }
}

extension Feature {
  func label(of part: ModelTerm.Part) -> String? {
    switch part {
    case .value: nil
    case .missing: CategoricalEncoding.missingLabel
    case .code(let level): levelLabel(level)
    }
  }
}
