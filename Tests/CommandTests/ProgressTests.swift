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
}
