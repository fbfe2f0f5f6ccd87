public import Evaluation
public import FeatureExtraction
public import ScoringModel

/// A trained model and everything there is to say about it.
public struct TrainingResult: Sendable {
  /// The model.
  public let model: ScoringModel
  /// How the fit went.
  public let fit: FitSummary
  /// The coefficients on the scale of the data.
  public let coefficients: [CoefficientRow]
  /// What each feature as a whole contributes.
  public let features: [FeatureTest]
  /// The labelled leads, those set apart included.
  public let rows: Int
  /// The conversions among them.
  public let positives: Int
  /// The labelled leads neither learned from nor set apart, so that no group is on both sides.
  public let keptApart: Int
  /// How the model did on the leads set apart; nil without a holdout.
  public let holdout: HoldoutEvaluation?
  /// What shapes and pairs gained and whether they were kept; nil where there was no choice.
  public let shapes: ShapeComparison?
  /// The suspected column because of which shapes and pairs were not tried.
  public let heldStraightBy: String?
  /// What segments have of their own; nil without segments, and where shapes were kept.
  public let segments: SegmentChoice?
  /// What a random split would have claimed, when the holdout is the newest leads.
  public let optimism: AUC?
  /// Columns that seem to know the outcome.
  public let leaks: [LeakFinding]
  /// What makes coefficients fragile.
  public let warnings: [DesignWarning]
  /// Columns that are not used, and why.
  public let dropped: [DroppedColumn]
  /// How many columns were looked at.
  public let columnCount: Int
  /// Seconds per phase.
  public let timing: TrainingTiming
  /// The model (the challenger) against the rules on the leads set apart; nil without rules or
  /// holdout.
  public let rules: AUCDifference?
  /// Whether the fit started from the rules.
  public let startsFromRules: Bool
}
