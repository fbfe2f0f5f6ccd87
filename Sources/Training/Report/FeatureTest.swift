import FeatureExtraction
import LinearAlgebra
import ScoringModel

/// What a feature as a whole contributes: a test of all of its coefficients together.
public struct FeatureTest: Sendable, Equatable {
  /// The feature's name.
  public let feature: String
  /// The Wald test of all its coefficients being 0; nil where none was estimated.
  public let wald: HypothesisTest?
  /// The likelihood-ratio test, as R's `drop1` prints it; nil if not asked for.
  public let ratio: HypothesisTest?
  /// How much dependence on other features inflates its standard errors.
  ///
  /// For a number it is the root of the ordinary variance inflation factor. Nil where it cannot be
  /// told, and for models with a coefficient for every level, which only their penalty tells apart.
  public let inflation: Double?

  /// The tests of all features of a model, in their order.
  static func tests(of model: ScoringModel, likelihood: LikelihoodTests?) -> [FeatureTest] {
    let estimated = model.parameters.indices.filter { model.covariance[$0, $0] > 0 }
    let inference = WaldInference(
      estimates: model.parameters, covariance: model.covariance,
      aliased: model.parameters.indices.filter { model.covariance[$0, $0] <= 0 })
    return model.extractor.features.indices.map { feature in
      let parameters = model.terms.filter { $0.feature == feature }.compactMap(\.parameter)
      return FeatureTest(
        feature: model.extractor.features[feature].name, wald: inference.test(parameters),
        ratio: likelihood?.features[feature],
        inflation: model.coding == .full
          ? nil
          : VarianceInflation(
            of: parameters, among: estimated, covariance: model.covariance)?.perStandardError)
    }
  }
}
