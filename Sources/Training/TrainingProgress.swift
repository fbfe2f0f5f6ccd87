/// How far a training run has come: the phase at hand and, where it has steps, how many are done.
public enum TrainingProgress: Sendable, Equatable {
  /// Columns are examined for knowledge of the outcome.
  case leakSearch
  /// Leads become rows of a design matrix.
  case encoding
  /// Strengths of the penalty, or folds, are tried; it may end before the last.
  case crossValidation(done: Int, of: Int)
  /// Coefficients are fitted at the strength that was chosen.
  case fitting
  /// Numbers are fitted as shapes, and pairs of features are looked for.
  case shapes
  /// Forms are compared on leads not fitted to.
  case forms(done: Int, of: Int)
  /// A calibration is learned from leads not fitted to.
  case calibration
  /// The model is held against the leads set apart.
  case judging
  /// Replicates of the leads set apart are drawn, for intervals.
  case bootstrap(done: Int, of: Int)
  /// Models are fitted to fewer leads.
  case learningCurve(done: Int, of: Int)
}
