public import Evaluation

/// What the levels of a segment have of their own, and how it was chosen.
public struct SegmentChoice: Sendable, Equatable {
  /// The column whose levels are segments.
  public let column: String
  /// How much harder than other effects the segments' intercepts are held to that of all leads.
  public let interceptFactor: Double
  /// How many features could have effects that differ between segments, and how many show some by
  /// a score test: more than chance makes of one in 40.
  public let testedFeatures, tellingFeatures: Int
  /// How much harder than other effects the segments' effects are held to those of all leads; nil
  /// where no feature shows any.
  public let effectFactor: Double?
  /// What effects of their own (the challenger) change in the log loss of leads that fits have not
  /// seen; nil where that could not be told.
  public let gain: LossDifference?

  /// Whether effects of their own are in the model: if they lower the log loss by more than a
  /// standard error.
  public var keepsEffects: Bool {
    guard let gain, let error = gain.standardError else { return false }
    return gain.value < -error
  }
}
