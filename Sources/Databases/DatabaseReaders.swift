public import FeatureExtraction
public import Tables
import PostgreSQLStore
import SQLiteStore

/// Opens the sources of a run; all that are in one database are read in one state of it.
public final class DatabaseReaders {
  private var files: [String: SQLiteReader] = [:]
  private var servers: [String: PostgreSQLReader] = [:]

  /// Readers of nothing yet.
  public init() {}

  /// Opens a source, a file or rows of a database.
  ///
  /// - Throws: `InputError`, `DataProblems` or `DatabaseProblem`.
  public func open(_ source: DataSource) throws -> CSVFile {
    guard case .database(let address) = source.location else {
      return try DataSource.openFile(source)
    }
    return try open(address, missing: source.format.missing)
  }

  /// Opens what a text names: the rows of a database by their address, else a file.
  ///
  /// - Throws: `DatabaseAddressError`, `InputError`, `DataProblems` or `DatabaseProblem`.
  public func open(_ text: String, format: CSVFormat = CSVFormat()) throws -> CSVFile {
    guard let address = try DatabaseAddress(text) else { return try CSVFile(text, format: format) }
    return try open(address, missing: format.missing)
  }

  /// Copies the rows that an address names.
  ///
  /// - Throws: `InputError`, `DataProblems` or `DatabaseProblem`.
  public func open(_ address: DatabaseAddress, missing: [String]) throws -> CSVFile {
    switch address.kind {
    case .sqlite:
      let reader = try files[address.database] ?? SQLiteReader(path: address.database)
      files[address.database] = reader
      return try reader.copy(address.relation, named: address.description, missing: missing)
    case .postgresql:
      let reader = try servers[address.database] ?? PostgreSQLReader(address.database)
      servers[address.database] = reader
      return try reader.copy(address.relation, named: address.description, missing: missing)
    }
  }
}

extension Project {
  /// Reads the project's files and databases, without up to `max_rejects` rows that something is
  /// wrong with; ``FeatureExtraction/ProjectTables/rejectedRows`` has them.
  ///
  /// `progress` is told how far the reading of each has come. Of the leads only the columns of
  /// features and those wanted besides are read, and what the project's meaning needs; all when nil.
  ///
  /// - Throws: what
  ///   ``FeatureExtraction/Project/load(threads:featureKinds:keeping:wanting:open:)`` throws, and
  ///   `DatabaseProblem`.
  public func read(
    threads: Int, featureKinds: [String: ColumnKind] = [:],
    keeping retention: EventRetention = .every, wanting others: Set<String>? = nil,
    progress: @escaping @Sendable (ReadingProgress) -> Void = { _ in }
  ) throws -> ProjectTables {
    let readers = DatabaseReaders()
    func open(_ source: DataSource) throws -> CSVFile {
      try readers.open(source).reporting(progress)
    }
    guard maxRejects > 0 else {
      return try load(
        threads: threads, featureKinds: featureKinds, keeping: retention, wanting: others,
        open: open)
    }
    return try loadRejectingRows(
      threads: threads, featureKinds: featureKinds, keeping: retention, wanting: others,
      open: open
    ).tables
  }
}
