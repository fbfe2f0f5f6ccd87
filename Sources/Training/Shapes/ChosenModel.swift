import FeatureExtraction
import ScoringModel

/// The model of the form that pays, and how the forms compare.
struct ChosenModel {
  /// The fitted model.
  let fitted: FittedFeatures
  /// Its form.
  let form: ShapeComparison.Form
  /// How many pairs it has at most.
  let pairCount: Int
  /// How the forms did; nil where there was one only.
  let comparison: ShapeComparison?
  /// What fits of the form made of leads they had not seen; nil where there was one form only.
  let judged: JudgedLeads?
  /// The ridge strength of the linear form; nil where it was not fitted.
  let lambda: Double?

  /// What the penalty of shapes is called; nil for the linear form.
  var penaltyName: String? { form == .linear ? nil : "smoothing" }

  /// Fits the forms that the settings allow and keeps the simplest that does about best.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - rows: Those to fit to.
  ///   - settings: The choices of the run.
  ///   - known: The linear form of these rows, where it is known already.
  /// - Throws: ``TrainingError``.
  init(
    _ leads: LabelledLeads, rows: [Int], settings: TrainingSettings,
    linear known: FittedFeatures? = nil
  ) throws {
    let declarations = leads.declarations
    let forms = Self.forms(leads, rows: rows, settings: settings)
    let linear = try known ?? Self.linear(leads, rows: rows, settings: settings)
    lambda = linear?.estimate.lambda
    guard forms.count > 1 else {
      form = forms[0]
      pairCount = 0
      comparison = nil
      judged = nil
      fitted =
        try linear
        ?? FittedFeatures(
          declarations, leads: leads, rows: rows, settings: settings, form: form,
          pairCount: pairCount, lambda: nil)
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
      forms, leads, settings: settings, linear: linear, shapes: model)
    comparison = compared?.comparison
    judged = compared?.judged
    form = compared?.comparison.kept ?? forms[0]
    pairCount = compared?.comparison.pairCount ?? settings.pairCount
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
      let paying = try shapes(pairCount: pairCount, prior: model)
      fitted = try FittedFeatures(shapes: paying, leads: leads, settings: settings)
    }
  }

  /// The linear form; nil where the settings do not allow it.
  ///
  /// - Throws: ``TrainingError``.
  static func linear(
    _ leads: LabelledLeads, rows: [Int], settings: TrainingSettings
  ) throws -> FittedFeatures? {
    guard forms(leads, rows: rows, settings: settings).contains(.linear) else { return nil }
    return try FittedFeatures(
      leads.declarations, leads: leads, rows: rows, settings: settings, lambda: settings.lambda)
  }

  /// The forms to compare, the simplest first.
  private static func forms(
    _ leads: LabelledLeads, rows: [Int], settings: TrainingSettings
  ) -> [ShapeComparison.Form] {
    // With few conversions nothing can be said against the straight lines that the rules prefer.
    let positives = rows.count { leads.outcomes[$0] }
    let isFew = min(positives, rows.count - positives) < TrainingSettings.floor
    return settings.startsFromRules && isFew ? [.linear] : settings.forms
  }
}
