import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables

extension Estimator {
  /// How much harder, or less hard, the levels of a segment are held to 0 than other effects.
  private static let segmentFactors = [0.1, 0.3, 1, 3, 10, 30, 100]

  /// The penalty whose fits to other folds predict best, with a strength of its own for a segment.
  ///
  /// The levels' effects are deviations from the intercept of all leads. A strong factor draws small
  /// segments to the rate of all, a weak one leaves each its own. Factors are tried from 1 on, in
  /// both directions, as long as the next predicts better.
  ///
  /// - Parameters:
  ///   - segment: The feature.
  ///   - encoded: The leads.
  ///   - lambda: The strength of the penalty; nil to choose it.
  ///   - known: The factor of the segment; nil to choose it.
  /// - Returns: The factors of all parameters, that of the segment, and their strength; nil when the
  ///   segment is no feature of levels here.
  /// - Throws: ``FitError``, or ``TrainingError`` when later leads are to judge and have no order.
  func segmentPenalty(
    _ segment: String, _ encoded: EncodedLeads, _ lambda: Double?, factor known: Double?
  ) throws -> (factors: [Double], factor: Double, lambda: Double)? {
    let parameters = extractor.terms(coding: coding)
      .filter { extractor.features[$0.feature].name == segment && $0.part != .value }
      .compactMap(\.parameter)
    guard !parameters.isEmpty else { return nil }
    func factors(_ factor: Double) -> [Double] {
      var factors = [Double](repeating: 1, count: encoded.designMatrix.layout.count)
      for parameter in parameters { factors[parameter] = factor }
      return factors
    }
    let given = lambda.flatMap { $0 > 0 ? $0 : nil }
    if let known, let given { return (factors(known), known, given) }
    let folds = try folds(of: encoded)
    func validation(_ factor: Double) throws -> RidgeCrossValidation {
      try RidgeCrossValidation(
        encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
        penaltyFactors: factors(factor), folds: folds.ofRows, foldCount: folds.count,
        scheme: folds.scheme,
        lambdas: given.map { [$0] } ?? RidgeCrossValidation.standardLambdas,
        threads: settings.threads)
    }
    var best = (factor: known ?? 1, validation: try validation(known ?? 1))
    let isOpen = known == nil
    let (weaker, stronger) = (
      Self.segmentFactors.filter { $0 < 1 }, Self.segmentFactors.filter { $0 > 1 }
    )
    for direction in [Array(weaker.reversed()), stronger] where isOpen {
      // Where weaker is better than 1, stronger is not.
      if best.factor != 1 { break }
      for factor in direction {
        let next = try validation(factor)
        guard next.smallestLoss < best.validation.smallestLoss else { break }
        best = (factor, next)
      }
    }
    return (factors(best.factor), best.factor, best.validation.lambdaMin)
  }
}

extension RidgeCrossValidation {
  /// The out-of-fold loss at ``lambdaMin``.
  fileprivate var smallestLoss: Double { points.map(\.meanLoss).min() ?? .infinity }
}

extension LabelledLeads {
  /// The same leads with a column as segments: every level of two leads or more is its own.
  ///
  /// - Parameter name: The column.
  /// - Returns: The leads.
  /// - Throws: `FeatureProblem/missingColumn(name:source:available:)`.
  public func segmented(by name: String) throws -> LabelledLeads {
    guard let column = table[name] else {
      throw FeatureProblem.missingColumn(
        name: name, source: table.source, available: table.columns.map(\.name))
    }
    let kind = declarations.first { $0.column == name }?.kind ?? .explicit
    let others = declarations.filter { $0.column != name }
    let levels = Column(
      name: name, values: .categories(Categories((0..<column.count).map(column.text))))
    return with(
      table: table.adding([levels]),
      declarations: others
        + [
          FeatureDeclaration(column: name, kind: kind, encoding: .categorical(minimumCount: 2))
        ],
      dropped: dropped.filter { $0.column != name })
  }
}
