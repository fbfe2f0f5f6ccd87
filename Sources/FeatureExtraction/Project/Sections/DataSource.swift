public import Tables
internal import YAMLDocuments

/// Where a project reads rows from: a CSV file, or a table, a view or a query of a database.
public struct DataSource: Sendable, Equatable {
  /// Where the rows are.
  public enum Location: Sendable, Equatable {
    /// A file, its path already relative to the working directory rather than to the project file.
    case file(String)
    /// Rows of a database.
    case database(DatabaseAddress)
  }

  /// Where the rows are.
  public let location: Location
  /// How a file is written; of a database only the spellings of missing values.
  public let format: CSVFormat

  /// The path of the file or the address in the database, as messages call it.
  public var path: String {
    switch location {
    case .file(let path): path
    case .database(let address): address.description
    }
  }

  /// The path of the file that is read; nil for a database server.
  public var file: String? {
    switch location {
    case .file(let path): path
    case .database(let address): address.kind == .sqlite ? address.database : nil
    }
  }

  /// The keys of a source that say where it is and how it is written.
  static let keys = ["from", "query", "encoding", "delimiter", "decimal", "missing"]

  /// Rows at a place.
  public init(location: Location, format: CSVFormat) {
    self.location = location
    self.format = format
  }

  /// - Throws: a problem for an address that is none, and for a format that is none or that a
  ///   database does not have.
  init(_ source: YAMLMapping, folder: ProjectFolder) throws(ConfigurationProblem) {
    location = try folder.location(
      try source.required("from"), query: try source.optional("query")?.string())
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
    guard case .database(let address) = location else { return }
    for key in ["encoding", "delimiter", "decimal"] {
      guard let node = source.optional(key) else { continue }
      throw node.problem(ProjectFlaw.notTogether(key, address.kind.rawValue + ":"))
    }
  }

  /// Opens a CSV file.
  ///
  /// - Throws: what ``CSVFile/init(_:format:)`` throws, and ``DatabaseProblem/unavailable`` for a
  ///   database: whoever wants those reads with a ``SourceReader`` that knows them.
  public static func openFile(_ source: DataSource) throws -> CSVFile {
    switch source.location {
    case .file(let path): return try CSVFile(path, format: source.format)
    case .database(let address):
      throw DatabaseProblem.unavailable(
        database: address.description, reason: "this program reads files only")
    }
  }
}

/// How the rows of a source are opened for reading.
public typealias SourceReader = (DataSource) throws -> CSVFile

/// The folder of a project file, to which all paths in the file are relative.
struct ProjectFolder {
  private let prefix: String

  init(ofFile path: String) {
    prefix = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The place that a text names for reading or writing.
  func location(_ node: YAMLNode, query: String? = nil) throws(ConfigurationProblem)
    -> DataSource.Location
  {
    let text = try node.string()
    let address: DatabaseAddress?
    do throws(DatabaseAddressError) {
      address = try DatabaseAddress(text, query: query)
    } catch {
      throw node.problem(error)
    }
    guard let address else {
      if query != nil { throw node.problem(ProjectFlaw.needs("query", beside: "sqlite:")) }
      return .file(resolved(text))
    }
    guard address.kind == .sqlite else { return .database(address) }
    return .database(address.with(database: resolved(address.database)))
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
