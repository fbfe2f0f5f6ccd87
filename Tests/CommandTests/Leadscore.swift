import Foundation
import Testing

/// The built command, run as a process of its own.
struct Leadscore {
  /// What a run left behind.
  struct Run {
    /// The exit code, or 128 and the signal's number.
    let status: Int32
    let output: String
    let errors: String

    /// The lines of standard error.
    var errorLines: [Substring] { errors.split(separator: "\n") }
  }

  /// The executable beside the test runner.
  static var path: String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "leadscore").path
  }

  /// Runs the command in a folder.
  static func run(
    _ arguments: [String], in folder: Folder, input: [UInt8]? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    try run(path, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs a shell script in a folder; `$leadscore` is the command.
  static func shell(
    _ script: String, in folder: Folder, environment: [String: String] = [:]
  ) throws -> Run {
    try run("/bin/sh", ["-c", script], in: folder, environment: environment)
  }

  private static func run(
    _ executable: String, _ arguments: [String], in folder: Folder, input: [UInt8]? = nil,
    environment: [String: String]
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no", "leadscore": path]) { $1 }
      .merging(environment) { $1 }
    // Files rather than pipes: no amount of output can block the command.
    let streams = try Folder()
    let names = ["output", "errors"].map { streams.path + "/" + $0 }
    for name in ["output", "errors"] { try streams.write([], to: name) }
    let writers = names.map { FileHandle(forWritingAtPath: $0) }
    process.standardOutput = writers[0]
    process.standardError = writers[1]
    process.standardInput = FileHandle.nullDevice
    if let input {
      try streams.write(input, to: "input")
      process.standardInput = FileHandle(forReadingAtPath: streams.path + "/input")
    }
    try process.run()
    process.waitUntilExit()
    for writer in writers { try? writer?.close() }
    let texts = try names.map {
      String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self)
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    let run = Run(
      status: process.terminationStatus + (isSignal ? 128 : 0), output: texts[0], errors: texts[1])
    if [132, 134, 139].contains(run.status) {
      Issue.record("crashed with \(run.status): \(arguments) \(run.errors.prefix(400))")
    }
    return run
  }
}
