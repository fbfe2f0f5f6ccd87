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
    /// By their magnitudes, so that some become 0.
    case lasso
    /// By a mixture of both.
    case elasticNet = "elastic-net"
    /// By the length of all coefficients of a feature, so that a feature stays or goes whole.
    case groupLasso = "group-lasso"
  }

  /// How standard errors are estimated.
  public enum StandardErrors: String, Sendable, CaseIterable {
    /// From the curvature of the likelihood.
    case model
    /// By the sandwich, valid if the model's variance is not the leads'.
    case robust
    /// By the sandwich over groups of leads that depend on one another.
    case cluster
  }

  /// Which leads cross-validation judges a penalty's strength by.
  public enum Validation: String, Sendable, CaseIterable {
    /// Those of random folds, by fits to all other folds.
    case folds
    /// Those of later times, by fits to all earlier ones.
    case forward
  }

  /// Which strength cross-validation chooses.
  public enum StrengthRule: String, Sendable {
    /// The one with the smallest loss; for ridge, where leads stand in time and conversions are
    /// plenty, the weakest within one standard error of it: see ``RidgeStrength``.
    case standard = "cv"
    /// The one with the smallest loss: glmnet's `lambda.min`.
    case smallestLoss = "cv-min"
    /// The strongest within one standard error of the smallest loss: glmnet's `lambda.1se`.
    case oneStandardError = "cv-1se"
  }

  /// The name of the model.
  public var name: String
  /// How coefficients are held back.
  public var penalty = Penalty.ridge
  /// The strength of the penalty on the mean log loss; nil to choose it by cross-validation.
  public var lambda: Double?
  /// Which leads cross-validation judges strengths by.
  public var validation = Validation.folds
  /// Which strength cross-validation chooses.
  public var strengthRule = StrengthRule.standard
  /// The share of magnitudes in the elastic net's mixture, from 0 to 1.
  public var elasticNetShare = 0.5
  /// Whether to reduce the bias of rare conversions by Firth's penalized likelihood.
  public var isFirth = false
  /// The sign that the effect of a number must have, by the feature's name.
  public var signs: [String: CoefficientBounds.Sign] = [:]
  /// How standard errors are estimated.
  public var standardErrors = StandardErrors.model
  /// What the weights of leads stand for.
  public var weightKind = WeightKind.frequency
  /// Whether to add intervals and tests by likelihood, which take refits.
  public var testsByLikelihood = false
  /// Whether the penalty acts on standardized numbers.
  public var standardizes = true
  /// How levels become parameters; nil for `full` with a penalty and `reference` without.
  public var coding: FactorCoding?
  /// How numbers may bend; nil to choose by what pays on leads not fitted to.
  ///
  /// Shapes need a ridge penalty and full coding; without them numbers stay straight.
  public var nonlinear: Nonlinear? = .some(.none)
  /// The most pairs of features that get a table of their own beside shapes; nil for the usual.
  ///
  /// A pair is tried only with evidence for it, and pairs stay only if together they pay.
  public var interactions: Int?
  /// How log odds are turned into probabilities after the fit.
  public var calibration = Calibration.auto
  /// Which leads are set apart to judge the model.
  public var split: HoldoutSplit
  /// The feature whose levels are segments, such as regions, each with an intercept and, where it
  /// pays, effects of its own, shrunk towards those of all by penalties of their own; nil for none.
  public var segment: String?
  /// Whether the fit starts from the points of the rules, where leads have them as features.
  ///
  /// There are then no fewest conversions: without any the ranking is the rules'.
  public var startsFromRules = false
  /// The points table that leads have their points from, for the record of the model; nil for none.
  public var ruleBook: RuleBookRecord?
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
  /// Told how far the run has come; fits beside the model that is kept say nothing.
  public var progress: @Sendable (TrainingProgress) -> Void = { _ in }

  /// A tier, as it is wished before there is a model.
  public struct TierRule: Sendable, Equatable {
    /// Where a tier ends.
    public enum Bound: Sendable, Equatable {
      /// With so large a share of the training leads from the top.
      case topShare(Double)
      /// At this probability.
      case probability(Double)
      /// After so many leads of a batch, counted from its best.
      case leads(Int)
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
  /// The fewest leads in all to train on.
  public static let leadFloor = 200
  /// The most pairs unless set otherwise.
  public static let usualPairCount = 10
  /// The number of folds of cross-validation.
  public static let foldCount = 5

  /// Settings for a model of a name, all others at their defaults.
  public init(
    name: String, split: HoldoutSplit = HoldoutSplit(kind: .random, share: 0.2, seed: 1)
  ) {
    self.name = name
    self.split = split
  }

  var settledCoding: FactorCoding {
    coding ?? (penalty == .none || isFirth ? .reference : .full)
  }

  /// The same choices for a fit of which only log odds are wanted.
  var onlyLogOdds: TrainingSettings {
    var settings = self
    settings.progress = { _ in }
    settings.testsByLikelihood = false
    settings.standardErrors = .model
    return settings
  }

  /// What the penalty is called in a model's record.
  var penaltyName: String {
    isFirth ? "firth" : startsFromRules ? "ridge towards the rules" : penalty.rawValue
  }

  /// The share of magnitudes in the penalty.
  var lassoShare: Double {
    switch penalty {
    case .none, .ridge: 0
    case .elasticNet: elasticNetShare
    case .lasso, .groupLasso: 1
    }
  }
}
