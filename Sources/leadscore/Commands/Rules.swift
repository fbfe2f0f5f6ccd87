import ArgumentParser
import FeatureExtraction
import RuleScoring
import Tables
import YAMLDocuments

/// `leadscore rules`: the points table.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a points table and score leads with it.",
    discussion: """
      Examples:
        leadscore rules check rules.yaml leads.csv
        leadscore rules score rules.yaml leads.csv --id "Lead Number" --out points.csv
      """,
    subcommands: [RulesCheck.self, RulesScore.self])
}

/// `leadscore rules check`.
struct RulesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a points table: keys, values, bands, tiers, and its columns against leads.")

  @Argument(help: "The points table.")
  var rules: String

  @Argument(help: "A CSV file of leads whose columns the table uses; - for standard input.")
  var data: String?

  @Option(
    name: [.customShort("c"), .long], help: "A project whose columns and events the table uses.")
  var config: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  private struct Issue: Encodable {
    let file: String
    let line, column: Int
    let severity, message: String
  }

  func validate() throws {
    guard data == nil || config == nil else {
      throw ValidationError("give either a CSV file or a project with -c")
    }
    try csv.refuse(with: config)
  }

  func run() throws {
    try OutputPaths(common.json).check(inputs: [rules] + inputFiles(data, config))
    let book = try RuleBook(path: rules)
    var issues = book.warnings
    if let data {
      issues = book.validate(
        columns: try CSVFile(data, format: csv.format()).names, eventNames: nil)
    } else if let config {
      let project = try ProjectScoring(config, asOf: nil, threads: common.threadCount)
      issues = book.validate(against: project.snapshot)
    }
    let errors = issues.filter { $0.severity == .error }
    try common.writeJSON(
      issues.map {
        Issue(
          file: $0.place.file, line: $0.place.line, column: $0.place.column,
          severity: $0.severity.rawValue, message: $0.message)
      })
    try ConfigurationProblems(errors.map(\.problem)).throwIfAny()
    let count = book.groups.reduce(0) { $0 + $1.rules.count }
    try common.say(
      issues.map { common.style.warning($0.description) }
        + [
          "\(rules): ok: \"\(book.name)\", \(book.groups.count) groups, \(count) rules,"
            + " \(book.tiers.count) tiers"
        ])
  }
}

/// `leadscore rules score`.
struct RulesScore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Give every lead its points, its tier and the rules that fired."
  )

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
    help: "For a project: score as of this moment. (default: the newest moment in the data)")
  var asOf: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (data == nil) != (config == nil) else {
      throw ValidationError("give either a CSV file or a project with -c")
    }
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
    let out: String
  }

  func run() throws {
    try OutputPaths(out, common.json).check(inputs: [rules] + inputFiles(data, config))
    let book = try RuleBook(path: rules)
    let (snapshot, identifier) = try snapshot(book)
    let scores = try book.score(snapshot)
    let output = try AtomicFile(path: out)
    try output.write(
      PointsFile(scores: scores, table: snapshot.table, identifier: identifier).bytes)
    try output.commit()
    var tiers: [String: Int] = [:]
    for row in 0..<scores.count { tiers[scores.tier(row)?.name ?? "none", default: 0] += 1 }
    if out != "-" {
      let counts = book.tiers.map { "\(tiers[$0.name] ?? 0) \($0.name)" }
      try common.say([
        "Scored \(scores.count) leads with \"\(book.name)\": " + counts.joined(separator: ", "),
        "Wrote \(out)",
      ])
    }
    try common.writeJSON(Summary(leads: scores.count, tiers: tiers, out: out))
  }

  private func snapshot(_ book: RuleBook) throws -> (LeadSnapshot, String?) {
    if let config {
      let project = try ProjectScoring(config, asOf: asOf, threads: common.threadCount)
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

/// The records that `rules score` writes.
private struct PointsFile {
  let scores: RuleScores
  let table: Table
  let identifier: String?

  var bytes: [UInt8] {
    var writer = CSVWriter()
    writer.record([identifier ?? "row", "points", "tier", "rules"])
    for row in 0..<scores.count {
      writer.field(identifier.flatMap { table[$0]?.text(row) } ?? String(row + 1))
      writer.plain(scores.totals[row].shownPoints)
      writer.field(scores.tier(row)?.name ?? "")
      let fired = scores.contributions(row).map { contribution in
        (contribution.points < 0 ? "" : "+") + contribution.points.shownPoints + " "
          + contribution.rule
      }
      writer.field(fired.joined(separator: "; "), isSafe: true)
      writer.endRecord()
    }
    return writer.bytes
  }
}

extension Double {
  /// Points as people write them: whole, or with up to two decimals.
  fileprivate var shownPoints: String { self == rounded() ? shortText : fixed(2) }
}
