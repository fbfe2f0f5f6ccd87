import ArgumentParser
import Reporting
import ScoringModel
import Tables

/// `leadscore models`: the registry.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, compare, promote and check the models in the registry.",
    discussion: """
      A model is named NAME (its champion, or its latest version while there is none), NAME@3,
      NAME@latest, NAME@champion or NAME@challenger, here and wherever --model is taken.

      Examples:
        leadscore models list
        leadscore models promote leads@2 --data leads.csv
      """,
    subcommands: [
      ModelsList.self, ModelsShow.self, ModelsDiff.self, ModelsPromote.self, ModelsRollback.self,
      ModelsVerify.self, ModelsSign.self, ModelsLog.self,
    ],
    defaultSubcommand: ModelsList.self)
}

/// `leadscore models list`.
struct ModelsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all models and versions.",
    discussion: """
      Examples:
        leadscore models list
        leadscore models list --html models.html
      """)

  @Option(name: .long, help: "Also write the list as one HTML page.")
  var html: String?

  @OptionGroup var common: CommonOptions

  private struct Entry: Encodable {
    let name: String
    let version: Int
    let role: String?
    let created, digest, path: String
    let rows, positives: Int
    let holdoutAUC: Double?

    enum CodingKeys: String, CodingKey {
      case name, version, role, created, digest, path, rows, positives
      case holdoutAUC = "holdout_auc"
    }
  }

  func run() throws {
    if html == "-" { throw ValidationError("--html takes the name of a file") }
    try OutputPaths(html, common.json).check()
    let registry = common.registry
    try registry.checkReadable()
    let stored = try registry.names.flatMap { name in
      let aliases = try registry.aliases(of: name)
      return try registry.versions(of: name).map { version in
        let roles = ModelAlias.allCases.filter { aliases[$0]?.version == version }
        return (
          try registry.load("\(name)@\(version)"), roles.map(\.rawValue).joined(separator: ", ")
        )
      }
    }
    var table = TextTable([.left, .right, .left, .left, .right, .right, .right, .left])
    table.add(["name", "version", "role", "created", "leads", "converted", "holdout AUC", "digest"])
    for (model, role) in stored {
      let training = model.model.training
      table.add([
        model.model.name, String(model.version), role, model.createdAt, String(training.rows),
        String(training.positives), training.holdout?.auc.fixed(3) ?? "–",
        String(model.digest.prefix(12)),
      ])
    }
    try common.say(
      stored.isEmpty ? ["no models in \(registry.root)"] : table.lines(indent: ""))
    if let html {
      let models = stored.map(\.0)
      let page = RegistryReport(
        models,
        facts: ReportFacts(
          title: "Which models are there?", modelName: "all", source: registry.root,
          asOf: models.map(\.createdAt).max() ?? "no model yet",
          software: "leadscore \(leadscoreVersion)"))
      try AtomicFile.write(Array(page.html().utf8), to: html)
      try common.say(["Page       \(html)"])
    }
    try common.writeJSON(
      stored.map { model, role in
        Entry(
          name: model.model.name, version: model.version, role: role.isEmpty ? nil : role,
          created: model.createdAt, digest: model.digest, path: model.path,
          rows: model.model.training.rows, positives: model.model.training.positives,
          holdoutAUC: model.model.training.holdout?.auc)
      })
  }
}

/// `leadscore models show`.
struct ModelsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a model: how it came to be, how good it is, what it weighs.",
    discussion: """
      Examples:
        leadscore models show leads
        leadscore models show leads@challenger --json -
      """)

  @Argument(help: "The model: NAME, NAME@VERSION or NAME@champion.")
  var model: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let stored = try common.registry.load(model)
    try common.say(ModelCard(stored: stored, style: common.style).lines)
    try common.writeJSON(stored.model)
  }
}
