import ArgumentParser
import Evaluation
import FeatureExtraction
import Foundation
import Prediction
import Reporting
import RuleLearning
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
        leadscore compare -c leadscore.yaml --model leads --by source --report compare.html
      """)

  @Argument(help: "The CSV file that the model was trained on, or new labelled leads with --all.")
  var data: String?

  @OptionGroup var project: ProjectArguments
  @OptionGroup var model: ModelArguments

  @Option(name: .long, help: "The points table. (default for a project: its rules)")
  var rules: String?

  @Option(name: .long, help: "How many leads can be called. (default: a tenth of them)")
  var capacity: Int?

  @Option(name: .long, help: "What a call costs, for the cost of a conversion.")
  var costPerCall: Double?

  @Option(name: .long, help: "A further model to rank the same leads, NAME or NAME@VERSION.")
  var secondModel: String?

  @Option(
    name: .long,
    help: "A score from elsewhere, as FILE.csv:COLUMN, joined by the column that names a lead.")
  var scoreColumn: String?

  @Option(name: .long, help: "Also compare within each value of this column.")
  var by: String?

  @Option(name: .long, help: "How many bootstrap replicates intervals are read from.")
  var replicates = 1000

  @Flag(name: .long, help: "Compare on all leads given, because the model has seen none of them.")
  var all = false

  @Option(name: .long, help: "Also write the comparison as one HTML page.")
  var report: String?

  @Option(
    name: .customLong("csv"), help: "Also write the numbers at every number of calls as CSV.")
  var table: String?

  @Option(
    name: .long,
    help: "Also write who rules and model would call, lead by lead, as CSV: the swap set.")
  var calls: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: project.config)
    if data != nil && rules == nil { throw ValidationError("--rules is missing: the points table") }
    if let capacity, capacity < 1 {
      throw ValidationError("--capacity takes a number of at least 1")
    }
    if let costPerCall, !(costPerCall > 0 && costPerCall.isFinite) {
      throw ValidationError("--cost-per-call takes a number above 0")
    }
    if !(RankingComparison.minimumReplicates...100_000).contains(replicates) {
      throw ValidationError(
        "--replicates takes a number from \(RankingComparison.minimumReplicates) to 100000")
    }
    try csv.refuse(with: project.config)
  }

  func run() throws {
    let scoreFile = try scoreColumn.map(ScoreColumn.init)
    try OutputPaths(report, table, calls, common.json).check(
      inputs: inputFiles(data, project.config) + [rules, scoreFile?.path].compactMap { $0 })
    let stored = try common.registry.load(model.name)
    let progress = common.progress
    defer { progress.clear() }
    let leads = try self.leads(stored.model, progress)
    let changes = leads.ruleBookChange.map { [$0.description] } ?? []
    progress.clear()
    common.warn(changes)
    progress.show(ProgressLine(step: "scoring", extent: .unknown))
    let points = try leads.book.score(leads.snapshot)
    let logOdds = try Predictor(model: stored.model).logOdds(leads.features)
    let capacity = min(
      capacity ?? max(1, leads.outcomes.count / 10), leads.outcomes.count)
    let curves = try [points.totals, logOdds].map {
      try RankedOutcomes(scores: $0, outcomes: leads.outcomes)
    }
    func compare(_ name: String, _ reference: RankedOutcomes) throws -> RankingComparison {
      let drawn = ReplicateCount(of: replicates, against: name, shownBy: progress)
      return try RankingComparison(
        reference, curves[1], keys: leads.keys,
        capacity: capacity, amounts: leads.worth, costPerRow: costPerCall,
        replicates: replicates, threads: common.threadCount, progress: drawn.add)
    }
    let comparison = try compare("the rules", curves[0])
    let entrants = try entrants(leads, stored.model, scoreFile).map { entrant in
      let ranking = try RankedOutcomes(scores: entrant.scores, outcomes: leads.outcomes)
      return (name: entrant.name, comparison: try compare(entrant.name, ranking))
    }
    let lists = try CallLists(
      reference: curves[0], challenger: curves[1], keys: leads.keys, capacity: capacity)
    let probabilities =
      stored.model.calibration.map { $0.probabilities(atLogOdds: logOdds) }
      ?? logOdds.map { 1 / (1 + exp(-$0)) }
    let parts = try ComparisonParts(
      leads, points: points, logOdds: logOdds, probabilities: probabilities, model: stored.model,
      lists: lists, by: by)
    let verdict = ComparisonVerdict(comparison, reference: "the rules", challenger: "the model")
    progress.clear()
    try common.say(
      leads.warnings.map(common.style.warning)
        + ComparisonSummary(
          comparison: comparison, entrants: entrants, parts: parts, verdict: verdict,
          book: leads.book.name, stored: stored, leads: leads.shownName,
          gains: (try curves[0].twentieths(), try curves[1].twentieths()), style: common.style
        ).lines)
    if let report {
      let page = page(
        comparison, verdict, stored, leads, curves,
        parts.details(beside: entrants))
      try AtomicFile.write(Array(page.utf8), to: report)
      try common.say(["Report     \(report)"])
    }
    if let table {
      try AtomicFile.write(ComparisonTable(comparison).bytes, to: table)
      try common.say(["Table      \(table)"])
    }
    if let calls {
      let list = CallListTable(
        lists, names: leads.identifiers, points: points.totals, probabilities: probabilities,
        outcomes: leads.outcomes)
      try AtomicFile.write(list.bytes, to: calls)
      try common.say(["Calls      \(calls)"])
    }
    try common.writeJSON(
      ComparisonJSON(
        comparison: comparison, verdict: verdict.description, model: stored.model.name,
        version: stored.version, rules: leads.book.name, capacity: capacity,
        costPerCall: costPerCall, replicates: replicates,
        entrants: entrants.map { EntrantJSON(name: $0.name, comparison: $0.comparison) },
        parts: parts, warnings: changes))
  }

  /// Rankings beside rules and model: chance, naive Bayes, and what was asked for.
  private func entrants(
    _ leads: ComparisonLeads, _ model: ScoringModel, _ scoreFile: ScoreColumn?
  ) throws -> [(name: String, scores: [Double])] {
    var entrants = [(name: "base rate", scores: [Double](repeating: 0, count: leads.rows.count))]
    let learning = leads.learningRows
    if !learning.isEmpty {
      entrants.append(
        (
          "naive Bayes",
          NaiveBayes.logOdds(
            leads.labelled.table, columns: model.extractor.columnNames,
            outcomes: leads.labelled.outcomes, learning: learning, scored: leads.rows)
        ))
    }
    if let secondModel {
      let second = try common.registry.load(secondModel)
      entrants.append(
        (
          "\(second.model.name) version \(second.version)",
          try Predictor(model: second.model).logOdds(leads.features(for: second.model))
        ))
    }
    if let scoreFile {
      entrants.append(
        (
          scoreFile.column,
          try scoreFile.scores(
            of: leads, identifier: model.subject.identifier, threads: common.threadCount)
        ))
    }
    return entrants
  }

  private func leads(_ model: ScoringModel, _ progress: Progress) throws -> ComparisonLeads {
    if let config = project.config {
      return try ComparisonLeads(
        project: config, book: try rules.map(RuleBook.init(path:)), asOf: project.asOf,
        model: model,
        usesAll: all, threads: common.threadCount, progress: progress)
    }
    guard let data, let rules else { throw CommandProblem.needsProjectOrFile }
    return try ComparisonLeads(
      flat: data, book: try RuleBook(path: rules), model: model, usesAll: all, format: csv.format(),
      threads: common.threadCount, progress: progress)
  }

  private func page(
    _ comparison: RankingComparison, _ verdict: ComparisonVerdict,
    _ stored: ModelRegistry.StoredModel, _ leads: ComparisonLeads,
    _ curves: [RankedOutcomes], _ details: ComparisonDetails
  ) -> String {
    ComparisonReport(
      comparison,
      of: GainsCurve(
        name: "the model",
        points: curves[1].gainsCurve()),
      with: GainsCurve(
        name: "the rules",
        points: curves[0].gainsCurve()),
      ruleBook: leads.book.name, details: details, verdict: verdict.description,
      facts: ReportFacts(
        title: "Rules against model", modelName: "\(stored.model.name) version \(stored.version)",
        purpose: leads.purpose, source: leads.shownName, asOf: leads.asOf ?? "as exported",
        software: "leadscore \(leadscoreVersion)")
    ).html()
  }
}
