import Evaluation
import FeatureExtraction
import ScoringModel
import LinearAlgebra
import Tables

/// Trains a model on labelled leads: gate, split, fit, judge.
public struct Trainer: Sendable {
  /// The choices of the run.
  public let settings: TrainingSettings

  /// A trainer with its choices.
  public init(settings: TrainingSettings) { self.settings = settings }

  /// Trains a model.
  ///
  /// The same leads in any order, the same settings and any number of threads give the same bits.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - points: What the rules give each of them, to be compared with on the leads set apart.
  ///   - surroundings: What beside the leads helps to tell columns that know the outcome.
  ///   - censored: The same leads and those that may still convert, to be learned from by the
  ///     treatment that it names; nil to learn from the former alone.
  /// - Returns: The model, and how it came to be.
  /// - Throws: ``TrainingError``, among them columns that know the outcome.
  public func train(
    _ leads: LabelledLeads, points: [Double]? = nil, surroundings: LeakSurroundings = .none,
    censored: CensoredLeads? = nil
  ) throws -> TrainingResult {
    var clock = PhaseClock()
    try checkSize(leads)
    settings.progress(.leakSearch)
    var findings = LeakGate(allowed: settings.allowedLeaks).findings(
      in: leads, surroundings: surroundings)
    let refused = findings.filter { $0.severity == .refused && !$0.isAllowed }
    guard refused.isEmpty else { throw TrainingError.leaks(refused) }
    let split = settings.split.rows(of: leads)
    guard !split.fit.isEmpty else { throw TrainingError.nothingToFit(rows: leads.count) }
    guard !leads.declarations.isEmpty else {
      throw TrainingError.noFeatures(dropped: leads.dropped.count)
    }
    clock.end(.encode)
    let fitting =
      try censored?.fitting(split, settings: settings)
      ?? FittingLeads(leads: leads.learningBaseRates(from: split.fit), rows: split.fit)
    let leads = leads.sharingBaseRates(of: fitting.leads)
    let linear = try ChosenModel.linear(fitting.leads, rows: fitting.rows, settings: settings)
    let dominant = try DominantColumn(over: linear, leads, split, settings: settings)
    findings.add(dominant)
    let chosen = try ChosenModel(
      fitting.leads, rows: fitting.rows, settings: dominant.settings, linear: linear)
    let fitted = chosen.fitted
    clock.end(.fit)
    settings.progress(.calibration)
    let choice = try CalibrationChoice(
      fitting.leads, fitRows: fitting.rows, chosen: chosen, settings: settings)
    settings.progress(.judging)
    let judged = try judge(fitted, choice.calibration, leads, rows: split.held)
    let optimism = optimism(chosen, leads)
    let warnings =
      leads.positiveCount == 0
      ? []
      : try DesignWarning.warnings(
        about: leads, rows: split.fit, fit: fitted.estimate.summary, threads: settings.threads)
    clock.end(.evaluate)
    let model = model(
      chosen, choice, judged, leads, fitting, censored?.treatment, findings: findings,
      warnings: warnings)
    let coefficients = CoefficientRow.rows(of: model, likelihood: fitted.estimate.likelihood)
    let contrary = try DesignWarning.contrary(
      coefficients, of: model, leads: fitting.leads, rows: fitting.rows)
    return TrainingResult(
      model: model, fit: fitted.estimate.summary, coefficients: coefficients,
      features: FeatureTest.tests(of: model, likelihood: fitted.estimate.likelihood),
      rows: leads.count, positives: leads.positiveCount,
      keptApart: leads.count - split.fit.count - split.held.count, holdout: judged,
      shapes: chosen.comparison,
      heldStraightBy: dominant.heldStraightBy, segments: fitted.segments, optimism: optimism,
      leaks: findings,
      warnings: warnings + contrary,
      dropped: leads.dropped, columnCount: leads.table.columns.count, timing: clock.timing,
      rules: try rules(judged, points), startsFromRules: settings.startsFromRules)
  }

  /// The model against the rules on the leads set apart; nil without either.
  private func rules(_ judged: HoldoutEvaluation?, _ points: [Double]?) throws -> AUCDifference? {
    guard let judged, let points else { return nil }
    return try AUCDifference(
      reference: judged.rows.map { points[$0] }, challenger: judged.logOdds,
      outcomes: judged.outcomes)
  }

  private func checkSize(_ leads: LabelledLeads) throws {
    let positives = leads.positiveCount
    let negatives = leads.count - positives
    // What is known of no lead is what the rules say: there is no too few.
    if settings.startsFromRules, leads.count > 0 { return }
    guard positives > 0, negatives > 0 else {
      throw TrainingError.oneOutcomeOnly(converted: positives > 0, rows: leads.count)
    }
    guard settings.allowsSmall || min(positives, negatives) >= TrainingSettings.floor else {
      throw TrainingError.tooFew(
        positives: positives, negatives: negatives, floor: TrainingSettings.floor)
    }
    guard settings.allowsSmall || leads.count >= TrainingSettings.leadFloor else {
      throw TrainingError.tooFewLeads(rows: leads.count, floor: TrainingSettings.leadFloor)
    }
    guard !settings.allowsSmall, let weights = leads.weights else { return }
    // A class of which one lead has nearly all the weight is a class of one lead.
    let effective = [true, false].map { outcome in
      weights.indices.filter { leads.outcomes[$0] == outcome }.map { weights[$0] }.effectiveCount
    }
    guard effective.allSatisfy({ $0 >= Double(TrainingSettings.floor) }) else {
      throw TrainingError.tooFewEffective(
        positives: effective[0], negatives: effective[1], floor: TrainingSettings.floor)
    }
  }

