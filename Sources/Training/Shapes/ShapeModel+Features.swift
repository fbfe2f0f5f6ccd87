import FeatureExtraction
import LinearAlgebra

/// Features that say in few parameters what a shape model says in many, with a fit to start from.
struct CompactShapes {
  /// The features: bins merged where their effects hardly differ, then a feature per pair.
  let extractor: FeatureExtractor
  /// The parameters that the shape model gives them.
  let start: [Double]
  /// The shape model's penalty on them, for the mean loss.
  let penalty: QuadraticPenalty

  /// The most levels that a pair's cells are merged into.
  static let pairLevelLimit = 20
  /// The most bins that a number keeps.
  static let binLimit = 20
  /// The share of an effect's weighted sum of squares that merging may lose.
  static let tolerance = 0.002
}

extension ShapeModel {
  /// Purifies the pairs, merges what hardly differs and carries the penalty over.
  func compact() -> CompactShapes {
    let (mains, tables) = purified()
    let layout = rows.designMatrix(pairs: []).layout
    let total = rows.loss.totalWeight
    var builder = CompactBuilder(
      dense: Array(mains[layout.dense]), denseStrength: layout.dense.isEmpty ? 0 : fit.strengths[0],
      intercept: mains[ParameterLayout.intercept], ridge: SmoothFit.smallRidge)
    var (factor, term) = (0, layout.dense.isEmpty ? 0 : 1)
    for feature in extractor.features {
      guard feature.codeCount != nil else {
        builder.features.append(feature)
        continue
      }
      let range = layout.factorRanges[factor]
      builder.add(
        feature, effects: Array(mains[range]), information: Array(fit.information[range]),
        strength: fit.strengths[term])
      factor += 1
      term += 1
    }
    var start = layout.count
    for (pair, table) in zip(pairs, tables) {
      let information = zip(pair.slots, pair.parameterShares).map {
        fit.information[start + $0] * $1
      }
      builder.add(
        pair, effects: table, names: extractor.features, information: information,
        strength: fit.strengths[term])
      start += pair.slotCount
      term += 1
    }
    return builder.shapes(totalWeight: total)
  }

  /// The parameters of the features, and tables whose weighted row and column means are zero.
  ///
  /// What a table holds of main effects goes to its features, so that predictions stay the same.
  func purified() -> (mains: [Double], tables: [[Double]]) {
    let layout = rows.designMatrix(pairs: []).layout
    var mains = Array(fit.parameters[..<layout.count])
    var tables: [[Double]] = []
    var start = layout.count
    let factors = extractor.features.factorIndices
    for chosen in pairs {
      let pair = chosen.candidate
      let effects = chosen.effects(Array(fit.parameters[start..<start + chosen.slotCount]))
      start += chosen.slotCount
      let projection = AdditiveProjection(
        effects, weights: chosen.shares, width: pair.second.count)
      tables.append(projection.residuals(of: effects))
      for (side, part) in [(pair.first, projection.rows), (pair.second, projection.columns)] {
        guard let factor = factors[side.feature] else { continue }
        let first = layout.factorRanges[factor].lowerBound
        for (fine, coarse) in side.codes.enumerated() { mains[first + fine] += part[coarse] }
      }
    }
    return (mains, tables)
  }
}

extension [Feature] {
  /// The place of each feature among those with codes; nil for a number.
  fileprivate var factorIndices: [Int?] {
    var next = 0
    return map { feature in
      guard feature.codeCount != nil else { return nil }
      next += 1
      return next - 1
    }
  }
}
