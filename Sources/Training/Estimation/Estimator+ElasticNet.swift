import FeatureExtraction
import LinearAlgebra

extension Estimator {
  /// Lasso, elastic net, group lasso, or any penalty with signs that are given.
  ///
  /// The covariance is that of the coefficients that are not 0 and not at a limit, given that these
  /// were selected: it does not know of the selection.
  func elasticNet(
    _ encoded: EncodedLeads, lambda: Double?, bounds: CoefficientBounds?
  ) throws -> Estimate {
    let scales = settings.standardizes ? nil : numericScales
    let rows =
      scales.map { encoded.designMatrix.multiplyingColumns(by: $0) }
      ?? encoded.designMatrix
    let penalty = ElasticNetPenalty(
      lassoShare: settings.lassoShare,
      grouping: settings.penalty == .groupLasso ? .factors : .parameters, standardizes: false,
      bounds: bounds)
    let (point, path) = try chosenPoint(rows, encoded, penalty, lambda: lambda)
    let active = point.coefficients.indices.filter {
      $0 == ParameterLayout.intercept || point.coefficients[$0] != 0
    }
    let curvature = try LogisticCurvature(
      at: point.coefficients, active: active, ridge: point.lambda * (1 - penalty.lassoShare),
      designMatrix: rows, outcomes: encoded.outcomes, weights: encoded.weights,
      threads: settings.threads)
    return Estimate(
      coefficients: scales.map { zip(point.coefficients, $0).map { $0 * $1 } }
        ?? point.coefficients,
      covariance: scales.map(curvature.covariance.multiplyingParameters) ?? curvature.covariance,
      summary: FitSummary(path: path, point: point, encoded: encoded, curvature: curvature),
      likelihood: nil)
  }

  /// The fit at a strength, or at the one with the smallest out-of-fold loss.
  private func chosenPoint(
    _ rows: DesignMatrix, _ encoded: EncodedLeads, _ penalty: ElasticNetPenalty, lambda: Double?
  ) throws -> (point: ElasticNetPath.Point, path: ElasticNetPath) {
    if let lambda = settings.penalty == .none ? 0 : lambda {
      let path = try ElasticNetPath(
        rows, outcomes: encoded.outcomes, weights: encoded.weights, penalty: penalty,
        lambdas: .given([lambda]), threads: settings.threads)
      return (path.points[0], path)
    }
    let folds = try folds(of: encoded)
    let validation = try ElasticNetCrossValidation(
      rows, outcomes: encoded.outcomes, weights: encoded.weights, penalty: penalty,
      folds: folds.ofRows, foldCount: folds.count, scheme: folds.scheme,
      lambdas: penalty.lassoShare > 0
        ? .automatic() : .given(RidgeCrossValidation.standardLambdas),
      threads: settings.threads
    ) { done, total in
      settings.progress(.crossValidation(done: done, of: total))
    }
    let chosen =
      switch settings.strengthRule {
      case .standard, .smallestLoss: validation.minimum
      case .oneStandardError: validation.oneStandardError
      }
    return (validation.path.points[chosen], validation.path)
  }

  /// The limits that the signs of features set; nil without signs.
  ///
  /// - Throws: ``TrainingError`` for an unknown feature, or one that is not a number.
  func bounds(_ layout: ParameterLayout) throws -> CoefficientBounds? {
    guard !settings.signs.isEmpty else { return nil }
    var signs: [(parameter: Int, sign: CoefficientBounds.Sign)] = []
    let terms = extractor.terms(coding: coding)
    for (name, sign) in settings.signs.sorted(by: { $0.key < $1.key }) {
      try extractor.checkSign(ofFeature: name, declared: leads.declarations)
      for term in terms where extractor.features[term.feature].name == name {
        // Bins are held in order by shapes only.
        if case .code = term.part { throw TrainingError.signOfCategory(feature: name) }
        guard term.part == .value else { continue }
        if let parameter = term.parameter { signs.append((parameter, sign)) }
      }
    }
    return CoefficientBounds(signs: signs, layout: layout)
  }
}

extension FeatureExtractor {
  /// Refuses the sign of a feature that is not there or has no sign.
  ///
  /// A declared feature may be missing: some fits see what the others do without it.
  func checkSign(ofFeature name: String, declared: [FeatureDeclaration]) throws(TrainingError) {
    guard let feature = features.first(where: { $0.name == name }) else {
      guard declared.contains(where: { $0.name == name }) else {
        throw .signOfUnknown(feature: name, available: features.map(\.name))
      }
      return
    }
    switch feature.encoding {
    case .numeric, .binned: return
    case .categorical, .crossed: throw .signOfCategory(feature: name)
    }
  }
}

extension DesignMatrix {
  /// The rows with every dense column multiplied by the number of its parameter.
  fileprivate func multiplyingColumns(by scales: [Double]) -> DesignMatrix {
    let columnCount = dense.columnCount
    var elements = dense.elements
    for index in elements.indices { elements[index] *= scales[1 + index % columnCount] }
    return DesignMatrix(
      dense: DenseBlock(rowCount: rowCount, columnCount: columnCount, elements: elements),
      factors: factors)
  }
}

extension SymmetricMatrix {
  /// The covariance of parameters that are each multiplied by a number.
  fileprivate func multiplyingParameters(by scales: [Double]) -> SymmetricMatrix {
    var result = self
    for row in 0..<order {
      for column in 0...row {
        result[row, column] = self[row, column] * scales[row] * scales[column]
      }
    }
    return result
  }
}

extension ElasticNetPenalty {
  /// The penalty of coefficients at a strength of 1, on columns as they are.
  func value(at coefficients: [Double], _ layout: ParameterLayout) -> Double {
    let singles = grouping == .parameters ? 1..<layout.count : layout.dense
    let groups = grouping == .parameters ? [] : layout.factorRanges
    func squares(_ range: Range<Int>) -> Double {
      coefficients[range].reduce(0) { $0 + $1 * $1 }
    }
    let lengths =
      coefficients[singles].reduce(0) { $0 + abs($1) }
      + groups.reduce(0) { $0 + (Double($1.count) * squares($1)).squareRoot() }
    return lassoShare * lengths + (1 - lassoShare) / 2 * squares(1..<layout.count)
  }
}
