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

  @OptionGroup var project: ProjectArguments

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

  @Option(
    name: .long,
    help:
      "Columns of groups that are to fare alike: how often each is called, what the model expects of it and what came. (default: the project's)"
  )
  var fairness: String?

  @Flag(
    name: .long, help: "Also fit each kind of data alone, and all but each: what each kind adds.")
  var kinds = false

  @Flag(
    name: .long, help: "Leave out the random split and the learning curve: a third of the time.")
  var headlineOnly = false

  @Option(name: .long, help: "The points table to compare with. (default: the project's rules)")
  var rules: String?

  @Option(name: .long, help: "Also write the backtest as one HTML page.")
  var report: String?

  @Option(name: .customLong("csv"), help: "Also write every row of the backtest as CSV.")
  var table: String?

  @OptionGroup var form: FormArguments
  @OptionGroup var splits: SplitArguments
  @OptionGroup var overrides: OverrideArguments
  @OptionGroup var flat: FlatFileArguments
  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    guard 1...100 ~= origins else {
      throw ValidationError("--origins takes a number from 1 to 100")
    }
    if let period, TimeSpan(period) == nil, Int(period).map({ $0 < 1 }) ?? true {
      throw ValidationError(
        "--period takes a span such as 30d, not \"\(period.displayed())\"")
    }
    try flat.refuse(with: project.config)
    try csv.refuse(with: project.config)
    try refuseProjectOptions(
      [
        "--group-by-account": splits.groupByAccount != nil, "--rules": rules != nil,
        "--prior": form.prior != .none,
      ], config: project.config)
  }

  func run() throws {
    try OutputPaths(report, table, common.json).check(
      inputs: inputFiles(data, project.config) + [rules].compactMap { $0 })
    let progress = common.progress
    defer { progress.clear() }
    let source = try source(progress)
    let span = try span(for: source.history.clock)
    let plan = try BacktestPlan(
      source.history, origins: origins, period: span,
      floor: overrides.allowSmall ? 5 : TrainingSettings.floor)
    var scope = Backtest.Scope()
    scope.optimism = !headlineOnly
    scope.learning = !headlineOnly
    scope.kinds = kinds
    scope.columns = names(by)
    scope.fairness = fairness.map { names($0) } ?? source.fairness
    progress.show(ProgressLine(TrainingProgress.leakSearch))
    let backtest = try Backtest(
      source.history, plan: plan, settings: settings(source), scope: scope
    ) { done, total in
      progress.show(
        ProgressLine(step: "fitting", extent: .count(done, of: total, unit: "fits")))
    }
    progress.clear()
    common.warn(source.warnings)
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
    try common.writeJSON(BacktestJSON(backtest, warnings: source.warnings))
  }

  private func settings(_ source: BacktestSource) -> TrainingSettings {
    var settings = TrainingSettings(
      name: source.name,
      split: HoldoutSplit(
        kind: .newest, share: 0.2, seed: splits.seed, group: source.group))
    settings.nonlinear = form.nonlinear
    settings.interactions = form.pairCount
    settings.allowedLeaks = Set(overrides.allowLeak)
    settings.allowsSmall = overrides.allowSmall || form.prior == .rules
    settings.startsFromRules = form.prior == .rules
    settings.threads = common.threadCount
    return settings
  }

  private func source(_ progress: Progress) throws -> BacktestSource {
    if let config = project.config {
      return try BacktestSource(
        project: config, rules: rules, asOf: project.asOf, exclude: Set(names(flat.exclude)),
        usesPrior: form.prior == .rules, groupsByAccount: splits.groupByAccount,
        threads: common.threadCount,
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
