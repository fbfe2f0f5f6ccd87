import ArgumentParser
import Tables

/// How CSV files are written.
struct CSVOptions: ParsableArguments {
  @Option(
    name: .long, help: "More spellings of a missing value, separated by commas: \"Select,unknown\"."
  )
  var missing: String?

  @Option(name: .long, help: "The character between fields: , ; | or tab. (default: detected)")
  var delimiter: String?

  @Option(name: .long, help: "The encoding: utf-8, utf-16 or windows-1252.")
  var encoding: CSVFormat.Encoding = .utf8

  @Option(name: .long, help: "The decimal mark: . or ,")
  var decimal = "."

  func validate() throws {
    guard decimal == "." || decimal == "," else {
      throw ValidationError("--decimal takes . or ,")
    }
    _ = try delimiterByte()
  }

  /// Refuses options of flat files beside a project, which says how its sources are written.
  func refuse(with config: String?) throws {
    guard config != nil else { return }
    let isGiven = missing != nil || delimiter != nil || encoding != .utf8 || decimal != "."
    if isGiven {
      throw ValidationError(
        "--missing, --delimiter, --encoding and --decimal are for flat files; with -c write them"
          + " beside the source's from:")
    }
  }

  private func delimiterByte() throws -> UInt8? {
    guard let delimiter else { return nil }
    if ["tab", "\\t", "\t"].contains(delimiter) { return 9 }
    guard delimiter.utf8.count == 1, let byte = delimiter.utf8.first, byte >= 32,
      byte != UInt8(ascii: "\""), !Character(Unicode.Scalar(byte)).isLetter,
      !Character(Unicode.Scalar(byte)).isNumber
    else {
      throw ValidationError(
        "--delimiter takes one character that is no quote, letter or digit, or tab")
    }
    return byte
  }

  func format() throws -> CSVFormat {
    CSVFormat(
      delimiter: try delimiterByte(), encoding: encoding,
      numbers: NumberFormat(decimal: decimal == "," ? UInt8(ascii: ",") : UInt8(ascii: ".")),
      missing: CSVFormat.standardMissing + names(missing))
  }
}

/// The names in a list separated by commas, blanks around them dropped.
func names(_ list: String?) -> [String] {
  (list ?? "").split(separator: ",").map { part in
    String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }.filter { !$0.isEmpty }
}
