import FeatureExtraction
import LinearAlgebra
import ScoringModel

extension FittedFeatures {
  /// Fits shapes, with pairs or without, and makes a model of few parameters of them.
  init(shapes: ShapeModel, leads: LabelledLeads, settings: TrainingSettings) throws {
    let compact = shapes.compact()
    coding = .full
    extractor = compact.extractor
    segments = nil
    let encoded = try EncodedLeads(
      leads, rows: shapes.rows.rows, extractor: extractor, coding: .full)
    let estimator = Estimator(
      settings: settings, extractor: extractor, coding: .full, leads: leads)
    do {
      estimate = try estimator.estimate(encoded, compact)
    } catch let error as FitError {
      throw TrainingError.fit(error, columns: [])
    }
    fittedLogOdds = encoded.designMatrix.linearPredictor(
      estimate.coefficients, threads: settings.threads)
  }

  /// Fits the declared features in a form that is known to pay.
  init(
    _ declarations: [FeatureDeclaration], leads: LabelledLeads, rows: [Int],
    settings: TrainingSettings, form: ShapeComparison.Form, pairCount: Int, lambda: Double?,
    segments: SegmentChoice? = nil
  ) throws {
    guard form != .linear else {
      try self.init(
        declarations, leads: leads, rows: rows, settings: settings, lambda: lambda,
        segments: segments)
      return
    }
    let shapes = try ShapeModel(
      ShapeRows(declarations, leads: leads, rows: rows, signs: settings.signs),
      kind: settings.nonlinear ?? .smooth,
      pairCount: form == .shapesWithPairs ? pairCount : 0, prior: nil,
      threads: settings.threads)
    try self.init(shapes: shapes, leads: leads, settings: settings)
  }
}

extension Estimator {
  /// Estimates the effects of merged bins, those with a sign monotone.
  fileprivate func estimate(
    _ encoded: EncodedLeads, _ compact: CompactShapes
  ) throws -> Estimate {
    let plain = try estimate(encoded, penalty: compact.penalty, start: compact.start)
    let chains = extractor.features.monotoneChains(
      settings.signs, layout: encoded.designMatrix.layout)
    // No bin has more information than an even chance for all leads.
    let information = plain.coefficients.map { _ in 0.25 }
    var estimate = plain
    for _ in 0..<Self.monotoneRounds {
      let contrasts = chains.flatMap {
        $0.contrasts(at: $0.violations(at: estimate.coefficients), information: information)
      }
      guard !contrasts.isEmpty else { break }
      estimate = try self.estimate(
        encoded, penalty: compact.penalty.adding(contrasts), start: estimate.coefficients)
    }
    var coefficients = estimate.coefficients
    for chain in chains { chain.pool(&coefficients, information: information) }
    return estimate.with(coefficients: coefficients)
  }

  /// How often differences that go the wrong way are looked for; bins were monotone before.
  private static let monotoneRounds = 5
}

extension TrainingSettings {
  /// The most pairs to look for.
  var pairCount: Int { interactions ?? TrainingSettings.usualPairCount }

  /// The same choices with straight lines where nothing else was asked for.
  var straightUnlessAsked: TrainingSettings {
    var settings = self
    settings.nonlinear = nonlinear ?? Nonlinear.none
    return settings
  }

  /// The forms that these settings allow, the simplest first.
  var forms: [ShapeComparison.Form] {
    guard penalty == .ridge, settledCoding == .full, !isFirth else {
      return [.linear]
    }
    let shaped: [ShapeComparison.Form] = pairCount > 0 ? [.shapes, .shapesWithPairs] : [.shapes]
    return switch nonlinear {
    case nil: [.linear] + shaped
    case .some(.none): [.linear]
    case .bins, .smooth: shaped
    }
  }
}
