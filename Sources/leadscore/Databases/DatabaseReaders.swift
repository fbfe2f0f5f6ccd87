import FeatureExtraction
import PostgreSQLStore
import SQLiteStore
import Tables

/// Opens the sources of a run; all of one database are read in one state of it.
final class DatabaseReaders {
  private var files: [String: SQLiteReader] = [:]
  private var servers: [String: PostgreSQLReader] = [:]

  /// Opens a source.
  func open(_ source: DataSource) throws -> CSVFile {
    guard case .database(let address) = source.location else {
      return try DataSource.openFile(source)
    }
    return try open(address, missing: source.format.missing)
  }

  /// Copies the rows that an address names.
  func open(_ address: DatabaseAddress, missing: [String]) throws -> CSVFile {
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
  /// Reads the project's files and databases.
  ///
  /// - Throws: what ``FeatureExtraction/Project/load(threads:featureKinds:open:)`` throws.
  func read(threads: Int, featureKinds: [String: ColumnKind] = [:]) throws -> ProjectTables {
    let readers = DatabaseReaders()
    return try load(threads: threads, featureKinds: featureKinds, open: readers.open)
  }
}
