import ArgumentParser
import FeatureExtraction
import ScoringModel
import Training

/// The only shape there is so far: a number counts along a straight line, and each column by itself.
enum Unshaped: String, CaseIterable, ExpressibleByArgument {
  case none
}

/// How a model is to be fitted and judged.
struct FitArguments: ParsableArguments {
  @Option(name: .long, help: "The model's name in the registry. (default: the file's name)")
  var name: String?

  @Option(
    name: .long, help: "The share of leads set apart to judge the model; 0 fits on everything.")
  var holdout = 0.2

  @Option(
    name: .long,
    help: "Which leads are set apart: random or newest. (default: newest where there is time)")
  var holdoutKind: HoldoutSplit.Kind?

  @Option(name: .long, help: "How coefficients are held back: ridge or none.")
  var penalty: TrainingSettings.Penalty = .ridge

  @Option(
    name: .long,
    help:
      "The strength of the penalty on the mean log loss (glmnet's lambda), or cv to choose it by cross-validation."
  )
  var lambda = "cv"

  @Option(name: .long, help: "Whether the penalty acts on standardized numbers: true or false.")
  var standardize = true

  @Option(
    name: .long,
    help: "How levels become coefficients: reference or full. (default: full with a penalty)")
  var coding: FactorCoding?

  @Option(name: .long, help: "Shapes of numbers beyond a straight line; so far only none.")
  var nonlinear: Unshaped = .none

  @Option(name: .long, help: "Pairs of columns that act together; so far only none.")
  var interactions: Unshaped = .none

  @Option(name: .long, help: "The seed of the random holdout and of cross-validation.")
  var seed: UInt64 = 1

  @Option(
    name: .long, parsing: .singleValue,
    help: "Keep a column although it seems to know the outcome; repeat for more.")
  var allowLeak: [String] = []

  @Flag(name: .long, help: "Train although there are fewer than 40 conversions or other leads.")
  var allowSmall = false

  @Option(name: .long, help: "Only features of these kinds, of explicit,implicit,behavioural.")
  var kinds: String?

  @Flag(name: .long, help: "For a project: leads of one account stay on one side of the holdout.")
  var groupByAccount = false

  @Option(
    name: .long,
    help:
      "For a project: nothing after this moment is known. (default: the newest moment in the data)")
  var asOf: String?

  func validate() throws {
    guard holdout >= 0, holdout < 1 else {
      throw ValidationError("--holdout takes a share from 0 to below 1")
    }
    if lambda != "cv", Double(lambda).map({ $0 < 0 || !$0.isFinite }) ?? true {
      throw ValidationError("--lambda takes cv or a number of at least 0")
    }
    if penalty == .none, lambda != "cv", lambda != "0" {
      throw ValidationError("--lambda needs --penalty ridge")
    }
    if coding == .full && penalty == .none {
      throw ValidationError("--coding full has no unique solution without a penalty")
    }
    guard names(kinds).allSatisfy({ FeatureKind(rawValue: $0) != nil }) else {
      throw ValidationError("--kinds takes a list of explicit, implicit, behavioural")
    }
  }

  var featureKinds: Set<FeatureKind> { Set(names(kinds).compactMap(FeatureKind.init)) }

  func settings(name: String, hasTime: Bool, flat: FlatFileArguments) -> TrainingSettings {
    let kind = holdout == 0 ? .none : holdoutKind ?? (hasTime ? .newest : .random)
    var settings = TrainingSettings(
      name: name,
      split: HoldoutSplit(
        kind: kind, share: holdout, seed: seed, group: groupByAccount ? "(account)" : flat.group,
        time: flat.time ?? (flat.inTimeOrder ? TrainingSource.rowOrder : nil)))
    settings.penalty = penalty
    settings.lambda = Double(lambda)
    settings.standardizes = standardize
    settings.coding = coding
    settings.allowsSmall = allowSmall
    return settings
  }
}
