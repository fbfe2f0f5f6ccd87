import ArgumentParser
import ScoringModel

/// `leadscore models verify`.
struct ModelsVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that every stored model and every role is whole and unchanged.",
    discussion: """
      Reads all files of all versions against the digests in their manifests, and what aliases
      stand for. With --key also the signature of every version. Ends with 65 and names all that
      is broken.

      Examples:
        leadscore models verify
        leadscore models verify --key release.pub
      """)

  @Option(name: .long, help: "A public Ed25519 key in PEM that every version must be signed with.")
  var key: String?

  @OptionGroup var common: CommonOptions

  private struct Entry: Encodable {
    let subject: String
    let digest, problem: String?
  }

  func run() throws {
    let findings = try common.registry.verify(key: key)
    let good = findings.filter { $0.problem == nil }
    try common.say(
      good.map { finding in
        ["\(finding.subject)  ok", finding.digest].compactMap { $0 }.joined(separator: "  ")
      })
    try common.writeJSON(
      findings.map { finding in
        Entry(
          subject: finding.subject, digest: finding.digest,
          problem: finding.problem.map(String.init(describing:)))
      })
    let broken = findings.compactMap { finding in
      finding.problem.map { "\(finding.subject): \($0)" }
    }
    guard broken.isEmpty else { throw CommandProblem.brokenRegistry(broken) }
  }
}
