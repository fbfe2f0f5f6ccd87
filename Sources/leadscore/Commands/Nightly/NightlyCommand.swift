import ArgumentParser
import FeatureExtraction
import Foundation
import Nightly
import Prediction
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
      let run = try NightRun(
        NightSettings(
          projectPath: config, asOf: moment, model: try common.registry.load(try modelName),
          runs: RunFolder(path: runs), options: options, isForced: force)
      ) { event in log.tell(event) }
      let report = try run.run()
      try common.say(NightSummary(report).lines)
      try metricsFile?.write(report)
      try common.writeJSON(NightJSON(report))
    } catch {
      log.failure(error)
      try metricsFile?.writeFailure()
      throw error
    }
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
