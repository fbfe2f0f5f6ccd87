import Evaluation
import FeatureExtraction
import ScoringModel
import Training

/// The result of `train` with the keys that scripts rely on.
struct TrainingJSON: Encodable {
  let rows: Int
  let positives: Int
  let keptApart: Int
  let features: Int
  let columns: Int
  let fit: Fit
  let coefficients: [Coefficient]
  let terms: [Term]
  let calibration: CalibrationJSON
  let holdout: HoldoutMetrics?
  let shapes: Shapes?
  let heldStraightBy: String?
  let segments: SegmentsJSON?
  let randomHoldoutAUC: Double?
  let rules: Rules?
  let verdicts, warnings: [String]
  let leaks: [Leak]
  let dropped: [Dropped]
  let model: Model
  let challenge: PromotionRecord?
  let timing: Timing

  enum CodingKeys: String, CodingKey {
    case rows, positives
    case keptApart = "kept_apart"
    case features, columns, fit, coefficients, terms, calibration, holdout
    case shapes, segments
    case heldStraightBy = "held_straight_by"
    case randomHoldoutAUC = "random_holdout_auc"
    case rules, verdicts, warnings, leaks, dropped, model, challenge, timing
  }

  /// The rules beside the model on the leads set apart.
  struct Rules: Encodable {
    let auc, modelAuc, difference, differenceLower, differenceUpper: Double
    let verdict: String

    enum CodingKeys: String, CodingKey {
      case auc
      case modelAuc = "model_auc"
      case difference
      case differenceLower = "difference_lower"
      case differenceUpper = "difference_upper"
      case verdict
    }

    init(_ difference: AUCDifference) {
      auc = difference.reference.value
      modelAuc = difference.challenger.value
      self.difference = difference.value
      differenceLower = difference.interval.lower
      differenceUpper = difference.interval.upper
      verdict = RankingVerdict(difference).rawValue
    }
  }

  struct Fit: Encodable {
    let rows, passes, parameters: Int
    let gradientNorm: Double?
    let objective, seconds, lambda, logLikelihood, nullLogLikelihood: Double
    let effectiveDegreesOfFreedom: Double
    let penalty: String
    let nonzero: Int
    let deviance, nullDeviance, aic, bic, mcFadden, eventsPerParameter: Double?
    let ratioTest: Test?

    enum CodingKeys: String, CodingKey {
      case rows, passes, parameters
      case gradientNorm = "gradient_norm"
      case objective, seconds, lambda
      case logLikelihood = "log_likelihood"
      case nullLogLikelihood = "null_log_likelihood"
      case effectiveDegreesOfFreedom = "effective_degrees_of_freedom"
      case penalty, nonzero, deviance
      case nullDeviance = "null_deviance"
      case aic, bic
      case mcFadden = "mcfadden"
      case eventsPerParameter = "events_per_parameter"
      case ratioTest = "likelihood_ratio"
    }
  }

  struct Coefficient: Encodable {
    let feature: String
    let source, level, kind: String?
    let estimate: Double
    let standardError, z, p, lower, upper: Double?

    enum CodingKeys: String, CodingKey {
      case feature, source, level, kind, estimate
      case standardError = "standard_error"
      case z, p, lower, upper
    }
  }

  /// A test of several coefficients at once.
  struct Test: Encodable {
    let statistic: Double
    let degreesOfFreedom: Int
    let p: Double

    enum CodingKeys: String, CodingKey {
      case statistic
      case degreesOfFreedom = "df"
      case p
    }

    init(_ test: HypothesisTest) {
      statistic = test.statistic
      degreesOfFreedom = test.degreesOfFreedom
      p = test.pValue
    }
  }

  /// What a feature as a whole contributes.
  struct Term: Encodable {
    let feature: String
    let wald, likelihoodRatio: Test?
    let inflation: Double?

    enum CodingKeys: String, CodingKey {
      case feature, wald
      case likelihoodRatio = "likelihood_ratio"
      case inflation = "variance_inflation"
    }
  }

  /// What shapes and pairs gained on leads not fitted to.
  struct Shapes: Encodable {
    struct Form: Encodable {
      let form: String
      let logLoss, auc, gain, gainStandardError: Double

