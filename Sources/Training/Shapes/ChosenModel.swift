import FeatureExtraction
import ScoringModel

/// The model of the form that pays, and how the forms compare.
struct ChosenModel {
  /// The fitted model.
  let fitted: FittedFeatures
  /// Its form.
  let form: ShapeComparison.Form
  /// How the forms did; nil where there was one only.
  let comparison: ShapeComparison?
  /// What fits of the forms made of leads they had not seen; nil where there was one form only.
  let judged: JudgedLeads?
  /// The ridge strength of the linear form; nil where it was not fitted.
  let lambda: Double?

  /// What the penalty of shapes is called; nil for the linear form.
  var penaltyName: String? { form == .linear ? nil : "smoothing" }

  /// Fits the forms that the settings allow and keeps the simplest that does about best.
  init(_ leads: LabelledLeads, rows: [Int], settings: TrainingSettings) throws {
    let declarations = leads.declarations
    // With few conversions nothing can be said against the straight lines that the rules prefer.
    let positives = rows.count { leads.outcomes[$0] }
    let forms =
      settings.startsFromRules && min(positives, rows.count - positives) < TrainingSettings.floor
      ? [.linear] : settings.forms
    var linear: FittedFeatures?
    if forms.contains(.linear) {
      linear = try FittedFeatures(
        declarations, leads: leads, rows: rows, settings: settings, lambda: settings.lambda)
    }
    lambda = linear?.estimate.lambda
    guard forms.count > 1 else {
      form = forms[0]
      comparison = nil
      judged = nil
      fitted =
        try linear
        ?? FittedFeatures(
          declarations, leads: leads, rows: rows, settings: settings, form: forms[0], lambda: nil)
      return
    }
    settings.progress(.shapes)
    let binned = try ShapeRows(declarations, leads: leads, rows: rows, signs: settings.signs)
    func shapes(pairCount: Int, prior: ShapeModel?) throws -> ShapeModel {
      try ShapeModel(
        binned, kind: settings.nonlinear ?? .smooth, pairCount: pairCount, prior: prior,
        threads: settings.threads)
    }
    let model = try shapes(
      pairCount: forms.contains(.shapesWithPairs) ? settings.pairCount : 0, prior: nil)
    let compared = try ShapeTrial(leads, rows: rows, split: settings.split).compare(
      forms, leads, settings: settings, lambda: lambda ?? 0, shapes: model)
    comparison = compared?.comparison
    judged = compared?.judged
    form = compared?.comparison.kept ?? forms[0]
    switch form {
    case .linear:
      fitted =
        try linear
        ?? FittedFeatures(
          declarations, leads: leads, rows: rows, settings: settings, lambda: settings.lambda)
    case .shapes:
      let alone = try model.pairs.isEmpty ? model : shapes(pairCount: 0, prior: model)
      fitted = try FittedFeatures(shapes: alone, leads: leads, settings: settings)
    case .shapesWithPairs:
      fitted = try FittedFeatures(shapes: model, leads: leads, settings: settings)
    }
  }
}
