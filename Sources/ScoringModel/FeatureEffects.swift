public import FeatureExtraction
import LinearAlgebra

/// What each value of each feature adds to the log odds, counted from the average lead.
///
/// For a number `x` the contribution is `b·(x − E x)`, for a category the level's coefficient less
/// its mean over the training leads; so contributions do not depend on a reference level, and
/// `base + Σ contributions` is the log odds (interventional SHAP values of a linear model).
public struct FeatureEffects: Sendable {
  /// The contributions of one feature.
  public enum Effect: Sendable {
    /// `slope · z + present` for a standardized value `z`, `missing` for a missing one.
    case numeric(slope: Double, present: Double, missing: Double)
    /// One contribution per code; the last is of values without an effect of their own.
    case codes([Double])
  }

  /// The log odds of the average lead.
  public let base: Double
  /// One element per feature.
  public let effects: [Effect]

  /// The effects of a model's features.
  public init(of model: ScoringModel) {
    self.init(extractor: model.extractor, coding: model.coding, parameters: model.parameters)
  }

  /// The effects of features with their parameters.
  public init(extractor: FeatureExtractor, coding: FactorCoding, parameters: [Double]) {
    var values = extractor.features.map { feature in
      [Double](repeating: 0, count: (feature.levelCount ?? 1) + 1)
    }
    var means = [Double](repeating: 0, count: values.count)
    var base = parameters[ParameterLayout.intercept]
    for term in extractor.terms(coding: coding) {
      let coefficient = term.parameter.map { parameters[$0] } ?? 0
      base += term.mean * coefficient
      means[term.feature] += term.mean * coefficient
      switch term.part {
      case .value: values[term.feature][0] = coefficient
      case .missing: values[term.feature][1] = coefficient
      case .code(let code): values[term.feature][code] = coefficient
      }
    }
    self.base = base
    effects = extractor.features.indices.map { index in
      let mean = means[index]
      let feature = extractor.features[index]
      guard feature.codeCount != nil else {
        return .numeric(slope: values[index][0], present: -mean, missing: values[index][1] - mean)
      }
      return .codes(feature.levels.map { values[index][$0] - mean } + [0])
    }
  }

  /// The contributions of one feature for a run of leads.
  @inline(__always)
  public func contributions(of encoded: EncodedFeature, feature: Int) -> [Double] {
    switch (effects[feature], encoded) {
    case (.numeric(let slope, let present, let missing), .values(let values)):
      values.map { $0.isNaN ? missing : slope * $0 + present }
    case (.codes(let table), .codes(let codes)): codes.map { table[Int($0)] }
    default: preconditionFailure("feature \(feature) is encoded as another kind")
    }
  }

  /// The log odds of leads.
  ///
  /// Contributions are added in the order of the features, so every caller gets the same bits.
  public func logOdds(_ encoded: [EncodedFeature], rowCount: Int) -> [Double] {
    var logOdds = [Double](repeating: base, count: rowCount)
    for (feature, values) in encoded.enumerated() {
      let contributions = contributions(of: values, feature: feature)
      for row in 0..<rowCount { logOdds[row] += contributions[row] }
    }
    return logOdds
  }
}
