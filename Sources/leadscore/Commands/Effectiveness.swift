import Databases
import ArgumentParser
import Evaluation
import FeatureExtraction
import Prediction
import Reporting
import ScoringModel
import Tables

/// `leadscore effectiveness`: how stored scores have done in use.
struct EffectivenessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effectiveness",
    abstract: "Say what became of the leads that were scored, by tier, score and month.",
    discussion: """
      Reads scores as they were stored, a row per lead and night with the columns lead_id, as_of, \
      score, tier and, if there is one, probability: a CSV file, or the table that score and nightly \
      write to. Nothing is scored again.

      Examples:
        leadscore effectiveness -c leadscore.yaml --scores history.csv --report effectiveness.html
        leadscore effectiveness -c leadscore.yaml --scores scores.csv --scored-at 2026-03-01 --json -
        leadscore effectiveness -c leadscore.yaml --scores sqlite:scores.db#lead_scores
      """)

  @Option(name: [.customShort("c"), .long], help: "The project file, for what became of leads.")
  var config: String

  @Option(
    name: .long,
    help: "The stored scores, a CSV file or a table such as sqlite:scores.db#lead_scores.")
  var scores: String

  @Option(
    name: .long, help: "When the scores were made, for a file of one night without as_of.")
  var scoredAt: String?

  @Option(
    name: .long, help: "Outcomes are known up to this moment. (default: the newest in the data)")
  var asOf: String?

  @Option(name: .long, help: "Also write the result as one HTML page.")
  var report: String?

  @Option(name: .long, help: "Also write the numbers month by month as CSV.")
  var csv: String?

  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try databaseAddress(scores) }

  func run() throws {
    try OutputPaths(report, csv, common.json).check(inputs: inputFiles(nil, config) + [scores])
    let project = try Project(path: config)
    let progress = common.progress
    defer { progress.clear() }
    let tables = try project.read(
      threads: common.threadCount, keeping: .none, progress: progress.show)
    let history = try history(project, progress)
    progress.show(ProgressLine(step: "comparing", extent: .unknown))
    let now = try asOf.map(Timestamp.init(argument:)) ?? tables.newest ?? Timestamp(seconds: 0)
    let unknown = Set(history.first.keys).subtracting(tables.identifiers).count
    let effectiveness = Effectiveness(
      of: history.outcomes(in: tables, asOf: now), tiers: project.tiers.map(\.name))
    progress.clear()
    let page = EffectivenessReport(
      effectiveness,
      facts: ReportFacts(
        title: "What were the scores worth?", modelName: "scores as they were stored",
        purpose: project.purpose, source: scores.fileName, asOf: now.description,
        software: "leadscore \(leadscoreVersion)"))
    try common.say(
      [common.style.bold(page.verdict), ""] + lines(effectiveness, history)
        + (unknown > 0
          ? [common.style.warning("\(unknown) scored leads are not among the project's leads")]
          : []))
    if let report {
      try AtomicFile.write(Array(page.html().utf8), to: report)
      try common.say(["Report     \(report)"])
    }
    if let csv {
      try AtomicFile.write(EffectivenessTable(effectiveness).bytes, to: csv)
      try common.say(["Table      \(csv)"])
    }
    try common.writeJSON(
      EffectivenessJSON(effectiveness, verdict: page.verdict, asOf: now, unknown: unknown))
  }

  private func history(_ project: Project, _ progress: Progress) throws -> ScoreHistory {
    ScoreHistory(
      try StoredScores(
        DatabaseReaders().open(scores).reporting(progress.show), needing: ScoreHistory.fields,
        reading: [.probability],
        identifier: project.leads.identifier.name,
        scoredAt: scoredAt.map(Timestamp.init(argument:)), threads: common.threadCount))
  }

  private func lines(_ effectiveness: Effectiveness, _ history: ScoreHistory) -> [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .left, .right, .right])
    table.add(["", "leads", "ended", "won", "win rate", "95 % interval", "predicted", "revenue"])
    for group in effectiveness.tiers + effectiveness.bands + [effectiveness.scored]
      + (effectiveness.unscored.leads > 0 ? [effectiveness.unscored] : [])
    {
      let ended = group.winRate.trials
      table.add([
        group.name.displayed(), "\(group.leads)", "\(ended)", "\(group.winRate.successes)",
        group.winRate.rate.map { ($0 * 100).fixed(1) + " %" } ?? "–",
        ended > 0
          ? "\((group.winRate.interval.lower * 100).fixed(1))–"
            + "\((group.winRate.interval.upper * 100).fixed(1)) %" : "",
        group.expected.map { $0.fixed(0) } ?? "–", group.revenue.map { $0.fixed(0) } ?? "–",
      ])
    }
    return [
      "Scores     \(history.count) stored of \(history.first.count) leads, over"
        + " \(effectiveness.months.count) months"
    ] + table.lines(indent: "  ")
  }
}

extension String {
  /// The name of the file at a path, without its folders.
  var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}

/// The months of an effectiveness as CSV, a row per month and group.
struct EffectivenessTable {
  let bytes: [UInt8]

  init(_ effectiveness: Effectiveness) {
    var writer = CSVWriter()
    writer.record([
      "month", "tier", "leads", "ended", "won", "win_rate", "win_rate_low", "win_rate_high",
      "predicted", "revenue",
    ])
    for month in effectiveness.months {
      for group in month.groups {
        writer.field(month.name)
        writer.field(group.name)
        writer.integer(group.leads)
        writer.integer(group.winRate.trials)
        writer.integer(group.winRate.successes)
        writer.plain(group.winRate.rate.map { $0.fixed(6) } ?? "")
        writer.fixed(group.winRate.interval.lower, decimals: 6)
        writer.fixed(group.winRate.interval.upper, decimals: 6)
        writer.plain(group.expected.map { $0.fixed(3) } ?? "")
        writer.plain(group.revenue.map { $0.fixed(2) } ?? "")
        writer.endRecord()
      }
    }
    bytes = writer.bytes
  }
}

/// The result of `effectiveness` for scripts.
struct EffectivenessJSON: Encodable {
  let verdict, asOf: String
  let unknownLeads: Int
  let tiers, bands: [Group]
  let scored, unscored: Group
  let months: [Month]

  struct Month: Encodable {
    let month: String
    let groups: [Group]
    let scored: Group
  }

  struct Group: Encodable {
    let name: String
    let leads, ended, won: Int
    let winRate, winRateLow, winRateHigh, conversionRate: Double?
    let predicted, revenue, revenuePerLead: Double?

    init(_ group: EffectivenessGroup) {
      name = group.name
      leads = group.leads
      ended = group.winRate.trials
      won = group.winRate.successes
      winRate = group.winRate.rate
      winRateLow = ended > 0 ? group.winRate.interval.lower : nil
      winRateHigh = ended > 0 ? group.winRate.interval.upper : nil
      conversionRate = group.conversionRate.rate
      predicted = group.expected
      revenue = group.revenue
      revenuePerLead = group.revenuePerLead
    }
  }

  init(_ effectiveness: Effectiveness, verdict: String, asOf: Timestamp, unknown: Int) {
    self.verdict = verdict
    self.asOf = asOf.description
    unknownLeads = unknown
    tiers = effectiveness.tiers.map(Group.init)
    bands = effectiveness.bands.map(Group.init)
    scored = Group(effectiveness.scored)
    unscored = Group(effectiveness.unscored)
    months = effectiveness.months.map {
      Month(month: $0.name, groups: $0.groups.map(Group.init), scored: Group($0.scored))
    }
  }
}
