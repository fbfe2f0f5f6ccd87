import ArgumentParser
import FeatureExtraction
import Foundation
import LinearAlgebra
import Nightly
import Prediction
import Reporting
import ScoringModel
import Tables
import Training

/// `leadscore train`: fits, judges and stores a model.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fit a model on past leads, judge it on leads set apart, store it in the registry.",
    discussion: """
      Examples:
        leadscore train leads.csv --target Converted --id "Lead Number"
        leadscore train -c leadscore.yaml --prior rules --json -
        leadscore train -c leadscore.yaml --window 540d --challenge --json -
      """)

  @Argument(help: "A CSV file of past leads; - for standard input.")
  var data: String?

  @OptionGroup var project: ProjectArguments

  @Flag(
    name: .long,
    help: "Also fit models to fewer leads, to see whether more would help; it is in the report.")
  var learningCurve = false

  @Option(
    name: .customLong("csv"), help: "Also write the coefficients as CSV to this file.")
  var coefficients: String?

  @Option(
    name: .long,
    help:
      "For a project: also write where the rows are that max_rejects lets it leave out, and what is wrong."
  )
  var rejects: String?

  @OptionGroup var flat: FlatFileArguments
  @OptionGroup var csv: CSVOptions
  @OptionGroup var fit: FitArguments
  @OptionGroup var challenge: ChallengeArguments
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    if challenge.challenge && fit.holdout == 0 {
      throw ValidationError("--challenge needs leads to compare on: leave out --holdout 0")
    }
    try flat.refuse(with: project.config)
    try csv.refuse(with: project.config)
    try refuseProjectOptions(
      [
        "--kinds": fit.kinds != nil, "--group-by-account": fit.splits.groupByAccount != nil,
        "--prior": fit.form.prior != .none, "--rejects": rejects != nil,
      ], config: project.config)
  }

  func run() throws {
    try OutputPaths(coefficients, rejects, common.json)
      .check(inputs: inputFiles(data, project.config))
    let start = ContinuousClock.now
    let progress = common.progress
    defer { progress.clear() }
    let source = try leads(progress)
    if let rejects { try Rejects.write(source.rejectedRows, to: rejects) }
    let window = try TrainingWindow(challenge.span, of: source)
    let leads = window.leads
    let read = ContinuousClock.now - start
    var settings = try fit.settings(
      name: try source.name(fit.name), hasTime: source.leads.order != nil, group: source.group,
      flat: flat)
    settings.threads = common.threadCount
    settings.progress = { progress.show(ProgressLine($0)) }
    settings.ruleBook = source.ruleBook
    settings.allowedLeaks = Set(fit.overrides.allowLeak)
    if let tiers = source.tiers { settings.tiers = tiers }
    if source.censored?.treatment == .ipcw { settings.weighsByInverseProbability() }
    let trainer = Trainer(settings: settings)
    let result = try trainer.train(
      leads, points: window.rows(source.points), surroundings: source.surroundings,
      censored: source.censored)
    let curve = try learningCurve ? trainer.learningCurve(leads) : nil
    let report = TrainingReport(
      result: result, learningCurve: curve,
      facts: ReportFacts(
        title: "How good is \(settings.name)?", modelName: settings.name, purpose: source.purpose,
        source: source.shownName, asOf: source.asOf ?? "as exported",
        software: "leadscore \(leadscoreVersion)")
    ).html()
    let reference = try ReferencePopulation(of: result.model, trainedOn: leads)
    let registry = common.registry
    let challenger =
      try challenge.challenge
      ? Challenge(
        result.model, leads: leads, of: source, registry: registry, margin: challenge.margin) : nil
    var attachments = [
      "report.html": Array(report.utf8), ReferencePopulation.file: try reference.bytes(),
    ]
    attachments[FactorReference.file] = try FactorReference(
      of: result.model, trainedOn: leads, factors: source.factors
    ).map { try RegistryJSON.encode($0) }
    attachments[LearnedLeads.file] = try window.rows(source.identifiers).map { identifiers in
      try LearnedLeads(identifiers, pseudonyms: try registry.makingPseudonyms()).bytes()
    }
    attachments[PromotionRecord.file] = try challenger.map { try $0.record.bytes() }
    let stored = try registry.store(
      result.model, attachments: attachments, createdAt: .now,
      environment: ["openblas_core": OpenBLAS.coreName, "openblas": OpenBLAS.config])
    progress.clear()
    try common.say(
      TrainingSummary(result: result, stored: stored, source: source, style: common.style).lines)
    if let challenger {
      try common.say(
        challenger.settle(
          stored, in: registry, promotes: challenge.promote, style: common.style))
    }
    if let curve { try common.say(lines(curve)) }
    if let coefficients {
      try AtomicFile.write(CoefficientTable(result.coefficients).bytes, to: coefficients)
    }
    let total = ContinuousClock.now - start
    try common.writeJSON(
      TrainingJSON(
        result: result, stored: stored, dataWarnings: source.warnings, read: read / .seconds(1),
        total: total / .seconds(1),
        challenge: challenger?.record))
  }

  private func lines(_ curve: LearningCurve) -> [String] {
    ["Learning   AUC on the same leads set apart, by leads fitted to"]
      + curve.points.map { "           \($0.rows): \($0.auc.text)" }
  }

  private func leads(_ progress: Progress) throws -> TrainingSource {
    let source = try unsegmented(progress)
    return try fit.segment.map { try source.segmented(by: $0) } ?? source
  }

  private func unsegmented(_ progress: Progress) throws -> TrainingSource {
    if let config = project.config {
      return try TrainingSource(
        project: config, asOf: project.asOf, kinds: fit.featureKinds,
        exclude: Set(names(flat.exclude)),
        groupsByAccount: fit.splits.groupByAccount, usesPrior: fit.form.prior == .rules,
        threads: common.threadCount, progress: progress)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    // Asked for only now, so that a misspelled option is told first.
    guard let target = flat.target else { throw CommandProblem.needsTarget }
    return try TrainingSource(
      flat: data, target: target, arguments: flat, format: csv.format(),
      threads: common.threadCount,
      progress: progress)
  }
}

extension TrainingSettings {
  /// Takes standard errors that hold with weights which are no counts, where there is a choice.
  fileprivate mutating func weighsByInverseProbability() {
    weightKind = .importance
    let hasChoice = !isFirth && signs.isEmpty && [.ridge, .none].contains(penalty)
    if standardErrors == .model && hasChoice { standardErrors = .robust }
  }
}

extension FactorReference {
  /// What the factors come to for the leads that a model was trained on, those set apart left out.
  fileprivate init?(
    of model: ScoringModel, trainedOn leads: LabelledLeads, factors: FactorAssignment
  ) throws {
    let held = Set(model.training.split.rows(of: leads).held)
    // In the order of their keys, so that a sample of them does not depend on that of the file.
    let rows = leads.keys.indices.filter { !held.contains($0) }
      .sorted { leads.keys[$0] < leads.keys[$1] }
    try self.init(
      of: Predictor(model: model), leads: leads.asRead(by: model).table.rows(rows), factors: factors
    )
  }
}

extension Timestamp {
  /// The present moment; only commands ask for it, never the library.
  ///
  /// `SOURCE_DATE_EPOCH`, in seconds, takes its place where runs must be repeatable.
  static var now: Timestamp {
    let wished = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Int64.init)
    return Timestamp(seconds: wished ?? Int64(Date().timeIntervalSince1970))
  }
}
