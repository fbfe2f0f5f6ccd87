extension TrainingSettings {
  /// How log odds are turned into probabilities after the fit.
  public enum Calibration: String, Sendable, CaseIterable {
    /// By the logistic function alone.
    case none
    /// After adding a number to all log odds.
    case shift
    /// After a straight line through the log odds.
    case line
    /// By a rising curve of any shape.
    case isotonic
    /// By what clearly lowers the log loss of leads held back, if anything does.
    case auto
  }
}
