import Foundation
import Testing

@Suite("Progress")
struct ProgressTests {
  /// Whether a terminal can be had for the command.
  static let hasTerminal = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  @Test(
    "is shown on a terminal, taken away at the end, and not when it is not wanted",
    .enabled(if: hasTerminal), arguments: [("", true), ("--quiet", false), ("2> errors", false)])
  func terminal(_ options: String, isShown: Bool) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(count: 5000).bytes())
    let run = try Leadscore.shell(
      #"script -qec "$leadscore score leads.csv --model leads --top 0 "# + options
        + #"" typescript"#, in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("\r1/2 reading  ") == isShown, "\(run.output)")
    #expect(run.output.contains("\r2/2 writing  ") == isShown, "\(run.output)")
    #expect(!run.output.contains("\u{1B}"))
    if options == "2> errors" { #expect(try folder.bytes("errors").isEmpty) }
    #expect(run.output.contains("Scored 5000 leads") == (options != "--quiet"))
  }

  static let trains = "train leads.csv --target won --id id --name again"
  static let evaluates =
    "evaluate leads.csv --target won --id id --in-time-order --origins 2 --headline-only"
  static let monitors = "monitor leads.csv --model leads --as-of 2026-07-01 --fail-on never"
  static let promotes = "models promote leads@1 --data leads.csv --force"
  static let compares = "compare leads.csv --model leads --rules rules.yaml"

  @Test(
    "names the phases of long work", .enabled(if: hasTerminal),
    arguments: [
      (trains, ["reading leads.csv", "encoding", "cross-validation 1/", "bootstrap "]),
      (evaluates, ["reading leads.csv", "fitting "]),
      (compares, ["reading leads.csv", "scoring", "bootstrap against the rules "]),
      (monitors, ["reading leads.csv", "checking"]),
      (promotes, ["reading leads.csv", "comparing"]),
    ])
  func phases(of command: String, names: [String]) throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    try folder.write(
      Array(
        "name: b\ngroups: [{name: g, kind: behavioural, rules: [{when: {visits: {min: 3}}, points: 5}]}]"
          .utf8),
      to: "rules.yaml")
    let script = #"script -qec "$leadscore \#(command)"#
    let run = try Leadscore.shell(script + #"" typescript"#, in: folder)
    #expect(run.status == 0, "\(run.output)")
    for name in names { #expect(run.output.contains("\r\(name)"), "\(run.output)") }
    // The line is blanked before anything else is printed.
    let last = run.output.split(separator: "\r", omittingEmptySubsequences: false).dropLast()
      .last { $0 != "\n" && !$0.isEmpty && !$0.hasPrefix("\n") }
    #expect(last?.allSatisfy { $0 == " " } == true, "\(run.output)")
    let quiet = try Leadscore.shell(script + #" --quiet" typescript"#, in: folder)
    #expect(quiet.output.isEmpty)
    let elsewhere = try Leadscore.shell(script + #" 2> errors" typescript"#, in: folder)
    #expect(elsewhere.status == 0)
    #expect(try folder.bytes("errors").isEmpty)
  }

  @Test(
    "names what is read of a project", .enabled(if: hasTerminal),
    arguments: [
      (
        "monitor -c project/leadscore.yaml --model project --scores stored.csv --fail-on never",
        ["reading leads.csv", "reading events.csv", "scoring", "reading stored.csv", "checking"]
      ),
      (
        "effectiveness -c project/leadscore.yaml --scores stored.csv",
        ["reading leads.csv", "reading stored.csv", "comparing"]
      ),
      (
        "models promote project@1 -c project/leadscore.yaml --force",
        ["reading leads.csv", "reading events.csv", "comparing"]
      ),
    ])
  func project(command: String, names: [String]) throws {
    let folder = try SimulatedProject.trainedFolder()
    let ids = try folder.text("project/leads.csv").split(separator: "\n").dropFirst().prefix(100)
      .map { String($0.prefix { $0 != "," }) }
    let rows = ids.map { "\($0),2026-01-01,50,warm,0.5" }
    try folder.write(
      (["lead_id,as_of,score,tier,probability"] + rows).joined(separator: "\n") + "\n",
      to: "stored.csv")
    let run = try Leadscore.shell(
      #"script -qec "$leadscore \#(command)" typescript"#, in: folder)
    #expect(run.status == 0, "\(run.output)")
    for name in names { #expect(run.output.contains("\r\(name)"), "\(name): \(run.output)") }
    let quiet = try Leadscore.shell(
      #"script -qec "$leadscore \#(command) --quiet" typescript"#, in: folder)
    #expect(quiet.output.isEmpty)
  }
}
