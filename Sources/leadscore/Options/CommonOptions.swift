import ArgumentParser
import Foundation
import ScoringModel
import Tables

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Also write the result as JSON to this file; - for standard output, where then nothing else is printed."
  )
  var json: String?

  @Flag(name: .long, help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .long, help: "Print without colour (so does the variable NO_COLOR).")
  var noColor = false

  @Option(
    name: .long, help: "How many threads to use; results do not depend on it. (default: all cores)")
  var threads: Int?

  @Option(name: .long, help: "The folder of the model registry.")
  var models = "models"

  @Flag(name: .long, help: "Let folders of the registry be symbolic links.")
  var followSymlinks = false

  var style: Style { Style(noColor: noColor) }
  /// Where long work is shown.
  var progress: Progress { Progress(quiet: quiet) }
  var threadCount: Int { threads ?? Threads.available }
  var registry: ModelRegistry {
    ModelRegistry(root: models, followsSymbolicLinks: followSymlinks)
  }

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 256")
    }
  }

  /// Prints lines for people, unless JSON has standard output to itself.
  func say(_ lines: [String]) throws {
    guard !quiet, json != "-" else { return }
    for line in lines { try Output.line(PathBytes.shown(line)) }
  }

  /// Tells on standard error what people should know though the work is done.
  func warn(_ lines: [String]) {
    guard !quiet else { return }
    for line in lines { Output.error(style.warning("Warning    " + line)) }
  }

  /// Writes a result as JSON where it is wanted.
  func writeJSON(_ value: some Encodable) throws {
    guard let json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let bytes = Array(try encoder.encode(value)) + [10]
    if json == "-" {
      try Output.write(String(decoding: bytes, as: UTF8.self), to: STDOUT_FILENO)
    } else {
      try AtomicFile.write(bytes, to: json)
    }
  }
}