      enum CodingKeys: String, CodingKey {
        case form
        case logLoss = "log_loss"
        case auc, gain
        case gainStandardError = "gain_standard_error"
      }
    }

    let kept: String
    let forms: [Form]
    let rows: Int
    let forward: Bool
    let pairs: [String]
  }

  struct Leak: Encodable {
    let column, reason, severity, evidence: String
    let value: Double
    let allowed: Bool
  }

  struct Dropped: Encodable { let column, reason: String }
  struct Timing: Encodable { let read, encode, fit, evaluate, total: Double }

  struct Model: Encodable {
    let name: String
    let version: Int
    let digest, path: String
  }

  init(
    result: TrainingResult, stored: ModelRegistry.StoredModel, dataWarnings: [String], read: Double,
    total: Double, challenge: PromotionRecord?
  ) {
    self.challenge = challenge
    rows = result.rows
    positives = result.positives
    keptApart = result.keptApart
    features = result.model.extractor.features.count
    columns = result.columnCount
    fit = Fit(
      rows: result.fit.rows, passes: result.fit.passes, parameters: result.fit.parameterCount,
      gradientNorm: result.fit.gradientNorm, objective: result.fit.objective,
      seconds: result.timing.fit, lambda: result.fit.lambda,
      logLikelihood: result.fit.logLikelihood, nullLogLikelihood: result.fit.nullLogLikelihood,
      effectiveDegreesOfFreedom: result.fit.effectiveDegreesOfFreedom,
      penalty: result.model.training.penalty, nonzero: result.fit.nonzeroCount,
      deviance: result.fit.goodness.deviance, nullDeviance: result.fit.goodness.nullDeviance,
      aic: result.fit.goodness.aic, bic: result.fit.goodness.bic,
      mcFadden: result.fit.goodness.mcFadden,
      eventsPerParameter: result.fit.goodness.eventsPerParameter.finite,
      ratioTest: result.fit.goodness.ratioTest.map(Test.init))
    coefficients = result.coefficients.map { row in
      Coefficient(
        feature: row.feature, source: row.source, level: row.level, kind: row.kind?.rawValue,
        estimate: row.estimate, standardError: row.standardError, z: row.z, p: row.pValue,
        lower: row.interval?.lower.finite, upper: row.interval?.upper.finite)
    }
    terms = result.features.map { test in
      Term(
        feature: test.feature, wald: test.wald.map(Test.init),
        likelihoodRatio: test.ratio.map(Test.init), inflation: test.inflation?.finite)
    }
    calibration = CalibrationJSON(of: result.model)
    holdout = result.holdout?.metrics
    heldStraightBy = result.heldStraightBy
    shapes = result.shapes.map { shapes in
      Shapes(
        kept: shapes.kept.rawValue,
        forms: shapes.candidates.map { form in
          Shapes.Form(
            form: form.form.rawValue, logLoss: form.logLoss, auc: form.auc, gain: form.gain,
            gainStandardError: form.gainStandardError)
        },
        rows: shapes.rows, forward: shapes.isForward,
        pairs: result.model.extractor.features.filter { $0.columns.count > 1 }.map(\.name))
    }
    segments = result.segments.map(SegmentsJSON.init)
    randomHoldoutAUC = result.optimism?.value
    rules = result.rules.map(Rules.init)
    verdicts = TrainingVerdict.verdicts(of: result).map(\.description)
    warnings = dataWarnings + result.warnings.map(\.description)
    leaks = result.leaks.map { finding in
      Leak(
        column: finding.column, reason: finding.reason.code, severity: finding.severity.rawValue,
        evidence: finding.reason.description, value: finding.reason.value,
        allowed: finding.isAllowed)
    }
    dropped = result.dropped.map { Dropped(column: $0.column, reason: $0.reason.description) }
    model = Model(
      name: stored.model.name, version: stored.version, digest: stored.digest, path: stored.path)
    timing = Timing(
      read: read, encode: result.timing.encode, fit: result.timing.fit,
      evaluate: result.timing.evaluate, total: total)
  }
}

extension Double {
  /// The number, or nil where JSON has none for it.
  fileprivate var finite: Double? { isFinite ? self : nil }
}
