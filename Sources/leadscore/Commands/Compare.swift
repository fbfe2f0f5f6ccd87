import ArgumentParser
import Evaluation
import Prediction
import Reporting
import RuleScoring
import ScoringModel
import Tables
import Training

/// `leadscore compare`: rules against model on the same held-out leads.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Rank the same held-out leads by the rules and by the model, and say which does better.",
    discussion: """
      Examples:
        leadscore compare leads.csv --model leads --rules rules.yaml --capacity 200
        leadscore compare -c leadscore.yaml --model leads --report compare.html
      """)

  @Argument(help: "The CSV file that the model was trained on, or new labelled leads with --all.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project file instead of a flat file.")
  var config: String?

  @Option(name: .long, help: "The model: NAME for its latest version, or NAME@VERSION.")
  var model: String

  @Option(name: .long, help: "The points table. (default for a project: its rules)")
  var rules: String?

  @Option(name: .long, help: "How many leads can be called. (default: a tenth of them)")
  var capacity: Int?

  @Flag(name: .long, help: "Compare on all leads given, because the model has seen none of them.")
  var all = false

  @Option(name: .long, help: "Also write the comparison as one HTML page.")
  var report: String?

  @Option(
    name: .customLong("csv"), help: "Also write the numbers at every number of calls as CSV.")
  var table: String?

  @Option(
    name: .long,
    help:
      "For a project: nothing after this moment is known. (default: the newest moment in the data)")
  var asOf: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (data == nil) != (config == nil) else {
      throw ValidationError("give either a CSV file or a project with -c")
    }
    if data != nil && rules == nil { throw ValidationError("--rules is missing: the points table") }
    if let capacity, capacity < 1 {
      throw ValidationError("--capacity takes a number of at least 1")
    }
    try refuseProjectOptions(["--as-of": asOf != nil], config: config)
    try csv.refuse(with: config)
  }

  func run() throws {
    try OutputPaths(report, table, common.json).check(
      inputs: inputFiles(data, config) + [rules].compactMap { $0 })
    let stored = try common.registry.load(model)
    let leads = try self.leads(stored.model)
    let points = try leads.book.score(leads.snapshot)
    let logOdds = try Predictor(model: stored.model).logOdds(leads.features)
    let comparison = try RankingComparison(
      reference: points.totals, challenger: logOdds, outcomes: leads.outcomes, keys: leads.keys,
      capacity: min(capacity ?? max(1, leads.outcomes.count / 10), leads.outcomes.count))
    let verdict = ComparisonVerdict(comparison, reference: "the rules", challenger: "the model")
    let curves = try [points.totals, logOdds].map {
      try RankedOutcomes(scores: $0, outcomes: leads.outcomes)
    }
    try common.say(
      leads.warnings.map(common.style.warning)
        + ComparisonSummary(
          comparison: comparison, verdict: verdict, book: leads.book.name, stored: stored,
          leads: leads.shownName,
          gains: (try curves[0].twentieths(), try curves[1].twentieths()), style: common.style
        ).lines)
    if let report {
      let page = try page(comparison, verdict, stored, leads, points.totals, logOdds)
      try AtomicFile.write(Array(page.utf8), to: report)
      try common.say(["Report     \(report)"])
    }
    if let table {
      try AtomicFile.write(ComparisonTable(comparison).bytes, to: table)
      try common.say(["Table      \(table)"])
    }
    try common.writeJSON(
      ComparisonJSON(
        comparison: comparison, verdict: verdict.description, model: stored.model.name,
        version: stored.version, rules: leads.book.name))
  }

  private func leads(_ model: ScoringModel) throws -> ComparisonLeads {
    if let config {
      return try ComparisonLeads(
        project: config, rules: rules, asOf: asOf, model: model, usesAll: all,
        threads: common.threadCount)
    }
    guard let data, let rules else { throw CommandProblem.needsProjectOrFile }
    return try ComparisonLeads(
      flat: data, rules: rules, model: model, usesAll: all, format: csv.format(),
      threads: common.threadCount)
  }

  private func page(
    _ comparison: RankingComparison, _ verdict: ComparisonVerdict,
    _ stored: ModelRegistry.StoredModel, _ leads: ComparisonLeads, _ points: [Double],
    _ logOdds: [Double]
  ) throws -> String {
    ComparisonReport(
      comparison,
      of: GainsCurve(
        name: "the model",
        points: try RankedOutcomes(scores: logOdds, outcomes: leads.outcomes).gainsCurve()),
      with: GainsCurve(
        name: "the rules",
        points: try RankedOutcomes(scores: points, outcomes: leads.outcomes).gainsCurve()),
      ruleBook: leads.book.name, verdict: verdict.description,
      facts: ReportFacts(
        title: "Rules against model", modelName: "\(stored.model.name) version \(stored.version)",
        purpose: leads.purpose, source: leads.shownName, asOf: leads.asOf ?? "as exported",
        software: "leadscore \(leadscoreVersion)")
    ).html()
  }
}
