import ArgumentParser
import FeatureExtraction
import Nightly
import Tables

/// `leadscore prune`: removes scores and runs that are older than a project keeps them.
struct Prune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove scores and runs older than the project's retention_days.",
    discussion: """
      Examples:
        leadscore prune -c leadscore.yaml --as-of 2026-07-01
        leadscore prune -c leadscore.yaml --as-of 2026-07-01 --runs runs --json -
      """)

  @Option(name: [.customShort("c"), .long], help: "The project file.")
  var config = "leadscore.yaml"

  @Option(name: .long, help: "The moment from which days are counted back.")
  var asOf: String

  @Option(name: .long, help: "Where runs left their records.")
  var runs = "runs"

  @OptionGroup var common: CommonOptions

  func run() throws {
    try OutputPaths(common.json).check(inputs: inputFiles(nil, config))
    let removed = try Erasure(of: try Project(path: config), runs: RunFolder(path: runs))
      .prune(asOf: try Timestamp(argument: asOf))
    try common.say(ErasureJSON.lines(removed))
    try common.writeJSON(ErasureJSON(removed))
  }
}
