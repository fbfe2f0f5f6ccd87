import ArgumentParser
import LinearAlgebra
import ScoringModel

/// The command `leadscore`.
@main
struct Leadscore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leadscore",
    abstract: "Scores leads, says why, and settles whether the model beats the points table.",
    discussion: """
      The first minute, from one CSV file:

        leadscore train leads.csv --target Converted --id "Lead Number"
        leadscore score new.csv --model leads --out scores.csv
        leadscore explain new.csv --model leads --lead 660737

      Exit codes: 0 done, 64 usage, 65 bad data, 66 no input, 70 internal error, 73 cannot create,
      74 I/O error, 75 try again later, 77 permission denied, 78 configuration.
      """,
    subcommands: [
      Train.self, Score.self, Explain.self, Compare.self, Check.self, Features.self, Rules.self,
      Models.self, Simulate.self,
    ])

  @Flag(name: .long, help: "Print the version, the OpenBLAS core and its thread count.")
  var version = false

  func run() throws {
    guard version else { throw CleanExit.helpRequest(self) }
    OpenBLAS.useOneThread()
    print(
      "leadscore \(leadscoreVersion) (OpenBLAS core \(OpenBLAS.coreName),"
        + " \(OpenBLAS.threadCount) BLAS thread, \(Threads.available) cores)")
  }

  static func main() {
    Output.endOnBrokenPipe()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      exit(for: error)
    }
  }

  /// Ends the process with a message and the exit code that belongs to the error.
  private static func exit(for error: any Error) -> Never {
    guard let status = ExitStatus(of: error) else { exit(withError: error) }
    for line in String(describing: error).split(separator: "\n", omittingEmptySubsequences: false) {
      Output.error("error: " + line)
    }
    exit(withError: ExitCode(status.rawValue))
  }
}
