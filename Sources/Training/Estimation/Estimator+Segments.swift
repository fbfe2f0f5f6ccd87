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
  /// segments to the rate of all, a weak one leaves each its own.
  ///
  /// - Returns: The factors of all parameters, that of the segment, and their strength; nil when the segment is no feature
  ///   of levels here.
  func segmentPenalty(
    _ segment: String, _ encoded: EncodedLeads, _ lambda: Double?
  ) throws -> (factors: [Double], factor: Double, lambda: Double)? {
    let parameters = extractor.terms(coding: coding)
      .filter { extractor.features[$0.feature].name == segment && $0.part != .value }
      .compactMap(\.parameter)
    guard !parameters.isEmpty else { return nil }
    let folds = try folds(of: encoded)
    var best: (factors: [Double], factor: Double, lambda: Double, loss: Double)?
    for factor in Self.segmentFactors {
      var factors = [Double](repeating: 1, count: encoded.designMatrix.layout.count)
      for parameter in parameters { factors[parameter] = factor }
      let validation = try RidgeCrossValidation(
        encoded.designMatrix, outcomes: encoded.outcomes, weights: encoded.weights,
        penaltyFactors: factors, folds: folds.ofRows, foldCount: folds.count,
        scheme: folds.scheme,
        lambdas: lambda.flatMap { $0 > 0 ? [$0] : nil } ?? RidgeCrossValidation.standardLambdas,
        threads: settings.threads)
      let loss = validation.points.map(\.meanLoss).min() ?? .infinity
      if loss < best?.loss ?? .infinity {
        best = (factors, factor, validation.lambdaMin, loss)
      }
    }
    return best.map { ($0.factors, $0.factor, $0.lambda) }
  }
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
