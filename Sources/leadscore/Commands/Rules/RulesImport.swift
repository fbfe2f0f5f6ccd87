import ArgumentParser
import FeatureExtraction
import RuleScoring
import Tables

/// `leadscore rules import`: a team's table as a `rules.yaml`.
struct RulesImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a team's table of characteristic, value and points into a rules.yaml.",
    discussion: """
      Examples:
        leadscore rules import table.csv --out rules.yaml
        leadscore rules import table.csv --column "company role=title" --implicit employees
      """)

  @Argument(help: "A CSV file with the columns characteristic, value and points.")
  var table: String

  @Option(name: .long, help: "Where the table goes; - for standard output.")
  var out = "rules.yaml"

  @Option(name: .long, help: "What the table is called. (default: the file's name)")
  var name: String?

  @Option(
    name: .long,
    help: "The column of a characteristic, as \"company role=title\". (default: its own name)")
  var column: [String] = []

  @Option(
    name: .long, help: "Characteristics that were found out, not told: separated by commas.")
  var implicit: String?

  @Option(name: .long, help: "Characteristics of what leads did: separated by commas.")
  var behavioural: String?

  @OptionGroup var csv: CSVOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    for pair in column where !pair.dropFirst().dropLast().contains("=") {
      throw ValidationError("--column takes CHARACTERISTIC=COLUMN")
    }
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
  }

  private struct Summary: Encodable {
    let name: String
    let groups, rules: Int
    let columns: [String]
    let out: String
  }

  func run() throws {
    try OutputPaths(out, common.json).check(inputs: [table])
    let file = try CSVFile(table, format: csv.format())
    let kinds = Dictionary(file.names.map { ($0, ColumnKind.text) }) { first, _ in first }
    let team = try TeamTable(file.read(kinds: kinds, threads: 1))
    var columns: [String: String] = [:]
    for pair in column {
      let parts = pair.split(separator: "=", maxSplits: 1)
      columns[String(parts[0])] = String(parts[1])
    }
    var ofKind: [String: FeatureKind] = [:]
    for characteristic in names(implicit) { ofKind[characteristic] = .implicit }
    for characteristic in names(behavioural) { ofKind[characteristic] = .behavioural }
    let stem = table.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    let book = try team.book(
      name: name ?? stem ?? "Points", columns: columns, kinds: ofKind)
    let output = try AtomicFile(path: out)
    try output.write(Array(book.yaml().utf8))
    try output.commit()
    let rules = book.groups.reduce(0) { $0 + $1.rules.count }
    if out != "-" {
      try common.say([
        "Read \(book.groups.count) characteristics with \(rules) values; it asks for the columns "
          + book.requiredColumns.map { $0.displayed() }.joined(separator: ", "),
        "Wrote \(out)",
      ])
    }
    try common.writeJSON(
      Summary(
        name: book.name, groups: book.groups.count, rules: rules, columns: book.requiredColumns,
        out: out))
  }
}
