/// A CSV file with its header read, ready to be read whole or streamed.
///
/// Reads RFC 4180: quoted fields, doubled quotes, line feeds in quotes, LF or CRLF, with or
/// without a byte order mark. Missing values are blank or one of the format's spellings.
public struct CSVFile: Sendable {
  /// The path as the user gave it.
  public let path: String
  /// The column names in file order.
  public let names: [String]
  /// The format with the delimiter settled.
  public let format: CSVFormat
  let input: InputFile
  let header: CSVHeader
  /// Told how far each pass over the file has come.
  private(set) var progress: @Sendable (ReadingProgress) -> Void = { _ in }

  /// Opens a file (`-` is standard input) and reads its header.
  ///
  /// - Throws: ``InputError`` when it cannot be read, ``DataProblems`` when it is not CSV.
  public init(_ path: String, format: CSVFormat = CSVFormat()) throws {
    let opened = try InputFile(path: path, isText: format.encoding != .utf16)
    try self.init(
      format.encoding == .utf8 ? opened : opened.transcoded(from: format.encoding), format: format)
  }

  /// Reads the header of an input in UTF-8.
  init(_ input: InputFile, format: CSVFormat) throws {
    path = input.path
    self.input = input
    header = try CSVHeader(of: input, format: format)
    names = header.names
    var settled = format
    settled.delimiter = header.delimiter
    self.format = settled
  }

  /// The same file, which tells how far its reading has come, a block of rows at a time.
  public func reporting(_ progress: @escaping @Sendable (ReadingProgress) -> Void) -> CSVFile {
    var file = self
    file.progress = progress
    return file
  }

  /// The size of the file in bytes, as UTF-8.
  public var size: Int { input.size }

  /// Whether a path names this same file, also through links.
  public func isSameFile(as path: String) -> Bool { input.isSameFile(as: path) }

  /// Checks that the file is what it was when it was opened.
  ///
  /// - Throws: ``InputError/changedWhileReading(path:)``.
  public func verifyUnchanged() throws { try input.verifyUnchanged() }

  /// The position of a column.
  ///
  /// - Throws: ``DataProblems`` naming the nearest column when there is none of this name.
  public func index(of name: String) throws -> Int {
    if let index = names.firstIndex(of: name) { return index }
    throw DataProblems([missingColumn(name)])
  }

  /// Checks that all columns are there.
  ///
  /// - Throws: ``DataProblems`` with one problem per missing column.
  public func require(_ wanted: [String]) throws {
    let missing = wanted.filter { !names.contains($0) }
    try DataProblems(missing.map(missingColumn)).throwIfAny()
  }

  private func missingColumn(_ name: String) -> DataProblem {
    var hint: String?
    if names[0].hasPrefix("#") {
      hint = "the first line looks like a comment; CSV has none, a header line is expected"
    } else if names.count == 1 {
      let other = ";,\t|".first { names[0].contains($0) }
      hint = other.map { mark in
        let count = names[0].count { $0 == mark }
        let shown = mark == "\t" ? "tab" : String(mark)
        return "the header is one column containing \(count) '\(shown)'; use --delimiter"
      }
    } else if names.contains(where: { NumberFormat().number($0) != nil }) {
      hint = "the first row looks like data; a header line is expected"
    }
    return DataProblem(
      place: Place(file: path, line: header.line, column: 1),
      kind: .missingColumn(name: name, available: names, delimiterHint: hint))
  }
}
