import ArgumentParser
import FeatureExtraction
import ScoringModel
import Tables
import Training

/// How intervals and tests of coefficients are found.
enum Inference: String, CaseIterable, ExpressibleByArgument {
  /// From standard errors.
  case wald
  /// From the likelihood, by refits with coefficients held fixed.
  case likelihood
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

  @Option(
    name: .long,
    help:
      "How coefficients are held back: ridge, lasso, elastic-net, group-lasso or none. (default: ridge)"
  )
  var penalty: TrainingSettings.Penalty?

  @Option(
    name: .long,
    help:
      "The strength of the penalty on the mean log loss (glmnet's lambda); cv-min: the one with the smallest loss in cross-validation; cv-1se: the strongest within one standard error of it; cv: as cv-min, but where leads stand in time and there are ten conversions per parameter the weakest within one standard error, down to one lead's worth."
  )
  var lambda = "cv"

  @Option(
    name: .long,
    help:
      "What cross-validation judges by: folds, at random; forward, later leads by fits to earlier ones."
  )
  var cv = TrainingSettings.Validation.folds

  @Option(name: .long, help: "The share of the lasso in the elastic net, from 0 to 1.")
  var l1Ratio: Double?

  @Flag(name: .long, help: "Reduce the bias of rare conversions by Firth's penalized likelihood.")
  var firth = false

  @Option(name: .long, help: "Standard errors: model, robust, or cluster (by --group).")
  var se: TrainingSettings.StandardErrors = .model

  @Option(
    name: .long,
    help:
      "Intervals and tests of coefficients: wald, or likelihood by refits. (default: likelihood with --firth)"
  )
  var inference: Inference?

  @Option(
    name: .long,
    help:
      "Signs that effects of numbers must have, separated by commas: \"visits:+,age:-\"; shapes then only rise, or fall."
  )
  var sign: String?

  @Option(name: .long, help: "Whether the penalty acts on standardized numbers: true or false.")
  var standardize = true

  @Option(
    name: .long,
    help: "How levels become coefficients: reference or full. (default: full with a penalty)")
  var coding: FactorCoding?

  @Option(
    name: .long,
    help:
      "How log odds become probabilities: none, shift, line, isotonic, or auto for what lowers the loss of leads held back."
  )
  var calibrate: TrainingSettings.Calibration = .auto

  @Option(
    name: .long,
    help:
      "A column whose values are segments, such as regions: each has an intercept and, where that pays on leads held back, effects of its own, shrunk towards those of all leads by penalties chosen there too."
  )
  var segment: String?

  @OptionGroup var form: FormArguments
  @OptionGroup var splits: SplitArguments
  @OptionGroup var overrides: OverrideArguments

  @Option(name: .long, help: "Only features of these kinds, of explicit,implicit,behavioural.")
  var kinds: String?

