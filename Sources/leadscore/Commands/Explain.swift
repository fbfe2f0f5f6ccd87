import ArgumentParser
import FeatureExtraction
import Prediction
import RuleScoring
import ScoringModel
import Tables

/// `leadscore explain`: one lead, every contribution.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Explain one lead: base, every contribution, the sum, the interval, what the rules say.",
    discussion: """
      Examples:
        leadscore explain new.csv --model leads --lead 660737
        leadscore explain -c leadscore.yaml --model leads --lead L000042 --as-of 2026-07-01
      """)

  @Argument(help: "A CSV file of leads; - for standard input.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project file instead of a flat file.")
  var config: String?

  @Option(name: .long, help: "The model: NAME for its latest version, or NAME@VERSION.")
  var model: String

  @Option(
    name: .long, help: "The lead's identifier, or its row counted from 1 where leads have none.")
  var lead: String

  @Option(name: .long, help: "A points table, to say what the rules make of the lead.")
  var rules: String?

  @Option(
    name: .long,
    help: "For a project: explain as of this moment. (default: the newest moment in the data)")
  var asOf: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (data == nil) != (config == nil) else {
      throw ValidationError("give either a CSV file or a project with -c")
    }
    try refuseProjectOptions(["--as-of": asOf != nil], config: config)
    try csv.refuse(with: config)
  }

  func run() throws {
    try OutputPaths(common.json).check(
      inputs: inputFiles(data, config) + [rules].compactMap { $0 })
    let stored = try common.registry.load(model)
    let predictor = Predictor(model: stored.model)
    let found = try snapshots(predictor)
    let scored = try predictor.score(found.features)
    let row = try self.row(in: scored.table, identifier: stored.model.subject.identifier)
    let points = try found.rules.map { book in
      (scores: try book.score(found.snapshot.rows([row])), book: book)
    }
    try common.say(
      LeadExplanation(
        lead: scored[row], stored: stored, points: points?.scores, style: common.style
      ).lines)
    try common.writeJSON(LeadJSON(lead: scored[row], stored: stored, points: points?.scores))
  }

  private func snapshots(_ predictor: Predictor) throws -> (
    features: Table, snapshot: LeadSnapshot, rules: RuleBook?
  ) {
    if let config {
      let project = try ProjectScoring(
        config, asOf: asOf, model: predictor.model, threads: common.threadCount)
      let book = try (rules ?? project.rulesPath).map { try RuleBook(path: $0) }
      return (project.table, project.snapshot, book)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    let book = try rules.map { try RuleBook(path: $0) }
    let file = try CSVFile(data, format: csv.format())
    var kinds: [String: ColumnKind] = [:]
    for column in BatchScorer(predictor: predictor).columns { kinds[column.name] = column.kind }
    try file.require((book?.requiredColumns ?? []).sorted())
    let table = try file.read(
      kinds: kinds, only: Set(kinds.keys).union(book?.requiredColumns ?? []),
      threads: common.threadCount)
    return (table, LeadSnapshot(table: table), book)
  }

  private func row(in table: Table, identifier: String?) throws -> Int {
    if let identifier, let column = table[identifier] {
      if let row = (0..<table.rowCount).first(where: { column.text($0) == lead }) { return row }
    } else if let number = Int(lead), number >= 1, number <= table.rowCount {
      return number - 1
    }
    throw CommandProblem.leadNotFound(id: lead, source: table.source)
  }
}
