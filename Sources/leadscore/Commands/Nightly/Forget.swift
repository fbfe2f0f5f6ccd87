import ArgumentParser
import FeatureExtraction
import Nightly
import ScoringModel
import Tables

/// `leadscore forget`: removes what runs say of one lead.
struct Forget: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove all scores, explanations and records of one lead.",
    discussion: """
      Examples:
        leadscore forget -c leadscore.yaml --lead L011396
        leadscore forget -c leadscore.yaml --lead L011396 --runs runs --json -
      """)

  @Option(name: [.customShort("c"), .long], help: "The project file.")
  var config = "leadscore.yaml"

  @Option(name: .long, help: "The identifier of the lead.")
  var lead: String

  @Option(name: .long, help: "Where runs left their records.")
  var runs = "runs"

  @OptionGroup var common: CommonOptions

  func run() throws {
    try OutputPaths(common.json).check(inputs: inputFiles(nil, config))
    let project = try Project(path: config)
    let registry = common.registry
    let removed = try Erasure(
      of: project, runs: RunFolder(path: runs), pseudonyms: try registry.pseudonyms()
    ).forget(lead)
    let models = try registry.acquaintance(with: lead)
    try common.say(
      ErasureJSON.lines(removed) + lines(models) + [
        "To keep the lead out of future runs and models, remove it from the data or add it to the"
          + " list under \"suppress\""
          + (project.suppressed.map { ": \($0.path.displayed(limit: 4096))" } ?? "")
      ])
    try common.writeJSON(ErasureJSON(removed, models: models))
  }

  /// What models say of the lead; what was learned cannot be taken out of them, only learned anew.
  private func lines(_ models: ModelRegistry.Acquaintance) -> [String] {
    let folder = common.models.displayed(limit: 4096)
    let learned =
      models.learned.isEmpty
      ? "No model in \(folder) that records its leads has learned from this one."
      : "Learned from this lead: \(models.learned.joined(separator: ", ")). A model holds sums over"
        + " leads and no lead; to be rid of its share too, train again without it."
    return [learned]
      + (models.unrecorded.isEmpty
        ? [] : ["No record of their leads keep: \(models.unrecorded.joined(separator: ", "))"])
  }
}

/// What was removed, for scripts.
struct ErasureJSON: Encodable {
  let rows: Int
  let places: [String: Int]
  /// The versions that learned from the lead, and those that keep no record of it.
  let learned, unrecorded: [String]?

  init(_ removed: [Erasure.Removed], models: ModelRegistry.Acquaintance? = nil) {
    learned = models?.learned
    unrecorded = models?.unrecorded
    rows = removed.reduce(0) { $0 + $1.rows }
    places = Dictionary(removed.map { ($0.place, $0.rows) }, uniquingKeysWith: +)
  }

  /// The places that something was removed from, for people.
  static func lines(_ removed: [Erasure.Removed]) -> [String] {
    let total = removed.reduce(0) { $0 + $1.rows }
    return removed.filter { $0.rows > 0 }.map { "\($0.place): \($0.rows) removed" }
      + (total == 0 ? ["Nothing to remove"] : [])
  }
}
