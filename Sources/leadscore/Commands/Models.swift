import ArgumentParser
import Reporting
import ScoringModel
import Tables

/// `leadscore models`: the registry.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List and show the models in the registry.",
    discussion: """
      Examples:
        leadscore models list
        leadscore models show leads@2
      """,
    subcommands: [ModelsList.self, ModelsShow.self, ModelsVerify.self],
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
    let created, digest, path: String
    let rows, positives: Int
    let holdoutAUC: Double?

    enum CodingKeys: String, CodingKey {
      case name, version, created, digest, path, rows, positives
      case holdoutAUC = "holdout_auc"
    }
  }

  func run() throws {
    if html == "-" { throw ValidationError("--html takes the name of a file") }
    try OutputPaths(html, common.json).check()
    let registry = common.registry
    try registry.checkReadable()
    let stored = try registry.names.flatMap { name in
      try registry.versions(of: name).map { try registry.load("\(name)@\($0)") }
    }
    var table = TextTable([.left, .right, .left, .right, .right, .right, .left])
    table.add(["name", "version", "created", "leads", "converted", "holdout AUC", "digest"])
    for model in stored {
      let training = model.model.training
      table.add([
        model.model.name, String(model.version), model.createdAt, String(training.rows),
        String(training.positives), training.holdout?.auc.fixed(3) ?? "–",
        String(model.digest.prefix(12)),
      ])
    }
    try common.say(
      stored.isEmpty ? ["no models in \(registry.root)"] : table.lines(indent: ""))
    if let html {
      let page = RegistryReport(
        stored,
        facts: ReportFacts(
          title: "Which models are there?", modelName: "all", source: registry.root,
          asOf: stored.map(\.createdAt).max() ?? "no model yet",
          software: "leadscore \(leadscoreVersion)"))
      try AtomicFile.write(Array(page.html().utf8), to: html)
      try common.say(["Page       \(html)"])
    }
    try common.writeJSON(
      stored.map { model in
        Entry(
          name: model.model.name, version: model.version, created: model.createdAt,
          digest: model.digest, path: model.path, rows: model.model.training.rows,
          positives: model.model.training.positives, holdoutAUC: model.model.training.holdout?.auc)
      })
  }
}

/// `leadscore models show`.
struct ModelsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a model: how it came to be, how good it is, what it weighs.")

  @Argument(help: "The model: NAME for its latest version, or NAME@VERSION.")
  var model: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let stored = try common.registry.load(model)
    try common.say(ModelCard(stored: stored, style: common.style).lines)
    try common.writeJSON(stored.model)
  }
}

/// `leadscore models verify`.
struct ModelsVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that every stored model can be read and is unchanged.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let registry = common.registry
    try registry.checkReadable()
    for name in registry.names {
      for version in registry.versions(of: name) {
        let stored = try registry.load("\(name)@\(version)")
        try common.say(["\(name)@\(version)  ok  \(stored.digest)"])
      }
    }
  }
}
