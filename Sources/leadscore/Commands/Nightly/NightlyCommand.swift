import ArgumentParser
import FeatureExtraction
import Foundation
import Monitoring
import Nightly
import Prediction
import Reporting
import ScoringModel
import Tables

/// `leadscore nightly`: one night's work, all of it or nothing.
struct NightlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: "Check, score, judge and write back the leads of a project, all of it or nothing.",
    discussion: """
      Running it again as of the same moment completes a run that was cut short, and changes
      nothing after one that was complete. Scores that look broken are held back (exit code 65).

      Examples:
        leadscore nightly -c leadscore.yaml --as-of 2026-07-01
        leadscore nightly -c leadscore.yaml --print systemd
      """)

  /// What prints itself instead of running.
  enum Schedule: String, CaseIterable, ExpressibleByArgument {
    case systemd, cron, airflow
  }

  /// How the log on standard error is written.
  enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(name: [.customShort("c"), .long], help: "The project file.")
  var config = "leadscore.yaml"

  @Option(name: .long, help: "The moment of the run; everything in it is as of then.")
  var asOf: String?

  @Option(
    name: .long,
    help: "The model: NAME or NAME@VERSION. (default: named after the project's folder)")
  var model: String?

  @Option(name: .long, help: "Where runs leave their manifest, tiers and list of skipped leads.")
  var runs = "runs"

  @Option(name: .long, help: "How many reasons a lead gets.")
  var reasons = 5

  @Option(name: .long, help: "How many of them may speak against it.")
  var reasonsNegative = 2

  @Flag(name: .long, help: "Write the scores even if they look broken; the manifest says so.")
  var force = false

  @Option(name: .long, help: "Also write metrics for the textfile collector of Prometheus here.")
  var metrics: String?

  @Option(name: .long, help: "The log on standard error: text or json, one object per line.")
  var logFormat: LogFormat = .text

  @Option(
    name: .long, help: "From which verdict of the monitor on to end with 1: warn, alarm or never.")
  var failOn: MonitorCommand.FailOn = .alarm

  @Option(
    name: .customLong("print"),
    help: "Print what runs this project every night, and do nothing: systemd, cron or airflow.")
  var schedule: Schedule?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard schedule != nil || asOf != nil else {
      throw ValidationError("--as-of is missing: as of which moment is this night's run?")
    }
    guard (0...50).contains(reasons), reasonsNegative >= 0 else {
      throw ValidationError("--reasons takes a number from 0 to 50, --reasons-negative at least 0")
    }
  }

  func run() throws {
    if let schedule {
      let text = ScheduleText(
        project: config, model: try modelName, models: common.models, runs: runs)
      return try Output.line(text.lines(schedule).joined(separator: "\n"))
    }
    try OutputPaths(common.json, metrics).check(inputs: inputFiles(nil, config))
    var options = ScoreOptions()
    options.reasonCount = reasons
    options.negativeReasonCount = reasonsNegative
    options.threads = common.threadCount
    let log = RunLog(format: logFormat, isQuiet: common.quiet)
    let moment = try Timestamp(argument: asOf ?? "")
    let metricsFile = metrics.map { RunMetrics(path: $0) }
    do {
      let registry = common.registry
      let stored = try registry.load(try modelName)
      var settings = NightSettings(
        projectPath: config, asOf: moment, model: stored, runs: RunFolder(path: runs),
        options: options, isForced: force)
      settings.reference = try registry.attachment(ReferencePopulation.file, of: stored)
      settings.pseudonyms = try registry.pseudonyms()
      let report = try run(settings, log)
      let page = settings.runs.folder(asOf: moment) + "/monitor.html"
      // Nights that came later do not change the page of this one.
      let nights = try MonitorHistory(path: settings.runs.monitorHistory).nights.filter { night in
        night.moment.map { $0 <= moment } ?? false
      }
      try AtomicFile.write(Array(self.page(report, stored, nights).utf8), to: page)
      log.warn(report.manifest.warnings ?? [])
      try common.say(NightSummary(report, page: page).lines)
      try metricsFile?.write(report)
      try common.writeJSON(NightJSON(report))
      if failOn.includes(report.monitoring.verdict) { throw ExitCode(1) }
    } catch let alarms as ExitCode {
      throw alarms
    } catch {
      log.failure(error)
      try metricsFile?.writeFailure()
      throw error
    }
  }

  /// Runs the night; one that is held back leaves a page that says why.
  private func run(_ settings: NightSettings, _ log: RunLog) throws -> NightReport {
    let page = settings.runs.folder(asOf: settings.asOf) + "/held.html"
    do {
      let report = try NightRun(settings) { event in log.tell(event) }.run()
      try? FileManager.default.removeItem(atPath: page)
      return report
    } catch let held as HeldNight {
      let html = held.page(model: settings.model.model.name, config: config)
      try AtomicFile.write(Array(html.utf8), to: page)
      if logFormat == .text { Output.error("why, and what to do: \(page.displayed(limit: 4096))") }
      throw held
    }
  }

  private func page(
    _ report: NightReport, _ stored: ModelRegistry.StoredModel, _ nights: [NightRecord]
  ) -> String {
    MonitoringPage(
      report.monitoring, history: MonitorHistory(nights), cohort: report.cohort,
      facts: ReportFacts(
        title: "Is \(stored.model.name) well?",
        modelName: "\(stored.model.name) version \(stored.version)",
        purpose: report.manifest.purpose,
        source: config.split(separator: "/").suffix(2)
          .joined(separator: "/"),
        asOf: report.manifest.asOf, software: "leadscore \(leadscoreVersion)")
    ).html()
  }

  /// The model that was asked for, or the one that is named after the project's folder.
  private var modelName: String {
    get throws {
      if let model { return model }
      let folder = URL(filePath: config).standardizedFileURL.deletingLastPathComponent()
      return ModelRegistry.name(from: folder.lastPathComponent)
    }
  }
}
