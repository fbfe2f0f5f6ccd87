import FeatureExtraction
import ScoringModel

/// How much a feature moves scores: the standard deviation over the training leads of what it adds
/// to the log odds.
struct FeatureWeight {
  /// The place of the feature in the model.
  let index: Int
  let name: String
  let kind: FeatureKind
  let deviation: Double

  /// The features of a model, those that move scores most first.
  static func ranked(in model: ScoringModel) -> [FeatureWeight] {
    let effects = FeatureEffects(of: model).effects
    var missingShares = [Double](repeating: 0, count: effects.count)
    for term in model.terms where term.part == .missing { missingShares[term.feature] = term.mean }
    return model.extractor.features.enumerated().map { index, feature in
      FeatureWeight(
        index: index, name: feature.name, kind: feature.kind,
        deviation: variance(
          of: effects[index], missing: missingShares[index], shares: feature.shares
        ).squareRoot())
    }
    .sorted { ($1.deviation, $0.index) < ($0.deviation, $1.index) }
  }

  /// Contributions have mean zero over the training leads, so their mean square is their variance.
  private static func variance(
    of effect: FeatureEffects.Effect, missing: Double, shares: [Double]
  ) -> Double {
    switch effect {
    case .numeric(let slope, let present, let absent):
      (1 - missing) * (slope * slope + present * present) + missing * absent * absent
    case .codes(let contributions):
      zip(shares, contributions).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    }
  }
}
