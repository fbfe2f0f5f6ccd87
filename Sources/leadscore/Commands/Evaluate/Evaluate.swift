import ArgumentParser
import FeatureExtraction
import Reporting
import RuleScoring
import ScoringModel
import Tables
import Training

/// `leadscore evaluate`: a rolling-origin backtest.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Backtest: at moments of the past train on what was known, score what came next, see how it ended.",
    discussion: """
      Examples:
        leadscore evaluate -c leadscore.yaml --by source --report backtest.html
        leadscore evaluate leads.csv --target Converted --time Created --origins 4 --period 30d
      """)

  @Argument(help: "A CSV file of past leads in time; - for standard input.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project file instead of a flat file.")
  var config: String?

  @Option(name: .long, help: "At how many moments to train.")
  var origins = BacktestPlan.usualOrigins

  @Option(
    name: .long,
    help:
      "How long the period after each is, for instance 30d. (default: the time after a quarter of the leads is known, divided by --origins)"
  )
  var period: String?

  @Option(name: .long, help: "Columns whose values are judged apart, separated by commas.")
  var by: String?

  @Flag(
    name: .long, help: "Also fit each kind of data alone, and all but each: what each kind adds.")
  var kinds = false

  @Flag(
    name: .long, help: "Leave out the random split and the learning curve: a third of the time.")
  var headlineOnly = false

  @Option(name: .long, help: "The points table to compare with. (default: the project's rules)")
  var rules: String?

  @Option(name: .long, help: "What a fit starts from: none, or rules (see train --help).")
  var prior = Prior.none

  @Option(name: .long, help: "Also write the backtest as one HTML page.")
  var report: String?

  @Option(name: .customLong("csv"), help: "Also write every row of the backtest as CSV.")
  var table: String?

  @Option(
    name: .long,
    help: "Shapes of numbers: none (a straight line), bins or smooth. (default: what pays)")
  var nonlinear: Nonlinear?

  @Option(name: .long, help: "The most pairs of features that may act together, or none.")
  var interactions: Interactions?

  @Option(name: .long, help: "The seed of random splits and of cross-validation.")
  var seed: UInt64 = 1

  @Option(
    name: .long, parsing: .singleValue,
    help: "Keep a column although it seems to know the outcome; repeat for more.")
  var allowLeak: [String] = []

  @Flag(name: .long, help: "Train although there are fewer than 40 conversions or other leads.")
  var allowSmall = false

  @Flag(
    inversion: .prefixedNo,
    help:
      "For a project: leads of one account stay on one side of every origin. (default: as the project says, else yes)"
  )
  var groupByAccount: Bool?

  @Option(name: .long, help: "For a project: nothing after this moment is known.")
  var asOf: String?

  @OptionGroup var flat: FlatFileArguments
  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: config)
    guard 1...100 ~= origins else {
      throw ValidationError("--origins takes a number from 1 to 100")
    }
    if let period, TimeSpan(period) == nil, Int(period).map({ $0 < 1 }) ?? true {
      throw ValidationError(
        "--period takes a span such as 30d, not \"\(period.displayed())\"")
    }
    if nonlinear == Nonlinear.none, interactions.map({ $0 != .atMost(0) }) ?? false {
      throw ValidationError("--interactions needs shapes: leave out --nonlinear none")
    }
    try flat.refuse(with: config)
    try csv.refuse(with: config)
    try refuseProjectOptions(
      [
        "--as-of": asOf != nil, "--group-by-account": groupByAccount != nil,
        "--rules": rules != nil,
        "--prior": prior != .none,
      ], config: config)
  }

  func run() throws {
    try OutputPaths(report, table, common.json).check(
      inputs: inputFiles(data, config) + [rules].compactMap { $0 })
    let progress = common.progress
    defer { progress.clear() }
    let source = try source(progress)
    let span = try span(for: source.history.clock)
    let plan = try BacktestPlan(
      source.history, origins: origins, period: span,
      floor: allowSmall ? 5 : TrainingSettings.floor)
    var scope = Backtest.Scope()
    scope.optimism = !headlineOnly
    scope.learning = !headlineOnly
    scope.kinds = kinds
    scope.columns = names(by)
    progress.show(ProgressLine(TrainingProgress.leakSearch))
    let backtest = try Backtest(
      source.history, plan: plan, settings: settings(source), scope: scope
    ) { done, total in
      progress.show(
        ProgressLine(step: "fitting", extent: .count(done, of: total, unit: "fits")))
    }
    progress.clear()
    try common.say(
      BacktestSummary(
        backtest: backtest, leads: source.history.leads, source: source.shownName,
        exclusions: source.exclusions, style: common.style
      ).lines)
    if let report {
      let page = BacktestReport(
        backtest: backtest,
        facts: ReportFacts(
          title: "Would it have worked?", modelName: source.name, purpose: source.purpose,
          source: source.shownName, asOf: source.asOf ?? "as exported",
          software: "leadscore \(leadscoreVersion)")
      ).html()
      try AtomicFile.write(Array(page.utf8), to: report)
      try common.say(["Report     \(report)"])
    }
    if let table {
      try AtomicFile.write(BacktestTable(backtest).bytes, to: table)
      try common.say(["Table      \(table)"])
    }
    try common.writeJSON(BacktestJSON(backtest))
  }

  private func settings(_ source: BacktestSource) -> TrainingSettings {
    var settings = TrainingSettings(
      name: source.name,
      split: HoldoutSplit(
        kind: .newest, share: 0.2, seed: seed, group: source.group))
    settings.nonlinear = nonlinear
    if case .atMost(let count)? = interactions { settings.interactions = count }
    settings.allowedLeaks = Set(allowLeak)
    settings.allowsSmall = allowSmall || prior == .rules
    settings.startsFromRules = prior == .rules
    settings.threads = common.threadCount
    return settings
  }

  private func source(_ progress: Progress) throws -> BacktestSource {
    if let config {
      return try BacktestSource(
        project: config, rules: rules, asOf: asOf, exclude: Set(names(flat.exclude)),
        usesPrior: prior == .rules, groupsByAccount: groupByAccount, threads: common.threadCount,
        progress: progress)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    guard let target = flat.target else { throw CommandProblem.needsTarget }
    return try BacktestSource(
      flat: data, target: target, arguments: flat, format: csv.format(),
      threads: common.threadCount,
      progress: progress)
  }

  /// The period as a span of time, or as so many rows where the leads have an order only.
  private func span(for clock: BacktestHistory.Clock) throws -> TimeSpan? {
    guard let period else { return nil }
    switch clock {
    case .calendar:
      guard let span = TimeSpan(period) else {
        throw ValidationError("--period takes a span such as 30d, not \"\(period.displayed())\"")
      }
      return span
    case .order:
      guard let rows = Int64(period) else {
        throw ValidationError("--period takes a number of rows here: the leads have an order only")
      }
      return TimeSpan(microseconds: rows)
    }
  }
}

/// What a fit starts from.
enum Prior: String, CaseIterable, ExpressibleByArgument {
  /// No effect of anything.
  case none
  /// The ranking of the points table.
  case rules
}
