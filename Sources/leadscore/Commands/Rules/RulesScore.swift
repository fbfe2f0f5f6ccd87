import ArgumentParser
import FeatureExtraction
import RuleScoring
import Tables
import YAMLDocuments

/// `leadscore rules score`.
struct RulesScore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Give every lead its points, its tier and the rules that fired.",
    discussion: """
      Examples:
        leadscore rules score rules.yaml leads.csv --id "Lead Number" --out points.csv
        leadscore rules score rules.yaml -c leadscore.yaml --contributions by-rule.csv
      """)

  @Argument(help: "The points table.")
  var rules: String

  @Argument(help: "A CSV file of leads; - for standard input.")
  var data: String?

  @Option(name: [.customShort("c"), .long], help: "A project instead of a flat file.")
  var config: String?

  @Option(name: .long, help: "The column that names a lead. (default: the row number)")
  var id: String?

  @Option(name: .long, help: "Where points go; - for standard output.")
  var out = "points.csv"

  @Option(
    name: .long,
    help: "Also write what each rule gave each lead, and when it is lost, to this CSV file.")
  var contributions: String?

  @Option(
    name: .long,
    help: "For a project: score as of this moment. (default: the newest moment in the data)")
  var asOf: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try requireSource(data, config: config)
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
    if config != nil && id != nil {
      throw ValidationError("--id is for flat files; with -c the project names it")
    }
    try refuseProjectOptions(["--as-of": asOf != nil], config: config)
    try csv.refuse(with: config)
  }

  private struct Summary: Encodable {
    let leads: Int
    let tiers: [String: Int]
    let cells: [String: Int]?
    let out: String
    let contributions: String?
  }

  func run() throws {
    try OutputPaths(out, contributions, common.json).check(
      inputs: [rules] + inputFiles(data, config))
    let book = try RuleBook(path: rules)
    let (snapshot, identifier) = try snapshot(book)
    let scores = try book.score(snapshot)
    let output = try AtomicFile(path: out)
    try output.write(
      PointsFile(scores: scores, table: snapshot.table, identifier: identifier).bytes)
    try output.commit()
    if let contributions {
      let file = PointsContributions(scores: scores, table: snapshot.table, identifier: identifier)
      try AtomicFile.write(file.bytes, to: contributions)
    }
    var cells: [String: Int] = [:]
    for row in 0..<scores.count { if let cell = scores.cell(row) { cells[cell, default: 0] += 1 } }
    var tiers: [String: Int] = [:]
    for row in 0..<scores.count { tiers[scores.tier(row)?.name ?? "none", default: 0] += 1 }
    if out != "-" {
      let counts = book.tiers.map { "\(tiers[$0.name] ?? 0) \($0.name)" }
      try common.say(
        [
          "Scored \(scores.count) leads with \"\(book.name)\": " + counts.joined(separator: ", "),
          "Wrote \(out)",
        ] + (contributions.map { ["Wrote \($0)"] } ?? []))
    }
    try common.writeJSON(
      Summary(
        leads: scores.count, tiers: tiers, cells: book.grid.map { _ in cells }, out: out,
        contributions: contributions))
  }

  private func snapshot(_ book: RuleBook) throws -> (LeadSnapshot, String?) {
    if let config {
      let project = try ProjectScoring(
        config, asOf: asOf, rules: [book], threads: common.threadCount)
      return (project.snapshot, project.identifier)
    }
    guard let data else { throw CommandProblem.needsProjectOrFile }
    let file = try CSVFile(data, format: csv.format())
    let issues = book.validate(columns: file.names, eventNames: nil)
    try ConfigurationProblems(issues.filter { $0.severity == .error }.map(\.problem)).throwIfAny()
    let kinds: [String: ColumnKind] = id.map { [$0: .text] } ?? [:]
    let table = try file.read(
      kinds: kinds, only: Set(book.requiredColumns + [id].compactMap { $0 }),
      threads: common.threadCount)
    return (LeadSnapshot(table: table), id)
  }
}
