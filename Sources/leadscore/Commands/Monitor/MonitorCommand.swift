import ArgumentParser
import FeatureExtraction
import Foundation
import Monitoring
import Reporting
import ScoringModel
import Tables

/// `leadscore monitor`: tonight's leads against those of training, and old scores against outcomes.
struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Say whether tonight's leads, their scores and what became of earlier ones are well.",
    discussion: """
      Holds every column that the model reads and its scores against the leads of training and,
      with --history, against the run before; with --scores also stored scores against outcomes.
      An alarm is said at once, a warning when it comes back within three runs. Ends with 1 when
      the verdict reaches --fail-on.

      Examples:
        leadscore monitor new.csv --model leads --history monitor.jsonl --report monitor.html
        leadscore monitor -c leadscore.yaml --model demo --as-of 2026-07-01 --scores scores.csv
      """)

  /// From which verdict on the run ends with 1.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case warn, alarm, never

    /// Whether a verdict is bad enough.
    func includes(_ verdict: Verdict) -> Bool {
      switch self {
      case .warn: verdict >= .warn
      case .alarm: verdict >= .alarm
      case .never: false
      }
    }
  }

  @Argument(help: "A CSV file of tonight's leads; - for standard input.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project file instead of a flat file.")
  var config: String?

  @Option(name: .long, help: "The model: NAME, NAME@VERSION or NAME@champion.")
  var model: String

  @Option(
    name: .long,
    help:
      "The moment of the night. (default: now for a file, the newest moment in a project's data)")
  var asOf: String?

  @Option(
    name: .long,
    help: "The file of earlier nights, one JSON object per line; tonight is added to it.")
  var history: String?

  @Option(
    name: .long,
    help:
      "For a project: stored scores, a CSV file or a table such as sqlite:scores.db#lead_scores, with lead_id, as_of, probability and, where there are rules, points."
  )
  var scores: String?

  @Option(
    name: .long,
    help:
      "A CSV file of what is known and need not be said: subject, check (may be empty), until, reason. (default: \"silences\" of the project)"
  )
  var silences: String?

  @Option(name: .long, help: "Also write the night and its history as one HTML page.")
  var report: String?

  @Option(name: .customLong("csv"), help: "Also write every check of the night as CSV.")
  var table: String?

  @Option(name: .long, help: "From which verdict on to end with 1: warn, alarm or never.")
  var failOn: FailOn = .alarm

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: config)
    try refuseProjectOptions(["--scores": scores != nil], config: config)
    _ = try scores.map(databaseAddress)
    try csv.refuse(with: config)
  }

  func run() throws {
    try OutputPaths(report, table, history, common.json).check(
      inputs: inputFiles(data, config) + [scores, silences].compactMap { $0 })
    let progress = common.progress
    defer { progress.clear() }
    let registry = common.registry
    let stored = try registry.load(model)
    let reference: ReferencePopulation? = try registry.attachment(
      ReferencePopulation.file, of: stored)
    let source = try MonitoredLeads(
      data: data, config: config, asOf: asOf, scores: scores, model: stored.model,
      format: try csv.format(), threads: common.threadCount, progress: progress)
    progress.show(ProgressLine(step: "checking", extent: .unknown))
    let nights = try history.map(MonitorHistory.init(path:)) ?? MonitorHistory([])
    let performance = source.cohort.map { PerformanceChecks($0, model: stored.model).findings }
    let known = try (silences ?? source.silences).map([Silence].init(path:)) ?? []
    let found = Monitor(stored, reference: reference, silences: known)
      .report(source.night, history: nights, performance: performance ?? [])
    let after = nights.adding(found.record)
    if let history { try after.write(to: history) }
    if let report {
      try AtomicFile.write(Array(page(found, after, stored, source).utf8), to: report)
    }
    if let table { try AtomicFile.write(MonitoringTable(found).bytes, to: table) }
    progress.clear()
    common.warn(source.warnings)
    try common.say(
      MonitoringSummary(report: found, stored: stored, style: common.style, cohort: source.cohort)
        .lines
        + source.fairness.flatMap {
          FairnessText($0.column, $0.groups, selected: "who is in the first tier tonight").lines
        })
    try common.writeJSON(
      MonitoringJSON(
        report: found, stored: stored, cohort: source.cohort, fairness: source.fairness,
        warnings: source.warnings))
    if failOn.includes(found.verdict) { throw ExitCode(1) }
  }

  private func page(
    _ found: MonitoringReport, _ history: MonitorHistory, _ stored: ModelRegistry.StoredModel,
    _ source: MonitoredLeads
  ) -> String {
    MonitoringPage(
      found, history: history, cohort: source.cohort,
      facts: ReportFacts(
        title: "Is \(stored.model.name) well?",
        modelName: "\(stored.model.name) version \(stored.version)", purpose: source.purpose,
        source: source.shownName, asOf: found.asOf.description,
        software: "leadscore \(leadscoreVersion)")
    ).html()
  }
}
