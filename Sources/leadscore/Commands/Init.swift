import ArgumentParser
import Foundation
import Tables
import Training

/// `leadscore init`: writes a project file from raw files.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract:
      "Look at files and write a commented project file that runs: every guess beside its reason.",
    discussion: """
      Examples:
        leadscore init leads.csv accounts.csv events.csv
        leadscore init --leads users.csv logins.csv --adopted 3/7d --out trial/leadscore.yaml
      """)

  @Argument(help: "CSV files: leads, and what there is of accounts, events and outcomes.")
  var data: [String] = []

  @Option(name: .long, help: "The file with a row per lead. (default: the one that looks so)")
  var leads: String?

  @Option(name: .long, help: "The file with a row per account. (default: the one that looks so)")
  var accounts: String?

  @Option(name: .long, help: "The file with a row per event. (default: the one that looks so)")
  var events: String?

  @Option(
    name: .long, help: "The column that says how a lead ended. (default: the one that looks so)")
  var target: String?

  @Option(
    name: .long,
    help:
      "A lead converts when it is active on so many days within a span: 3/7d. The moments go to a file beside the project."
  )
  var adopted: String?

  @Option(name: .long, help: "The project file.")
  var out = "leadscore.yaml"

  @Flag(name: .long, help: "Replace a project file that is there.")
  var force = false

  @OptionGroup var common: CommonOptions

  private struct Written: Encodable {
    let out: String
    let findings, open: [String]
  }

  func validate() throws {
    if files.isEmpty { throw ValidationError("name the files that the project is made of") }
    if Set(roles.map(\.path)).count < roles.count {
      throw ValidationError("--leads, --accounts and --events are different files")
    }
    if let adopted, AdoptionRule(adopted) == nil {
      throw ValidationError("--adopted takes days within a span, such as 3/7d")
    }
    if adopted != nil && target != nil {
      throw ValidationError("--adopted and --target both say what a conversion is; give one")
    }
  }

  private var roles: [(path: String, role: DraftFile.Role)] {
    let said: [(String?, DraftFile.Role)] = [
      (leads, .leads), (accounts, .accounts), (events, .events),
    ]
    return said.compactMap { path, role in path.map { ($0, role) } }
  }

  /// All files, each once, with what is said of them.
  private var files: [(path: String, role: DraftFile.Role?)] {
    roles.map { ($0.path, $0.role) }
      + data.filter { path in !roles.contains { $0.path == path } }.map { ($0, nil) }
  }

  func run() throws {
    let folder = out.lastIndex(of: "/").map { String(out[...$0]) } ?? ""
    let conversions = adopted == nil ? nil : folder + "conversions.csv"
    for path in [out, conversions].compactMap({ $0 })
    where !force && FileManager.default.fileExists(atPath: path) {
      throw CommandProblem.wouldOverwrite(path)
    }
    try OutputPaths(out, conversions, common.json).check(inputs: files.map(\.path))
    var files = try files.map {
      try DraftFile(path: $0.path, as: $0.role, threads: common.threadCount)
    }
    if let rule = adopted.flatMap(AdoptionRule.init), let conversions {
      try write(try DraftFile.conversions(by: rule, in: files), to: conversions)
      files.append(try DraftFile(path: conversions, threads: common.threadCount))
    }
    let draft = try ProjectDraft(
      files.map { $0.located(in: folder) }, target: target, folder: folder)
    try AtomicFile.write(Array(draft.text.utf8), to: out)
    try common.say(
      draft.findings + draft.open.map { common.style.warning("to do     " + $0) } + [
        "", "Wrote \(out): read its comments, then run",
        "  leadscore check -c \(out)",
      ])
    try common.writeJSON(Written(out: out, findings: draft.findings, open: draft.open))
  }

  private func write(
    _ conversions: (column: String, leads: [(lead: String, at: Timestamp)]), to path: String
  ) throws {
    var writer = CSVWriter()
    writer.record([conversions.column, "adopted_at"])
    for conversion in conversions.leads {
      writer.field(conversion.lead)
      writer.field(conversion.at.description)
      writer.endRecord()
    }
    try AtomicFile.write(writer.bytes, to: path)
    try common.say([
      "adopted   \(conversions.leads.count) leads, written to \(path)"
    ])
  }
}

extension DraftFile {
  /// The same file as seen from a folder: below it by a relative path, else by an absolute one.
  fileprivate func located(in folder: String) -> DraftFile {
    guard !folder.isEmpty, !path.hasPrefix(folder), !path.hasPrefix("/") else { return self }
    return moved(to: URL(filePath: path).standardizedFileURL.path)
  }
}
