public import Tables
internal import YAMLDocuments

/// A CSV file that a project reads, and how it is written.
public struct CSVSource: Sendable, Equatable {
  /// The path, already relative to the working directory rather than to the project file.
  public let path: String
  /// How the file is written.
  public let format: CSVFormat

  /// The keys of a source that say where it is and how it is written.
  static let keys = ["from", "encoding", "delimiter", "decimal", "missing"]

  /// - Throws: a problem for a database, which cannot be read yet, and for a format that is none.
  init(_ source: YAMLMapping, folder: ProjectFolder) throws(ConfigurationProblem) {
    path = try folder.file(try source.required("from"))
    var format = CSVFormat()
    if let node = source.optional("encoding") {
      format.encoding = try node.choice(of: CSVFormat.Encoding.self)
    }
    if let node = source.optional("delimiter") { format.delimiter = try node.mark() }
    if let node = source.optional("decimal") {
      format.numbers = NumberFormat(decimal: try node.mark())
    }
    if let node = source.optional("missing") { format.missing += try node.stringOrList() }
    self.format = format
  }
}

/// The folder of a project file, to which all paths in the file are relative.
struct ProjectFolder {
  private let prefix: String

  init(ofFile path: String) {
    prefix = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path of a CSV file that is to be read.
  func file(_ node: YAMLNode) throws(ConfigurationProblem) -> String {
    let text = try node.string()
    for kind in ["sqlite", "postgresql", "postgres"] where text.hasPrefix(kind + ":") {
      throw node.problem(ProjectFlaw.databaseNotAvailable(kind))
    }
    return resolved(text)
  }

  /// A path as seen from the working directory.
  func resolved(_ path: String) -> String { path.hasPrefix("/") ? path : prefix + path }
}

extension YAMLNode {
  /// A single ASCII character, or the word `tab`.
  fileprivate func mark() throws(ConfigurationProblem) -> UInt8 {
    let text = try string()
    if text == "tab" { return 9 }
    guard text.utf8.count == 1, let mark = text.utf8.first else {
      throw problem(ProjectFlaw.notOneCharacter(text))
    }
    return mark
  }
}
