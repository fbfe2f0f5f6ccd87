public import FeatureExtraction
public import ScoringModel

/// The choices of a training run.
public struct TrainingSettings: Sendable {
  /// How coefficients are held back.
  public enum Penalty: String, Sendable, CaseIterable {
    /// Not at all: maximum likelihood.
    case none
    /// By their squares.
    case ridge
  }

  /// The name of the model.
  public var name: String
  /// How coefficients are held back.
  public var penalty = Penalty.ridge
  /// The strength of the penalty on the mean log loss; nil to choose it by cross-validation.
  public var lambda: Double?
  /// Whether the penalty acts on standardized numbers.
  public var standardizes = true
  /// How levels become parameters; nil for `full` with a penalty and `reference` without.
  public var coding: FactorCoding?
  /// Which leads are set apart to judge the model.
  public var split: HoldoutSplit
  /// Columns that may stay although they seem to know the outcome.
  public var allowedLeaks: Set<String> = []
  /// Whether to train on fewer leads than the floor.
  public var allowsSmall = false
  /// The tiers from best to last.
  public var tiers = [
    TierRule(name: "hot", bound: .topShare(0.1)), TierRule(name: "warm", bound: .topShare(0.4)),
    TierRule(name: "cold", bound: .rest),
  ]
  /// How many threads to use; results do not depend on it.
  public var threads = 1

  /// A tier, as it is wished before there is a model.
  public struct TierRule: Sendable, Equatable {
    /// Where a tier ends.
    public enum Bound: Sendable, Equatable {
      /// With so large a share of the training leads from the top.
      case topShare(Double)
      /// At this probability.
      case probability(Double)
      /// Nowhere: the tier takes the rest.
      case rest
    }

    /// The name, for instance `hot`.
    public let name: String
    /// Where it ends.
    public let bound: Bound

    /// A tier that ends somewhere.
    public init(name: String, bound: Bound) {
      self.name = name
      self.bound = bound
    }
  }

  /// The fewest conversions, and the fewest other leads, to train on.
  public static let floor = 40
  /// The number of folds of cross-validation.
  public static let foldCount = 5

  /// Settings for a model of a name, all others at their defaults.
  public init(
    name: String, split: HoldoutSplit = HoldoutSplit(kind: .random, share: 0.2, seed: 1)
  ) {
    self.name = name
    self.split = split
  }

  var settledCoding: FactorCoding { coding ?? (penalty == .none ? .reference : .full) }
}
