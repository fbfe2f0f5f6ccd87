import FeatureExtraction
import LinearAlgebra
import ScoringModel

/// The variance of the log odds of leads, `xᵀ·V·x` over the terms of a lead that are not zero.
///
/// These are the intercept, the numbers with their indicators of missing values, and one level per
/// category, so a category costs one per pair of categories, whatever its number of levels.
struct LogOddsVariance: Sendable {
  private let covariance: SymmetricMatrix
  /// One element per feature.
  private let places: [Place]
  private let denseCount: Int
  private let levelCount: Int
  /// One more than the most terms of a lead, for a level that turns out to be a reference.
  private let termCount: Int

  /// Where the terms of a feature are among the parameters.
  private enum Place {
    case number(Int, hasIndicator: Bool)
    /// The parameter of every code, the unknown one last; -1 for that of a reference level.
    case codes([Int32])
  }

  init(of model: ScoringModel) {
    covariance = model.covarianceWithUnknownLevels
    let firstLevel = model.coding == .reference ? 1 : 0
    var dense = 1
    var numbers: [Int] = []
    for feature in model.extractor.features {
      numbers.append(dense)
      if case .numeric(let numeric) = feature.encoding {
        dense += numeric.hasMissingIndicator ? 2 : 1
      }
    }
    denseCount = dense
    var level = dense
    var places: [Place] = []
    for (feature, number) in zip(model.extractor.features, numbers) {
      if case .numeric(let numeric) = feature.encoding {
        places.append(.number(number, hasIndicator: numeric.hasMissingIndicator))
      } else {
        let levelCount = feature.levelCount ?? 0
        let parameters = (feature.levels + [levelCount]).map { code in
          Int32(code < firstLevel ? -1 : level + code - firstLevel)
        }
        places.append(.codes(parameters))
        level += levelCount + 1 - firstLevel
      }
    }
    self.places = places
    levelCount = model.extractor.features.count { $0.codeCount != nil }
    termCount = denseCount + levelCount + 1
  }

  /// The standard errors of a run of leads.
  func standardErrors(_ encoded: [EncodedFeature], rowCount: Int) -> [Double] {
    // Laid out lead by lead once, so that going over the leads touches no reference counts.
    let (numbers, levels) = terms(of: encoded, rowCount: rowCount)
    var known = Array(0..<termCount)
    var values = [Double](repeating: 1, count: termCount)
    return (0..<rowCount).map { row in
      for term in 1..<denseCount { values[term] = numbers[row * denseCount + term] }
      var count = denseCount
      for level in levels[(row * levelCount)..<((row + 1) * levelCount)] {
        known[count] = Int(level)
        count += level >= 0 ? 1 : 0
      }
      let variance = unsafe covariance.elements.withUnsafeBufferPointer {
        unsafe LogOddsVariance.quadraticForm($0, covariance.order, known, values, count)
      }
      return max(variance, 0).squareRoot()
    }
  }

  /// Adds the terms of a run of leads, each lead's times its weight, to sums by parameter.
  func addTerms(
    of encoded: [EncodedFeature], weights: [Double], to sums: inout [Double]
  ) {
    let (numbers, levels) = terms(of: encoded, rowCount: weights.count)
    for (row, weight) in weights.enumerated() {
      sums[0] += weight
      for term in 1..<denseCount { sums[term] += weight * numbers[row * denseCount + term] }
      for level in levels[(row * levelCount)..<((row + 1) * levelCount)] where level >= 0 {
        sums[Int(level)] += weight
      }
    }
  }

  /// The number of parameters, one more per category for levels not seen before.
  var parameterCount: Int { covariance.order }

  /// The variance of a sum over leads, from the sums of their terms.
  func variance(ofSums sums: [Double]) -> Double { max(covariance.quadraticForm(sums), 0) }

  /// The numbers of every lead at the places of their parameters, and the parameters of its levels,
  /// -1 for reference levels.
  private func terms(of encoded: [EncodedFeature], rowCount: Int) -> (
    numbers: [Double], levels: [Int32]
  ) {
    var numbers = [Double](repeating: 0, count: rowCount * denseCount)
    var levels = [Int32](repeating: -1, count: rowCount * levelCount)
    var level = 0
    for (place, feature) in zip(places, encoded) {
      switch (place, feature) {
      case (.number(let term, let hasIndicator), .values(let values)):
        for row in 0..<rowCount {
          let isMissing = values[row].isNaN
          numbers[row * denseCount + term] = isMissing ? 0 : values[row]
          if hasIndicator { numbers[row * denseCount + term + 1] = isMissing ? 1 : 0 }
        }
      case (.codes(let parameters), .codes(let codes)):
        for row in 0..<rowCount {
          levels[row * levelCount + level] = parameters[Int(codes[row])]
        }
        level += 1
      default: preconditionFailure("a feature is encoded as another kind")
      }
    }
    return (numbers, levels)
  }

  /// Sums over the terms of a lead; each pair off the diagonal counts twice.
  @inline(__always)
  private static func quadraticForm(
    _ elements: UnsafeBufferPointer<Double>, _ order: Int, _ terms: [Int], _ values: [Double],
    _ count: Int
  ) -> Double {
    unsafe terms.withUnsafeBufferPointer { terms in
      unsafe values.withUnsafeBufferPointer { values in
        var sum = 0.0
        for i in 0..<count {
          let start = unsafe terms[i] * order
          var row = 0.0
          for j in 0..<i { unsafe row += elements[start + terms[j]] * values[j] }
          unsafe sum += values[i] * (2 * row + elements[start + terms[i]] * values[i])
        }
        return sum
      }
    }
  }
}
