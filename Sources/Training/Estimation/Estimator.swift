import FeatureExtraction
import LinearAlgebra
import ScoringModel

/// Estimates the coefficients of encoded leads in the way that the settings ask for.
struct Estimator {
  let settings: TrainingSettings
  let extractor: FeatureExtractor
  let coding: FactorCoding
  let leads: LabelledLeads

  /// Estimates at a given strength of the penalty, or at the one that cross-validation chooses.
  ///
  /// - Throws: ``FitError``, or ``TrainingError`` for signs of features that have none.
  func estimate(_ encoded: EncodedLeads, lambda: Double?) throws -> Estimate {
    if settings.isFirth { return try firth(encoded) }
    if settings.startsFromRules, let estimate = try fromRules(encoded, lambda: lambda) {
      return estimate
    }
    let bounds = try bounds(encoded.designMatrix.layout)
    switch (settings.penalty, bounds) {
    case (.none, nil): return try newton(encoded, lambda: 0)
    case (.ridge, nil): return try newton(encoded, lambda: lambda)
    default: return try elasticNet(encoded, lambda: lambda, bounds: bounds)
    }
  }

  /// Maximum likelihood, or ridge.
  private func newton(_ encoded: EncodedLeads, lambda: Double?) throws -> Estimate {
    let factors = settings.standardizes ? nil : rawPenaltyFactors
    let strength = try lambda.map(RidgeStrength.init) ?? ridgeStrength(encoded, factors)
    return try ridge(encoded, lambda: strength.fitted, factors: factors)
      .competing(at: strength.competing)
  }

  /// Ridge of a strength, with a factor of it for each parameter.
  ///
  /// - Throws: ``FitError``, or ``TrainingError`` for clusters without groups.
  func ridge(_ encoded: EncodedLeads, lambda: Double, factors: [Double]?) throws -> Estimate {
    settings.progress(.fitting)
    let fit = try LogisticRegression.fit(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      penalty: RidgePenalty(lambda: lambda, factors: factors), threads: settings.threads)
    return try estimate(fit, lambda: lambda, encoded)
  }

  /// Estimates with a penalty of any shape, from coefficients that are about right.
  ///
  /// - Throws: ``FitError``, or ``TrainingError`` for clusters without groups.
  func estimate(
    _ encoded: EncodedLeads, penalty: QuadraticPenalty, start: [Double]
  ) throws -> Estimate {
    let fit = try LogisticRegression.fit(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      penalty: penalty, start: start, threads: settings.threads)
    return try estimate(fit, lambda: fit.penalty.lambda, encoded)
  }

  private func estimate(
    _ fit: LogisticFit, lambda: Double, _ encoded: EncodedLeads
  ) throws -> Estimate {
    let isUnpenalized = settings.penalty == .none
    return Estimate(
      coefficients: fit.coefficients,
      covariance: try covariance(of: fit, encoded),
      summary: FitSummary(
        fit, lambda: lambda, rows: encoded.rows.count,
        goodness: GoodnessOfFit(
          fit, outcomes: encoded.outcomes, weights: encoded.weights,
          weightKind: settings.weightKind)),
      likelihood: isUnpenalized && settings.testsByLikelihood
        ? try likelihoodTests(of: fit, encoded) : nil)
  }

  private func covariance(of fit: LogisticFit, _ encoded: EncodedLeads) throws -> SymmetricMatrix {
    let kind: CovarianceKind =
      switch settings.standardErrors {
      case .model: .model
      case .robust: settings.weightKind == .importance ? .robust(.hc0) : .robust(.hc1)
      case .cluster: .clustered(try clusters(encoded))
      }
    return try fit.covariance(
      kind, designMatrix: encoded.designMatrix, outcomes: encoded.outcomes,
      weights: encoded.weights, weightKind: settings.weightKind, threads: settings.threads)
  }

  /// The group of every row, numbered in the order of the rows.
  private func clusters(_ encoded: EncodedLeads) throws -> [Int] {
    guard let groups = leads.groups else { throw TrainingError.clustersNeedGroups }
    var numbers: [UInt64: Int] = [:]
    for row in encoded.rows where numbers[groups[row]] == nil {
      numbers[groups[row]] = numbers.count
    }
    return encoded.rows.map { numbers[groups[$0]] ?? 0 }
  }

  private func ridgeStrength(
    _ encoded: EncodedLeads, _ factors: [Double]?
  ) throws -> RidgeStrength {
    let folds = try folds(of: encoded)
    let validation = try RidgeCrossValidation(
      encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
      penaltyFactors: factors, folds: folds.ofRows, foldCount: folds.count, scheme: folds.scheme,
      threads: settings.threads
    ) { done, total in
      settings.progress(.crossValidation(done: done, of: total))
    }
    return RidgeStrength(
      validation, by: settings.strengthRule, of: encoded, inTime: leads.order != nil)
  }

  /// The fold of every row, how many there are, and which judge which.
  ///
  /// - Throws: ``TrainingError`` when later leads are to judge and leads have no order.
  func folds(
    of encoded: EncodedLeads
  ) throws -> (ofRows: [UInt8], count: Int, scheme: RidgeCrossValidation.Scheme) {
    let count = TrainingSettings.foldCount
    switch settings.validation {
    case .folds:
      let folds = settings.split.folds(leads, rows: encoded.rows, count: count)
      return (folds, max(2, Int(folds.max() ?? 0) + 1), .otherFolds)
    case .forward:
      guard let folds = settings.split.forwardFolds(leads, rows: encoded.rows, count: count)
      else { throw TrainingError.noForwardFolds(count: count) }
      return (folds, count, .earlierFolds)
    }
  }

  /// Penalty factors that undo the standardizing of numbers: `1/scale²` for their coefficients.
  private var rawPenaltyFactors: [Double] {
    numericScales.map { 1 / ($0 * $0) }
  }

  /// The standard deviation that each parameter's column was divided by, 1 for all but numbers.
  var numericScales: [Double] {
    let terms = extractor.terms(coding: coding)
    var scales = [Double](repeating: 1, count: 1 + terms.count { $0.parameter != nil })
    for term in terms where term.part == .value {
      guard case .numeric(let numeric) = extractor.features[term.feature].encoding,
        let parameter = term.parameter
      else { continue }
      scales[parameter] = numeric.scale
    }
    return scales
  }
}
