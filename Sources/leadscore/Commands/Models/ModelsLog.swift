import ArgumentParser
import ScoringModel
import Tables

/// `leadscore models log`.
struct ModelsLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show who changed which role of a model, and when.",
    discussion: """
      Examples:
        leadscore models log leads
        leadscore models log leads --json -
      """)

  @Argument(help: "The name of the model.")
  var name: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try ModelRegistry.validate(name: name)
    let registry = common.registry
    try registry.checkReadable()
    guard !registry.versions(of: name).isEmpty else {
      throw RegistryError.unknownModel(
        name: name, registry: registry.root, available: registry.names)
    }
    let entries = try registry.auditLog(of: name)
    var table = TextTable([.right, .left, .right, .left, .left, .left, .left])
    for entry in entries {
      let role = entry.alias?.rawValue ?? ""
      let from = entry.from.map { "\(name)@\($0.version)" } ?? "–"
      let to = entry.to.map { "\(name)@\($0.version)" } ?? "–"
      table.add([
        String(entry.sequence), entry.at, "uid \(entry.uid)", entry.action.rawValue, role,
        "\(from) → \(to)", entry.note?.displayed(limit: 200) ?? "",
      ])
    }
    try common.say(
      entries.isEmpty ? ["no role of \(name) was ever changed"] : table.lines(indent: ""))
    try common.writeJSON(entries)
  }
}
