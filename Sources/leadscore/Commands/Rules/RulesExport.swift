import ArgumentParser
import Evaluation
import FeatureExtraction
import Prediction
import RuleLearning
import RuleScoring
import ScoringModel
import Tables

/// `leadscore rules export`: a model as a points table.
struct RulesExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a trained model as a points table of whole numbers that the rule engine runs.",
    discussion: """
      Examples:
        leadscore rules export --model leads --out model-rules.yaml
        leadscore rules export -c leadscore.yaml --model leads --pdo 10 --out model-rules.yaml
      """)

  @Argument(
    help: "The CSV file the model was trained on: measure the points on its held-out leads.")
  var data: String?

  @Option(
    name: [.customShort("c"), .long],
    help: "The project the model was trained on: events become rules, and held-out leads a check.")
  var config: String?

  @Option(name: .long, help: "The model: NAME for its latest version, or NAME@VERSION.")
  var model: String

  @Option(name: .long, help: "Where the table goes; - for standard output.")
  var out = "model-rules.yaml"

  @Option(name: .long, help: "The points that double the odds of converting.")
  var pdo = 20.0

  @Flag(name: .long, help: "Measure on all leads given, because the model has seen none of them.")
  var all = false

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try refuseTwoSources(data, config: config)
    guard pdo >= 1, pdo <= 1000 else {
      throw ValidationError("--pdo takes a number from 1 to 1000")
    }
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
    try csv.refuse(with: config)
  }

  private struct Summary: Encodable {
    let model: String
    let version, groups, rules: Int
    let pointsToDoubleOdds, logOddsAtZero, roundingBound: Double
    let featureColumns: [String]
    let leads: Int?
    let rankCorrelation, largestError: Double?
    let out: String
  }

  func run() throws {
    try OutputPaths(out, common.json).check(inputs: inputFiles(data, config))
    let stored = try common.registry.load(model)
    let table = try PointsTable(
      of: stored.model, pointsToDoubleOdds: pdo, project: try config.map(Project.init(path:)))
    let title = "\(stored.model.name) version \(stored.version)"
    let text = table.yaml(model: title)
    let progress = common.progress
    defer { progress.clear() }
    let held = try leads(stored.model, table.book, progress)
    progress.clear()
    let check = try held.map { try measure(table, stored.model, $0) }
    let output = try AtomicFile(path: out)
    try output.write(Array(text.utf8))
    try output.commit()
    let rules = table.book.groups.reduce(0) { $0 + $1.rules.count }
    if out != "-" {
      try common.say(
        [
          "\(title) as points: \(table.book.groups.count) groups, \(rules) rules;"
            + " \(pdo.shortText) points double the odds",
          "Rounding moves no lead by more than \(table.roundingBound.fixed(1)) points",
        ]
          + (check.map { check in
            [
              "On \(check.leads) leads the model has not seen: rank correlation"
                + " \(check.correlation.map { $0.fixed(4) } ?? "–") with the model,"
                + " largest rounding \(check.error.fixed(1)) points"
            ]
          } ?? [])
          + (table.featureColumns.isEmpty
            ? []
            : [
              "Read as features of the project, since no rule about events says the same: "
                + table.featureColumns.map { $0.displayed(limit: 60) }.joined(separator: "; ")
            ]) + ["Wrote \(out)"])
    }
    try common.writeJSON(
      Summary(
        model: stored.model.name, version: stored.version, groups: table.book.groups.count,
        rules: rules, pointsToDoubleOdds: pdo, logOddsAtZero: table.logOddsAtZero,
        roundingBound: table.roundingBound, featureColumns: table.featureColumns,
        leads: check?.leads, rankCorrelation: check?.correlation, largestError: check?.error,
        out: out))
  }

  private func leads(_ model: ScoringModel, _ book: RuleBook, _ progress: Progress) throws
    -> ComparisonLeads?
  {
    if let config {
      return try ComparisonLeads(
        project: config, book: book, asOf: nil, model: model, usesAll: all,
        threads: common.threadCount, progress: progress)
    }
    guard let data else { return nil }
    return try ComparisonLeads(
      flat: data, book: book, model: model, usesAll: all, format: csv.format(),
      threads: common.threadCount, progress: progress)
  }

  private func measure(
    _ table: PointsTable, _ model: ScoringModel, _ leads: ComparisonLeads
  ) throws -> (leads: Int, correlation: Double?, error: Double) {
    let points = try leads.book.score(leads.snapshot).totals
    let logOdds = try Predictor(model: model).logOdds(leads.features)
    let errors = zip(points, logOdds).map { ($0 - table.exactPoints(logOdds: $1)).magnitude }
    return (
      points.count, RankCorrelation.spearman(points, logOdds), errors.reduce(0, max)
    )
  }
}
