import ArgumentParser
import FeatureExtraction
import RuleScoring
import Tables
import YAMLDocuments

/// `leadscore rules check`.
struct RulesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a points table: keys, values, bands, tiers, and its columns against leads.",
    discussion: """
      Examples:
        leadscore rules check rules.yaml leads.csv
        leadscore rules check rules.yaml -c leadscore.yaml
      """)

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
    try refuseTwoSources(data, config: config)
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
      let project = try ProjectScoring(
        config, asOf: nil, rules: [book], threads: common.threadCount)
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
