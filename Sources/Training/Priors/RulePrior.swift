import FeatureExtraction
import LinearAlgebra
import RuleScoring
import ScoringModel

/// What a points table makes one expect of a model before any lead has converted.
///
/// A standard deviation of points is expected to be worth 1 in log odds, which for points spread
/// like a bell ranks with an AUC of about 0.76. The slope of each kind of points is held to that
/// with a standard deviation of a quarter of it; the effects of all other features are held to 0. With
/// no history the ranking is then the rules', and every conversion moves it towards the data's.
struct RulePrior {
  /// The coefficient that each parameter is held to: 0 but for points.
  let coefficients: [Double]
  /// What the rules alone make of each lead, in log odds around their mean.
  let offset: [Double]
  /// The parameters of points.
  private let parameters: [Int]

  /// The log odds that a standard deviation of points is expected to be worth.
  static let slope = 1.0
  /// How sure the slope of a kind of points is, `1/0.25²`, in units of one lead's information.
  static let precision = 16.0
  /// How sure the effect of another feature is to be 0, `1/0.125²`, while conversions are too few
  /// to choose it by cross-validation.
  static let otherPrecision = 64.0
  /// The fewest conversions, and other leads, for cross-validation.
  static let crossValidationFloor = 20.0

  init(
    _ extractor: FeatureExtractor, coding: FactorCoding, designMatrix: DesignMatrix, threads: Int
  ) {
    var points = [Double](repeating: 0, count: designMatrix.layout.count)
    var parameters: [Int] = []
    for term in extractor.terms(coding: coding) where term.part == .value {
      let feature = extractor.features[term.feature]
      guard RuleFeatures.columnNames.contains(feature.name), let parameter = term.parameter,
        case .numeric(let numeric) = feature.encoding
      else { continue }
      points[parameter] = numeric.scale
      parameters.append(parameter)
    }
    self.parameters = parameters
    let totals = designMatrix.linearPredictor(points, threads: threads)
    let count = Double(max(1, totals.count))
    let mean = totals.reduce(0, +) / count
    let variance = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let slope = variance > 0 ? Self.slope / variance.squareRoot() : 0
    coefficients = points.map { $0 * slope }
    offset = totals.map { $0 * slope }
  }

  /// Whether there are points to start from.
  var isEmpty: Bool { parameters.isEmpty }

  /// Factors of a ridge penalty that leaves points free.
  var factors: [Double] {
    var factors = [Double](repeating: 1, count: coefficients.count)
    for parameter in parameters { factors[parameter] = 0 }
    return factors
  }

  /// The penalty on the distance from ``coefficients``, added to a mean loss.
  func penalty(lambda: Double, leads: Double) -> QuadraticPenalty {
    var diagonal = [Double](repeating: lambda, count: coefficients.count)
    for parameter in parameters { diagonal[parameter] = Self.precision / leads }
    return QuadraticPenalty(diagonal: diagonal)
  }

  /// Outcomes that say nothing against the rules: what they expect if the mean is `rate`.
  func expectedOutcomes(rate: Double) -> [Double] {
    var (low, high) = (-60.0, 60.0)
    let range = (offset.min() ?? 0, offset.max() ?? 0)
    (low, high) = (low - range.1, high - range.0)
    // Halving 80 times leaves less than a rounding error of the shift that makes the mean right.
    for _ in 0..<80 {
      let middle = (low + high) / 2
      let mean = offset.reduce(0) { $0 + logistic(middle + $1) } / Double(max(1, offset.count))
      if mean < rate { low = middle } else { high = middle }
    }
    return offset.map { logistic((low + high) / 2 + $0) }
  }
}

extension Estimator {
  /// Ridge towards what the rules say; nil when no feature holds points.
  ///
  /// Where all leads ended alike there is nothing to learn: the outcomes are taken to be what the
  /// rules expect at half a conversion, and the fit stays where the rules are.
  func fromRules(_ encoded: EncodedLeads, lambda: Double?) throws -> Estimate? {
    let prior = RulePrior(
      extractor, coding: coding, designMatrix: encoded.designMatrix, threads: settings.threads)
    guard !prior.isEmpty else { return nil }
    let total = encoded.weights?.reduce(0, +) ?? Double(encoded.rows.count)
    let converted = encoded.outcomes.reduce(0, +)
    let fewest = min(converted, Double(encoded.rows.count) - converted)
    var encoded = encoded
    if fewest == 0 {
      let half = 0.5 / (Double(encoded.rows.count) + 1)
      encoded = encoded.with(
        outcomes: prior.expectedOutcomes(rate: converted > 0 ? 1 - half : half))
    }
    var strength = lambda ?? RulePrior.otherPrecision / total
    if lambda == nil, fewest >= RulePrior.crossValidationFloor {
      let folds = try folds(of: encoded)
      strength = try RidgeCrossValidation(
        encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
        offset: prior.offset, penaltyFactors: prior.factors, folds: folds.ofRows,
        foldCount: folds.count, scheme: folds.scheme, threads: settings.threads
      ).lambdaMin
    }
    let fit = try LogisticRegression.fit(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      offset: prior.offset, penalty: prior.penalty(lambda: strength, leads: total),
      threads: settings.threads)
    let moved = Estimate(
      coefficients: zip(fit.coefficients, prior.coefficients).map { $0 + $1 },
      covariance: fit.covariance,
      summary: FitSummary(
        fit, lambda: strength, rows: encoded.rows.count,
        goodness: GoodnessOfFit(
          fit, outcomes: encoded.outcomes, weights: encoded.weights,
          weightKind: settings.weightKind)),
      likelihood: nil)
    return moved
  }
}