  func validate() throws {
    guard holdout >= 0, holdout < 1 else {
      throw ValidationError("--holdout takes a share from 0 to below 1")
    }
    if !isCrossValidated, Double(lambda).map({ $0 < 0 || !$0.isFinite }) ?? true {
      throw ValidationError("--lambda takes cv, cv-min, cv-1se or a number of at least 0")
    }
    if firth && penalty != nil && penalty != TrainingSettings.Penalty.none {
      throw ValidationError("--firth is a penalty of its own; leave out --penalty")
    }
    if settledPenalty == .none, !isCrossValidated, lambda != "0" {
      throw ValidationError(
        firth ? "--firth has no --lambda" : "--lambda needs a penalty, such as --penalty ridge")
    }
    if coding == .full && settledPenalty == .none {
      throw ValidationError("--coding full has no unique solution without a penalty")
    }
    if l1Ratio != nil && penalty != .elasticNet {
      throw ValidationError("--l1-ratio needs --penalty elastic-net")
    }
    guard l1Ratio.map({ 0...1 ~= $0 }) ?? true else {
      throw ValidationError("--l1-ratio takes a share from 0 to 1")
    }
    if inference == .likelihood && settledPenalty != .none {
      throw ValidationError(
        "--inference likelihood needs --penalty none or --firth: a penalized fit has no likelihood to compare with"
      )
    }
    if inference == .likelihood && se != .model {
      throw ValidationError(
        "--se goes with --inference wald: intervals by likelihood have no standard errors")
    }
    if se != .model && (firth || ![.ridge, .none].contains(settledPenalty) || sign != nil) {
      throw ValidationError("--se robust and cluster go with --penalty ridge or none")
    }
    if sign != nil && (firth || penalty == .groupLasso) {
      throw ValidationError("--sign goes with --penalty none, ridge, lasso or elastic-net")
    }
    let isPlain = settledPenalty != .ridge || coding == .reference
    if isPlain, form.nonlinear.map({ $0 != Nonlinear.none }) ?? false || (form.pairCount ?? 0) > 0 {
      throw ValidationError(
        "--nonlinear and --interactions bring a penalty of their own; they go with --penalty ridge alone"
      )
    }
    if form.prior == .rules {
      let isPlain = penalty.map { $0 == .ridge } ?? !firth
      guard isPlain, sign == nil, standardize, se == .model, coding != .reference else {
        throw ValidationError(
          "--prior rules is a ridge of its own; leave out --penalty, --firth, --sign, --se, --coding"
            + " and --standardize")
      }
    }
    let isRidge = penalty.map { $0 == .ridge } ?? !firth
    let isSegmentable = isRidge && sign == nil && standardize && coding != .reference
    if segment != nil && !(isSegmentable && form.prior == .none) {
      throw ValidationError(
        "--segment goes with a ridge penalty: leave out --penalty, --firth, --sign, --standardize,"
          + " --coding and --prior")
    }
    _ = try signs
    guard names(kinds).allSatisfy({ FeatureKind(rawValue: $0) != nil }) else {
      throw ValidationError("--kinds takes a list of explicit, implicit, behavioural")
    }
  }

  private var settledPenalty: TrainingSettings.Penalty { penalty ?? (firth ? .none : .ridge) }

  private var isCrossValidated: Bool { TrainingSettings.StrengthRule(rawValue: lambda) != nil }

  /// The signs by feature, `visits:+,age:-`.
  private var signs: [String: CoefficientBounds.Sign] {
    get throws {
      var signs: [String: CoefficientBounds.Sign] = [:]
      for entry in names(sign) {
        guard let end = entry.last, "+-".contains(end), entry.dropLast().last == ":" else {
          throw ValidationError(
            "--sign takes a list of COLUMN:+ and COLUMN:-, not \"\(entry.displayed())\"")
        }
        signs[String(entry.dropLast(2))] = end == "+" ? .positive : .negative
      }
      return signs
    }
  }

  var featureKinds: Set<FeatureKind> { Set(names(kinds).compactMap(FeatureKind.init)) }

  func settings(
    name: String, hasTime: Bool, group: String?, flat: FlatFileArguments
  ) throws -> TrainingSettings {
    let kind = holdout == 0 ? .none : holdoutKind ?? (hasTime ? .newest : .random)
    var settings = TrainingSettings(
      name: name,
      split: HoldoutSplit(
        kind: kind, share: holdout, seed: splits.seed, group: group ?? flat.group,
        time: flat.time ?? (flat.inTimeOrder ? TrainingSource.rowOrder : nil)))
    settings.penalty = settledPenalty
    settings.nonlinear = form.nonlinear
    settings.interactions = form.pairCount
    settings.elasticNetShare = l1Ratio ?? settings.elasticNetShare
    settings.isFirth = firth
    settings.signs = try signs
    settings.weightKind = flat.weightKind
    // The curvature of a weighted likelihood says nothing of the uncertainty, except for counts.
    settings.standardErrors =
      se == .model && settings.weightKind == .importance && !firth
        && [.ridge, .none].contains(settledPenalty) && sign == nil ? .robust : se
    settings.testsByLikelihood = (inference ?? (firth ? .likelihood : .wald)) == .likelihood
    settings.lambda = Double(lambda)
    settings.strengthRule = TrainingSettings.StrengthRule(rawValue: lambda) ?? .standard
    settings.validation = cv
    settings.standardizes = standardize
    settings.coding = coding
    settings.calibration = calibrate
    settings.allowsSmall = overrides.allowSmall
    settings.startsFromRules = form.prior == .rules
    settings.segment = segment
    return settings
  }
}