  /// What a fitted model makes of leads it has not seen; nil when none were set apart.
  private func judge(
    _ fitted: FittedFeatures, _ calibration: ProbabilityCalibration?, _ leads: LabelledLeads,
    rows: [Int]
  ) throws -> HoldoutEvaluation? {
    guard !rows.isEmpty else { return nil }
    let outcomes = rows.map { leads.outcomes[$0] }
    let positives = outcomes.count { $0 }
    guard positives > 0, positives < rows.count else {
      if settings.startsFromRules { return nil }
      throw TrainingError.holdoutLacksOutcome(positives: positives, rows: rows.count)
    }
    let logOdds = try fitted.logOdds(leads.table.rows(rows))
    return try HoldoutEvaluation(
      kind: settings.split.kind, rows: rows, logOdds: logOdds, outcomes: outcomes,
      calibration: calibration, keys: rows.map { leads.keys[$0] }, seed: settings.split.seed,
      progress: settings.progress)
  }

  /// What a random split would have claimed, when the holdout is the newest leads.
  private func optimism(_ chosen: ChosenModel, _ leads: LabelledLeads) -> AUC? {
    guard settings.split.kind == .newest else { return nil }
    let random = HoldoutSplit(
      kind: .random, share: settings.split.share, seed: settings.split.seed)
    let split = random.rows(of: leads)
    let leads = leads.learningBaseRates(from: split.fit)
    // A split by groups may leave no leads, or one outcome only: then there is no such claim.
    guard !split.fit.isEmpty,
      let refitted = try? FittedFeatures(
        leads.declarations, leads: leads, rows: split.fit, settings: settings.onlyLogOdds,
        form: chosen.form, pairCount: chosen.pairCount, lambda: chosen.lambda,
        segments: chosen.fitted.segments)
    else { return nil }
    let outcomes = split.held.map { leads.outcomes[$0] }
    return try? AUC(
      RankedOutcomes(scores: refitted.logOdds(leads.table.rows(split.held)), outcomes: outcomes))
  }

  private func model(
    _ chosen: ChosenModel, _ choice: CalibrationChoice, _ judged: HoldoutEvaluation?,
    _ leads: LabelledLeads, _ fitting: FittingLeads, _ treatment: CensoringTreatment?,
    findings: [LeakFinding], warnings: [DesignWarning]
  ) -> ScoringModel {
    let fitted = chosen.fitted
    let population = ScorePopulation(logOdds: fitted.fittedLogOdds)
    let tiers = settings.tiers.map {
      Tier($0, population: population, leadCount: fitting.rows.count, choice.calibration)
    }
    let record = TrainingRecord(
      rows: fitting.rows.count, positives: fitting.rows.count { fitting.leads.outcomes[$0] },
      dataFingerprint: leads.dataFingerprint, leadFingerprint: leads.leadFingerprint,
      split: settings.split,
      censored: treatment?.rawValue, rules: settings.ruleBook,
      penalty: chosen.penaltyName ?? settings.penaltyName,
      lambda: fitted.estimate.lambda,
      standardized: settings.standardizes, calibration: choice.record, holdout: judged?.metrics,
      allowedLeaks: findings.filter(\.isAllowed).map(\.column), allowedSmall: settings.allowsSmall,
      warnings: warnings.map(\.description),
      software: "leadscore " + leadscoreVersion)
    return ScoringModel(
      name: settings.name, subject: leads.subject, extractor: fitted.extractor,
      coding: fitted.coding, parameters: fitted.estimate.coefficients,
      covariance: fitted.estimate.covariance, calibration: choice.calibration,
      population: population, tiers: tiers, training: record)
  }
}

extension [Double] {
  /// How many rows of equal weight would say as much: `(Σw)² / Σw²` (Kish).
  fileprivate var effectiveCount: Double {
    let (sum, squares) = (reduce(0, +), reduce(0) { $0 + $1 * $1 })
    return squares > 0 ? sum * sum / squares : 0
  }
}

extension Tier {
  /// The tier that a rule makes of the spread of scores.
  fileprivate init(
    _ rule: TrainingSettings.TierRule, population: ScorePopulation, leadCount: Int,
    _ calibration: ProbabilityCalibration?
  ) {
    let lowest: Double? =
      switch rule.bound {
      case .topShare(let share): population.threshold(topShare: share)
      case .probability(let probability):
        calibration.map { calibration in
          // A tier that all leads reach, or none, still needs a bound that a file can hold.
          min(max(calibration.lowestLogOdds(reaching: probability), -1000), 1000)
        } ?? naturalLogarithm(probability / (1 - probability))
      case .leads(let count):
        population.threshold(topShare: min(1, Double(count) / Double(max(1, leadCount))))
      case .rest: nil
      }
    var capacity: Int?
    if case .leads(let count) = rule.bound { capacity = count }
    self.init(name: rule.name, lowestLogOdds: lowest, capacity: capacity)
  }
}

extension FittedFeatures {
  /// The log odds of any leads, through the same effects that scoring uses.
  func logOdds(_ table: Table) throws -> [Double] {
    let effects = FeatureEffects(
      extractor: extractor, coding: coding, parameters: estimate.coefficients)
    return effects.logOdds(try extractor.encode(table), rowCount: table.rowCount)
  }
}
