import Evaluation
import FeatureExtraction
import ScoringModel
import Training

/// The result of `train` with the keys that scripts rely on.
struct TrainingJSON: Encodable {
  let rows: Int
  let positives: Int
  let features: Int
  let columns: Int
  let fit: Fit
  let coefficients: [Coefficient]
  let holdout: HoldoutMetrics?
  let randomHoldoutAUC: Double?
  let verdicts: [String]
  let leaks: [Leak]
  let dropped: [Dropped]
  let model: Model
  let timing: Timing

  enum CodingKeys: String, CodingKey {
    case rows, positives, features, columns, fit, coefficients, holdout
    case randomHoldoutAUC = "random_holdout_auc"
    case verdicts, leaks, dropped, model, timing
  }

  struct Fit: Encodable {
    let rows, passes, parameters: Int
    let gradientNorm, objective, seconds, lambda, logLikelihood, nullLogLikelihood: Double
    let effectiveDegreesOfFreedom: Double

    enum CodingKeys: String, CodingKey {
      case rows, passes, parameters
      case gradientNorm = "gradient_norm"
      case objective, seconds, lambda
      case logLikelihood = "log_likelihood"
      case nullLogLikelihood = "null_log_likelihood"
      case effectiveDegreesOfFreedom = "effective_degrees_of_freedom"
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

  init(result: TrainingResult, stored: ModelRegistry.StoredModel, read: Double, total: Double) {
    rows = result.rows
    positives = result.positives
    features = result.model.extractor.features.count
    columns = result.columnCount
    fit = Fit(
      rows: result.fit.rows, passes: result.fit.passes, parameters: result.fit.parameterCount,
      gradientNorm: result.fit.gradientNorm, objective: result.fit.objective,
      seconds: result.timing.fit, lambda: result.fit.lambda,
      logLikelihood: result.fit.logLikelihood, nullLogLikelihood: result.fit.nullLogLikelihood,
      effectiveDegreesOfFreedom: result.fit.effectiveDegreesOfFreedom)
    coefficients = result.coefficients.map { row in
      Coefficient(
        feature: row.feature, source: row.source, level: row.level, kind: row.kind?.rawValue,
        estimate: row.estimate, standardError: row.standardError, z: row.z, p: row.pValue,
        lower: row.interval?.lower, upper: row.interval?.upper)
    }
    holdout = result.holdout?.metrics
    randomHoldoutAUC = result.optimism?.value
    verdicts = TrainingVerdict.verdicts(of: result).map(\.description)
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
