import ArgumentParser
import Databases
import FeatureExtraction
import Foundation
import Nightly
import Prediction
import ScoringModel
import Tables

/// `leadscore score`: scores a file or a project.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score leads: probability with interval, rank, tier and reasons.",
    discussion: """
      Examples:
        leadscore score new.csv --model leads --out scores.csv
        leadscore score -c leadscore.yaml --model leads --as-of 2026-07-01 --out scores.csv
        leadscore score sqlite:crm.db#leads --model leads --out scores.csv
      """)

  @Argument(
    help: "A CSV file of leads (- for standard input), or a table such as sqlite:crm.db#leads."
  )
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project file instead of a flat file.")
  var config: String?

  @OptionGroup var model: ModelArguments

  @Option(
    name: .long,
    help:
      "Where scores go: a CSV file (- for standard output), or a table as sqlite:scores.db#lead_scores."
  )
  var out = "scores.csv"

  @Option(name: .long, help: "Also write the long table of all contributions to this file.")
  var contributions: String?

  @Option(name: .long, help: "How many reasons a lead gets.")
  var reasons = 5

  @Option(name: .long, help: "How many of them may speak against it.")
  var reasonsNegative = 2

  @Flag(
    name: .long,
    help:
      "Also write what fit, opportunity size, budget, engagement and decision maker add to the log odds, and how many of 100 past leads the lead leaves behind in each."
  )
  var factors = false

  @Flag(
    name: .long,
    help: "Write names that stand for the leads, by the registry's key, instead of identifiers.")
  var pseudonyms = false

  @Option(name: .long, help: "How many of the best leads to print.")
  var top = 10

  @Option(
    name: .long,
    help:
      "What the 0-100 score means: percentile, probability, or points (50 for the average lead, 10 more for twice the odds)."
  )
  var scale: ScoreOptions.Scale = .percentile

  @Option(
    name: .long,
    help:
      "For a project: score as of this moment. (default: the newest moment in the data) For a table: the moment to keep the scores under."
  )
  var asOf: String?

  @Option(
    name: .long,
    help:
      "For a project: also write where the rows are that max_rejects lets it leave out, and what is wrong."
  )
  var rejects: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: config)
    guard (0...50).contains(reasons), reasonsNegative >= 0 else {
      throw ValidationError("--reasons takes a number from 0 to 50, --reasons-negative at least 0")
    }
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
    _ = try data.map(databaseAddress)
    let isTable = try databaseAddress(out) != nil
    if !isTable { try refuseProjectOptions(["--as-of": asOf != nil], config: config) }
    if isTable, asOf == nil {
      throw ValidationError("a table keeps scores by their moment: give --as-of")
    }
    try refuseProjectOptions(["--rejects": rejects != nil], config: config)
    try csv.refuse(with: config)
  }

  func run() throws {
    let table = try DatabaseAddress(out)
    try OutputPaths(table == nil ? out : nil, contributions, rejects, common.json)
      .check(inputs: inputFiles(data, config))
    let stored = try common.registry.load(model.name)
    var options = ScoreOptions()
    options.reasonCount = reasons
    options.negativeReasonCount = reasonsNegative
    options.bestCount = max(0, top)
    options.scale = scale
    options.threads = common.threadCount
    if factors {
      options.factors = try factorAssignment()
      options.factorReference = try common.registry.attachment(FactorReference.file, of: stored)
    }
    if pseudonyms { options.pseudonyms = try common.registry.makingPseudonyms() }
    let scorer = BatchScorer(predictor: Predictor(model: stored.model), options: options)
    let (work, warnings) = try score(scorer, stored, table: table)
    if out != "-" { try common.say(lines(work.summary, stored, seconds: work.phases.total)) }
    try common.writeJSON(ScoreJSON(work, stored: stored, out: out, warnings: warnings))
  }

  private func factorAssignment() throws -> FactorAssignment {
    guard let config else { return FactorAssignment() }
    let project = try Project(path: config)
    return FactorAssignment(project.factors, meanings: project.featureMeanings)
  }

  private func score(
    _ scorer: BatchScorer, _ stored: ModelRegistry.StoredModel, table: DatabaseAddress?
  ) throws -> (work: ScoringWork, warnings: [String]) {
    var phases = PhaseSeconds()
    func write(_ body: (ScoreOutputs) throws -> BatchScorer.Summary) throws -> ScoringWork {
      guard let table else { return try writeFiles(phases, body) }
      return try self.write(into: table, stored, phases, body)
    }
    if let config {
      let project = try phases.time("read") {
        try ProjectScoring(
          config, asOf: asOf, model: scorer.predictor.model, threads: common.threadCount)
      }
      if out != "-" {
        try common.say(
          ["As of \(project.asOf)"]
            + project.exclusions.map { "  \($0.count) leads not scored: \($0.reason)" })
      }
      common.warn(project.warnings)
      if let rejects { try Rejects.write(project.rejectedRows, to: rejects) }
      return (try write { try scorer.score(project.table, to: $0) }, project.warnings)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    let format = try csv.format()
    let file = try phases.time("read") { try DatabaseReaders().open(data, format: format) }
    // Beside scores on the same terminal it would stand among them.
    let progress = Progress(quiet: common.quiet || out == "-")
    defer { progress.clear() }
    let work = try write {
      try scorer.score(file, to: $0) { progress.show(ProgressLine($0)) }
    }
    return (work, [])
  }

  private func writeFiles(
    _ phases: PhaseSeconds, _ body: (ScoreOutputs) throws -> BatchScorer.Summary
  ) throws -> ScoringWork {
    var phases = phases
    let scores = try AtomicFile(path: out)
    let long = try contributions.map { try AtomicFile(path: $0) }
    let summary = try phases.time("score") {
      try body(ScoreOutputs(scores: scores, contributions: long))
    }
    try phases.time("write") {
      try long?.commit()
      try scores.commit()
    }
    return ScoringWork(summary: summary, phases: phases, change: nil)
  }

  /// Writes into a table of a database, in one transaction, after everything was scored.
  private func write(
    into table: DatabaseAddress, _ stored: ModelRegistry.StoredModel, _ phases: PhaseSeconds,
    _ body: (ScoreOutputs) throws -> BatchScorer.Summary
  ) throws -> ScoringWork {
    var phases = phases
    let moment = try Timestamp(argument: asOf ?? "")
    let history = try ScoreDatabase(table, layout: ScoreRecords.layout)
    let long = try contributions.map { try AtomicFile(path: $0) }
    var made: BatchScorer.Summary?
    let rows = try phases.time("score") {
      try CSVFile(copyOf: "scores") { copy in
        made = try body(ScoreOutputs(contributions: long, records: copy))
      }
    }
    guard let summary = made else { throw CommandProblem.needsProjectOrFile }
    let change = try phases.time("write") {
      try history.write(
        ScoreRecords.state(
          asOf: moment, runID: "score", model: stored, leads: summary.leads, rows: rows))
    }
    try long?.commit()
    try common.say(["\(change.written) rows new or changed, \(change.removed) removed"])
    return ScoringWork(summary: summary, phases: phases, change: change)
  }

  private func lines(
    _ summary: BatchScorer.Summary, _ stored: ModelRegistry.StoredModel, seconds: Double
  ) -> [String] {
    let tiers = zip(stored.model.tiers, summary.tierCounts).map { "\($1) \($0.name)" }
    return [
      "Scored \(summary.leads) leads with \(stored.model.name) version \(stored.version):"
        + " \(tiers.joined(separator: ", ")); about \(summary.expectedConversions.text)"
        + " conversions to expect",
      "Wrote \(out) in \(seconds.fixed(2)) s",
    ] + best(summary)
  }

  /// The first calls of the day, with the reasons for them.
  private func best(_ summary: BatchScorer.Summary) -> [String] {
    guard !summary.best.isEmpty else { return [] }
    var table = TextTable([.right, .left, .right, .left, .left])
    table.add(["rank", "lead", "probability", "tier", "why"])
    for ranked in summary.best {
      let lead = ranked.lead
      let why = lead.reasons(3, negative: 1).map { $0.withoutOdds }
        .joined(separator: "; ").displayed(limit: 120)
      table.add([
        String(ranked.rank), lead.id.displayed(), (lead.probability * 100).fixed(1) + " %",
        lead.tier, why,
      ])
    }
    return [""] + table.lines(indent: "")
  }
}

extension ProgressLine {
  /// How far scoring has come.
  fileprivate init(_ progress: ScoringProgress) {
    switch progress {
    case .reading(let leads, let share):
      self.init(step: "1/2 reading", extent: .share(share, done: leads, unit: "leads"))
    case .writing(let leads, let share):
      self.init(step: "2/2 writing", extent: .share(share, done: leads, unit: "leads"))
    }
  }
}

extension String {
  /// A reason without the odds in brackets at its end.
  fileprivate var withoutOdds: String {
    range(of: " (×", options: .backwards).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
