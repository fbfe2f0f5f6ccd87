import ArgumentParser
import Evaluation
import FeatureExtraction
import Prediction
import RuleLearning
import RuleScoring
import ScoringModel
import Tables
import Training

/// `leadscore rules scorecard`: optimal bins with their evidence, and points for them.
struct RulesScorecard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard",
    abstract:
      "Cut every column into the bins that tell most, with weight of evidence, information value"
      + " and points.",
    discussion: """
      The bins are learned from the leads that the model learned from, and judged beside it on those \
      that it has not seen. Weight of evidence is the log of how much the odds of a bin exceed those \
      of all leads: above 0 it converts more often.

      Examples:
        leadscore rules scorecard -c leadscore.yaml --model leads --out scorecard.yaml
        leadscore rules scorecard leads.csv --model leads --trend ascending --special "pdays=-1" --csv bins.csv
      """)

  @Argument(help: "The CSV file the model was trained on.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "The project the model was trained on.")
  var config: String?

  @Option(name: .long, help: "The model whose columns are cut, NAME or NAME@VERSION.")
  var model: String

  @Option(name: .long, help: "Where the points table goes; - for standard output.")
  var out = "scorecard.yaml"

  @Option(name: .customLong("csv"), help: "Also write every bin with its evidence as CSV.")
  var table: String?

  @Option(name: .long, help: "The points that double the odds of converting.")
  var pdo = 20.0

  @Option(name: .long, help: "The most bins of a column, missing values and codes apart.")
  var maxBins = 8

  @Option(name: .long, help: "The smallest share of leads in a bin, such as 5%.")
  var minShare = "5%"

  @Option(
    name: .long,
    help:
      "How the rate must run over the bins of a number: ascending, descending, peak, valley or free. (default: the best but free)"
  )
  var trend: BinTrend?

  @Option(
    name: .long, parsing: .singleValue,
    help: "A number that is a code and no quantity, as COLUMN=NUMBER; repeat for more.")
  var special: [String] = []

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (data == nil) != (config == nil) else {
      throw ValidationError("give either a CSV file or a project with -c")
    }
    guard pdo >= 1, pdo <= 1000 else {
      throw ValidationError("--pdo takes a number from 1 to 1000")
    }
    guard 2...20 ~= maxBins else { throw ValidationError("--max-bins takes a number from 2 to 20") }
    guard share(minShare) != nil else {
      throw ValidationError("--min-share takes a share such as 5% or 0.05")
    }
    if special.contains(where: { code($0) == nil }) {
      throw ValidationError("--special takes COLUMN=NUMBER, such as pdays=-1")
    }
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
    try csv.refuse(with: config)
  }

  private func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return nil }
    let share = isPercent ? number / 100 : number
    return (0...0.5).contains(share) ? share : nil
  }

  private func code(_ text: String) -> (column: String, number: Double)? {
    guard let sign = text.lastIndex(of: "="), sign > text.startIndex,
      let number = Double(text[text.index(after: sign)...]), number.isFinite
    else { return nil }
    return (String(text[..<sign]), number)
  }

  func run() throws {
    try OutputPaths(out, table, common.json).check(inputs: inputFiles(data, config))
    let stored = try common.registry.load(model)
    let title = "\(stored.model.name) version \(stored.version)"
    let progress = common.progress
    defer { progress.clear() }
    let leads = try leads(stored.model, progress)
    progress.clear()
    var specials: [String: [Double]] = [:]
    for (column, number) in special.compactMap(code) {
      guard stored.model.extractor.columnNames.contains(column) else {
        throw CommandProblem.incompatible(
          "--special: the model reads no column \"\(column.displayed())\"")
      }
      specials[column, default: []].append(number)
    }
    let learned = leads.learningRows.isEmpty ? Array(0..<leads.labelled.count) : leads.learningRows
    let outcomes = learned.map { leads.labelled.outcomes[$0] }
    let rules = try BinningRules(
      trend: trend, maximumBins: maxBins, minimumShare: share(minShare) ?? 0.05)
    let scorecard = try BinnedScorecard(
      name: "\(stored.model.name) scorecard",
      BinnedScorecard.characteristics(
        of: stored.model, in: leads.labelled.table.rows(learned), outcomes: outcomes,
        specials: specials, rules: rules), outcomes: outcomes, pointsToDoubleOdds: pdo,
      tiers: stored.model.tiers.map { ($0.name, $0.lowestLogOdds) }, threads: common.threadCount)
    let points = try scorecard.book.score(leads.snapshot).totals
    let judged = try AUCDifference(
      reference: Predictor(model: stored.model).logOdds(leads.features), challenger: points,
      outcomes: leads.outcomes)
    let summary = ScorecardSummary(
      scorecard: scorecard, title: title, learned: learned.count, judged: judged,
      judgedCount: points.count, style: common.style)
    let output = try AtomicFile(path: out)
    try output.write(Array(scorecard.book.yaml(comments: summary.comments).utf8))
    try output.commit()
    if out != "-" { try common.say(summary.lines + ["", "Wrote \(out)"]) }
    if let table {
      try AtomicFile.write(ScorecardTable(scorecard).bytes, to: table)
      if out != "-" { try common.say(["Table \(table)"]) }
    }
    try common.writeJSON(
      ScorecardJSON(scorecard, model: stored, learned: learned.count, judged: judged, out: out))
  }

  private func leads(_ model: ScoringModel, _ progress: Progress) throws -> ComparisonLeads {
    // What the leads are compared by is not known before they are read: the model's own points.
    let book = try PointsTable(of: model).book
    if let config {
      return try ComparisonLeads(
        project: config, book: book, asOf: nil, model: model, usesAll: false,
        threads: common.threadCount, progress: progress)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    return try ComparisonLeads(
      flat: data, book: book, model: model, usesAll: false, format: csv.format(),
      threads: common.threadCount, progress: progress)
  }
}
