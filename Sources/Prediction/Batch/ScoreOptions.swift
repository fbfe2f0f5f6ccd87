/// What a file of scores holds beside the probability.
public struct ScoreOptions: Sendable {
  /// What the 0–100 score means.
  public enum Scale: String, Sendable, CaseIterable {
    /// The percentage of training leads that score lower.
    case percentile
    /// The probability in per cent.
    case probability
  }

  /// How many reasons a lead gets.
  public var reasonCount = 5
  /// How many of them may speak against it.
  public var negativeReasonCount = 2
  /// How many of the best leads the summary names.
  public var bestCount = 0
  /// What the 0–100 score means.
  public var scale = Scale.percentile
  /// Which feature speaks for which factor, to add a column for each factor; nil for none.
  public var factors: FactorAssignment?
  /// How many threads to use; the bytes do not depend on it.
  public var threads = 1

  /// The default options.
  public init() {}
}
