public import LinearAlgebra

/// How the levels of a category become parameters.
public enum FactorCoding: String, Sendable, Codable, CaseIterable {
  /// The first level is the reference and has no parameter, as in R.
  case reference
  /// Every level has a parameter; needs a penalty to be unique.
  case full
}

extension FeatureExtractor {
  /// The design matrix of encoded leads: numbers as a dense block, categories as codes.
  ///
  /// Missing numbers are 0, the mean, beside a 0/1 indicator column. Training leads have no values
  /// without an effect of their own; for other leads these need a level, the last of each factor.
  ///
  /// - Precondition: with no level for unknown values there are none.
  public func designMatrix(
    _ encoded: [EncodedFeature], rowCount: Int, coding: FactorCoding, hasUnknownLevels: Bool = false
  ) -> DesignMatrix {
    var dense: [[Double]] = []
    var factors: [Factor] = []
    for (feature, values) in zip(features, encoded) {
      switch values {
      case .values(let values):
        dense.append(values.map { $0.isNaN ? 0 : $0 })
        if hasIndicator(feature) { dense.append(values.map { $0.isNaN ? 1 : 0 }) }
      case .codes(let codes):
        factors.append(
          Factor(
            codes: feature.levels(of: codes),
            levelCount: (feature.levelCount ?? 0) + (hasUnknownLevels ? 1 : 0),
            dropsFirstLevel: coding == .reference))
      }
    }
    return DesignMatrix(dense: DenseBlock(rowCount: rowCount, columns: dense), factors: factors)
  }

  /// The terms of the model in the order of its parameters: the intercept, then each feature's.
  ///
  /// Every level of a category has a term; with reference coding the first one's parameter is nil.
  public func terms(coding: FactorCoding) -> [ModelTerm] {
    let dropsFirst = coding == .reference
    let layout = ParameterLayout(
      denseColumnCount: features.reduce(0) { $0 + denseColumnCount($1) },
      factors: features.compactMap(\.levelCount).map {
        .init(levelCount: $0, dropsFirstLevel: dropsFirst)
      })
    var terms: [ModelTerm] = []
    var (dense, factor) = (layout.dense.lowerBound, 0)
    for (index, feature) in features.enumerated() {
      if feature.codeCount != nil {
        for (level, share) in feature.levelShares.enumerated() {
          terms.append(
            ModelTerm(
              feature: index, part: .code(level),
              parameter: layout.parameter(ofFactor: factor, level: level), mean: share))
        }
        factor += 1
      } else {
        terms.append(ModelTerm(feature: index, part: .value, parameter: dense, mean: 0))
        if case .numeric(let numeric) = feature.encoding, numeric.hasMissingIndicator {
          terms.append(
            ModelTerm(
              feature: index, part: .missing, parameter: dense + 1, mean: numeric.missingShare))
        }
        dense += denseColumnCount(feature)
      }
    }
    return terms
  }

  private func hasIndicator(_ feature: Feature) -> Bool { denseColumnCount(feature) == 2 }

  private func denseColumnCount(_ feature: Feature) -> Int {
    guard case .numeric(let numeric) = feature.encoding else { return 0 }
    return numeric.hasMissingIndicator ? 2 : 1
  }
}

extension Feature {
  /// The levels of some codes; unknown codes are the level after the last.
  fileprivate func levels(of codes: [UInt16]) -> [UInt16] {
    guard case .crossed(let crossed) = encoding else { return codes }
    let table = crossed.levels.map { UInt16($0) } + [UInt16(crossed.levelCount)]
    return codes.map { table[Int($0)] }
  }
}

/// One term of the linear model: a part of a feature and its parameter.
public struct ModelTerm: Sendable, Equatable {
  /// Which part of the feature.
  public enum Part: Sendable, Equatable {
    /// The standardized value.
    case value
    /// The indicator of a missing value.
    case missing
    /// One code of a category, or one level of the cells of two columns.
    case code(Int)
  }

  /// The index of the feature.
  public let feature: Int
  /// Which part of it.
  public let part: Part
  /// The place of its coefficient among the model's parameters; nil for a reference level.
  public let parameter: Int?
  /// The mean of the term over the training leads.
  public let mean: Double
}
