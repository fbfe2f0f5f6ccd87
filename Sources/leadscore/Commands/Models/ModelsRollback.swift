import ArgumentParser
import ScoringModel
import Tables

/// `leadscore models rollback`.
struct ModelsRollback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Make the former champion the champion again.",
    discussion: """
      Versions are never changed, so the old scores come back bit for bit. A second rollback goes
      one champion further back.

      Examples:
        leadscore models rollback leads
        leadscore models rollback leads --note "too many hot leads in Iceland"
      """)

  @Argument(help: "The name of the model.")
  var name: String

  @Option(name: .long, help: "Why, for the audit log.")
  var note: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let registry = common.registry
    try ModelRegistry.validate(name: name)
    let before = try registry.aliases(of: name)
    let after = try registry.rollBack(name, at: .now, note: note)
    guard let champion = after.champion else { return }
    try common.say([
      "The champion of \(name) is version \(champion.version) again"
        + (before.champion.map { ", not \($0.version)" } ?? "")
    ])
    try common.writeJSON(after)
  }
}
