import ArgumentParser
import ScoringModel
import Tables

/// `leadscore models sign`.
struct ModelsSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a version, so that whoever can write the registry cannot forge a model.",
    discussion: """
      Keys are Ed25519 in PEM: openssl genpkey -algorithm ed25519 -out release.pem, and
      openssl pkey -in release.pem -pubout -out release.pub.

      Examples:
        leadscore models sign leads@3 --key release.pem
        leadscore models verify --key release.pub
      """)

  @Argument(help: "The model: NAME, NAME@VERSION or NAME@champion.")
  var model: String

  @Option(name: .long, help: "The private Ed25519 key in PEM.")
  var key: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let registry = common.registry
    let stored = try registry.load(model)
    try registry.sign(stored, key: key, at: .now)
    try common.say(["Signed \(stored.model.name)@\(stored.version)  \(stored.digest)"])
  }
}
