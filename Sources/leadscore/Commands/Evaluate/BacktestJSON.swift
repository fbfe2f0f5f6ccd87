import Evaluation
import FeatureExtraction
import Reporting
import Tables
import Training

/// The result of `evaluate` for scripts.
struct BacktestJSON: Encodable {
  let verdicts: [String]
  let warnings: [String]
  let period: String
  let maturityDays: Double?
  let censored: String
  let rules: String?
  let pooled: Judgement
  let origins: [Origin]
  let skipped: [Skipped]
  let randomSplit: RandomSplit?
  let months: [Part]
  let by: [Column]
  let fairness: [FairnessJSON]
  let learningCurve: [Learning]
  let kinds: [Kind]
  let leaks: [Leak]
  let heldStraightBy: String?

  struct Judgement: Encodable {
    let rows, conversions: Int
    let expected, rate: Double
    let auc, aucLower, aucUpper: Double?
    let rulesAuc, aucMinusRules, aucMinusRulesLower, aucMinusRulesUpper: Double?
    let logLoss, baseLogLoss: Double
    let calibrationSlope, calibrationIntercept: Double?
    let gains, rulesGains: [Gain]
  }

  struct Gain: Encodable {
    let share, captured, lift: Double
  }

  struct Origin: Encodable {
    let origin, end: String
    let trained, trainedConversions, keptApart, notScored: Int
    let judgement: Judgement
  }

  struct Skipped: Encodable {
    let origin, reason: String
  }

  struct RandomSplit: Encodable {
    let trained: Int
    let auc, aucLower, aucUpper, optimism, optimismLower, optimismUpper, logLoss: Double
    let suspect: Bool
  }

  struct Part: Encodable {
    let name: String?
    let judgement: Judgement
  }

  struct Column: Encodable {
    let column: String
    let parts: [Part]
  }

  struct Learning: Encodable {
    let share, trained, trainedConversions: Double
    let origins: Int
    let judgement: Judgement
  }

  struct Kind: Encodable {
    let kinds: [String]
    let features: Int
    let judgement: Judgement
    let othersAdd, othersAddLower, othersAddUpper: Double?
  }

  struct Leak: Encodable {
    let column, reason, severity: String
    let value: Double
    let allowed: Bool
  }

  init(_ backtest: Backtest, warnings: [String]) {
    self.warnings = warnings
    verdicts = BacktestVerdict.verdicts(of: backtest).map(\.sentence)
    period = backtest.clock.text(backtest.plan.period)
    maturityDays = backtest.maturity?.days
    censored = backtest.treatment.rawValue
    rules = backtest.rules
    pooled = Judgement(backtest.pooled)
    origins = backtest.folds.map { fold in
      Origin(
        origin: backtest.clock.text(fold.origin), end: backtest.clock.text(fold.end),
        trained: fold.trained, trainedConversions: fold.trainedConversions,
        keptApart: fold.keptApart, notScored: fold.notScored,
        judgement: Judgement(fold.judgement))
    }
    skipped = backtest.skipped.map {
      Skipped(origin: backtest.clock.text($0.origin), reason: $0.reason)
    }
    randomSplit = backtest.optimism.map(RandomSplit.init)
    months = backtest.months.map(Part.init)
    by = backtest.parts.map { Column(column: $0.column, parts: $0.parts.map(Part.init)) }
    fairness = backtest.fairness.map { FairnessJSON($0.column, $0.groups) }
    learningCurve = backtest.learning.map { point in
      Learning(
        share: point.share, trained: point.trained, trainedConversions: point.trainedConversions,
        origins: point.origins, judgement: Judgement(point.judgement))
    }
    kinds = backtest.kinds.map { kind in
      Kind(
        kinds: kind.kinds.map(\.rawValue), features: kind.features,
        judgement: Judgement(kind.judgement), othersAdd: kind.othersAdd?.value,
        othersAddLower: kind.othersAdd?.interval.lower,
        othersAddUpper: kind.othersAdd?.interval.upper)
    }
    leaks = backtest.leaks.map { leak in
      Leak(
        column: leak.column, reason: leak.reason.code, severity: leak.severity.rawValue,
        value: leak.reason.value, allowed: leak.isAllowed)
    }
    heldStraightBy = backtest.heldStraightBy
  }
}

extension BacktestJSON.Judgement {
  init(_ judgement: BacktestJudgement) {
    rows = judgement.rows
    conversions = judgement.conversions
    expected = judgement.expected
    rate = judgement.rate
    auc = judgement.auc?.value
    aucLower = judgement.auc?.reportedInterval.lower
    aucUpper = judgement.auc?.reportedInterval.upper
    rulesAuc = judgement.againstRules?.reference.value
    aucMinusRules = judgement.againstRules?.value
    aucMinusRulesLower = judgement.againstRules?.interval.lower
    aucMinusRulesUpper = judgement.againstRules?.interval.upper
    logLoss = judgement.logLoss
    baseLogLoss = judgement.baseLogLoss
    calibrationSlope = judgement.calibration?.slope.value
    calibrationIntercept = judgement.calibration?.intercept.value
    gains = judgement.gains.map(BacktestJSON.Gain.init)
    rulesGains = judgement.ruleGains.map(BacktestJSON.Gain.init)
  }
}

extension BacktestJSON.Gain {
  init(_ gain: BacktestJudgement.Gain) {
    self.init(share: gain.share, captured: gain.capturedShare, lift: gain.lift)
  }
}

extension BacktestJSON.Part {
  init(_ part: BacktestPart) {
    self.init(name: part.name, judgement: BacktestJSON.Judgement(part.judgement))
  }
}

extension BacktestJSON.RandomSplit {
  init(_ optimism: BacktestOptimism) {
    let auc = optimism.auc
    self.init(
      trained: optimism.trained, auc: auc.challenger.value,
      aucLower: auc.challenger.reportedInterval.lower,
      aucUpper: auc.challenger.reportedInterval.upper, optimism: auc.value,
      optimismLower: auc.interval.lower, optimismUpper: auc.interval.upper,
      logLoss: optimism.logLoss, suspect: optimism.isSuspect)
  }
}
