import ArgumentParser
import LinearAlgebra
import ScoringModel
import Tables

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

      Exit codes: 0 done, 1 done with alarms, 64 usage, 65 bad data, 66 no input,
      69 service unavailable, 70 internal error, 73 cannot create, 74 I/O error, 75 try again later,
      77 permission denied, 78 configuration.
      """,
    subcommands: [
      Init.self, Check.self, Features.self, Train.self, Evaluate.self, Score.self, Explain.self,
      Compare.self, Rules.self, MonitorCommand.self, NightlyCommand.self, Models.self,
      Profile.self, EffectivenessCommand.self, Forget.self, Prune.self, Simulate.self,
    ])

  @Flag(name: .long, help: "Print the version, the OpenBLAS core and its thread count.")
  var version = false

  func run() throws {
    guard version else { throw CleanExit.helpRequest(self) }
    try Output.line(
      "leadscore \(leadscoreVersion) (OpenBLAS core \(OpenBLAS.coreName),"
        + " \(OpenBLAS.threadCount) BLAS thread, \(Threads.available) cores)")
  }

  static func main() {
    Output.prepare()
    OpenBLAS.useOneThread()
    do {
      let arguments = Array(arguments.dropFirst())
      try refuseUnknownCommand(arguments.first)
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      exit(for: error)
    }
  }

  /// The arguments by their bytes: a name of a file may be no UTF-8.
  private static var arguments: [String] {
    (0..<Int(CommandLine.argc)).map { index in
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { return "" }
      var bytes: [UInt8] = []
      var place = 0
      while unsafe argument[place] != 0 {
        bytes.append(unsafe UInt8(bitPattern: argument[place]))
        place += 1
      }
      return PathBytes.text(of: bytes)
    }
  }

  /// A misspelled command gets the nearest one offered.
  private static func refuseUnknownCommand(_ word: String?) throws {
    guard let word, !word.hasPrefix("-"), word != "help" else { return }
    let names = configuration.subcommands.map { $0._commandName }
    guard !names.contains(word) else { return }
    throw CommandProblem.unknownCommand(word, names: names)
  }

  /// Ends the process with a message and the exit code that belongs to the error.
  private static func exit(for error: any Error) -> Never {
    // A run that is done and has alarms to report has said all there is to say.
    if let code = error as? ExitCode, code.rawValue == 1 { exit(withError: code) }
    if let status = ExitStatus(of: error) {
      end(with: status.rawValue, String(describing: error))
    }
    let code = exitCode(for: error)
    guard code == .success else {
      guard code == .validationFailure else {
        end(with: ExitStatus.internalError.rawValue, "internal error: \(error)")
      }
      // The parser's own messages begin with "Error: ".
      let message = fullMessage(for: error).trimmingPrefix("Error: ")
      end(with: code.rawValue, first: "error: ", others: "", String(message))
    }
    do {
      try Output.line(fullMessage(for: error))
    } catch {
      end(with: ExitStatus.inputOutput.rawValue, String(describing: error))
    }
    exit(withError: ExitCode.success)
  }

  private static func end(
    with code: Int32, first: String = "error: ", others: String = "error: ", _ message: String
  ) -> Never {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { Output.error((index == 0 ? first : others) + line) }
    exit(withError: ExitCode(code))
  }
}
