import Foundation
import Testing

@Suite("leadscore --version and --help")
struct VersionTests {
  @Test("The version names the OpenBLAS core and one thread")
  func version() throws {
    let run = try Leadscore.run(["--version"], in: Folder())
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("leadscore 0.1.0 (OpenBLAS core "))
    #expect(run.output.contains("1 BLAS thread"))
  }

  @Test(
    "The help of every command ends with worked examples",
    arguments: [
      "train", "score", "explain", "compare", "check", "features", "rules", "models", "simulate",
    ])
  func help(command: String) throws {
    let run = try Leadscore.run([command, "--help"], in: Folder())
    #expect(run.status == 0)
    #expect(run.output.contains("Examples:"))
    #expect(run.output.components(separatedBy: "  leadscore \(command)").count >= 2)
  }
}
