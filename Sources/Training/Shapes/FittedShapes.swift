import FeatureExtraction
import LinearAlgebra
import ScoringModel

extension FittedFeatures {
  /// Fits shapes, with pairs or without, and makes a model of few parameters of them.
  init(shapes: ShapeModel, leads: LabelledLeads, settings: TrainingSettings) throws {
    let compact = shapes.compact()
    coding = .full
    extractor = compact.extractor
    let encoded = try EncodedLeads(
      leads, rows: shapes.rows.rows, extractor: extractor, coding: .full)
    do {
      estimate = try Estimator(
        settings: settings, extractor: extractor, coding: .full, leads: leads
      ).estimate(encoded, penalty: compact.penalty, start: compact.start)
    } catch let error as FitError {
      throw TrainingError.fit(error, columns: [])
    }
    fittedLogOdds = encoded.designMatrix.linearPredictor(
      estimate.coefficients, threads: settings.threads)
  }

  /// Fits the declared features in a form that is known to pay.
  init(
    _ declarations: [FeatureDeclaration], leads: LabelledLeads, rows: [Int],
    settings: TrainingSettings, form: ShapeComparison.Form, lambda: Double?
  ) throws {
    guard form != .linear else {
      try self.init(declarations, leads: leads, rows: rows, settings: settings, lambda: lambda)
      return
    }
    let shapes = try ShapeModel(
      ShapeRows(declarations, leads: leads, rows: rows), kind: settings.nonlinear ?? .smooth,
      pairCount: form == .shapesWithPairs ? settings.pairCount : 0, prior: nil,
      threads: settings.threads)
    try self.init(shapes: shapes, leads: leads, settings: settings)
  }
}

extension TrainingSettings {
  /// The most pairs to look for.
  var pairCount: Int { interactions ?? TrainingSettings.usualPairCount }

  /// The forms that these settings allow, the simplest first.
  var forms: [ShapeComparison.Form] {
    guard penalty == .ridge, settledCoding == .full, !isFirth, signs.isEmpty else {
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
