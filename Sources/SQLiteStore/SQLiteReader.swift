internal import GRDB
public import Tables

/// An SQLite database opened for reading, in the state in which it was first read.
public final class SQLiteReader: Sendable {
  /// The path of the file.
  public let path: String
  private let queue: DatabaseQueue

  /// Opens a file that exists; it is never created or changed.
  ///
  /// - Throws: `InputError` when it is not there, `DatabaseProblem` when it is no database.
  public init(path: String) throws {
    self.path = path
    _ = try InputFile(path: path)
    var configuration = SQLiteDatabase.configuration
    configuration.readonly = true
    // One transaction for all reads, so that leads and events are of the same state.
    configuration.allowsUnsafeTransactions = true
    queue = try SQLiteDatabase.translatingErrors(of: path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { database in try database.beginTransaction(.deferred) }
      return queue
    }
  }

  /// The rows of a table, a view or a query, copied as CSV.
  ///
  /// Rows come in the order of the database, which for a table is that of its row identifiers.
  ///
  /// - Parameters:
  ///   - relation: The rows.
  ///   - name: What messages call them.
  ///   - missing: The texts that mean a missing value, besides `NULL` and blank.
  /// - Returns: The rows, in a scratch file.
  /// - Throws: `DatabaseProblem` for a table that is not there, for bytes and for a word in a column
  ///   that was declared to hold numbers; what ``Tables/CSVFile`` throws for what is no table.
  public func copy(_ relation: DatabaseRelation, named name: String, missing: [String]) throws
    -> CSVFile
  {
    try SQLiteDatabase.translatingErrors(of: path) {
      try queue.inDatabase { database in
        let rows = try SQLiteRows(relation, of: database, path: path, name: name)
        return try CSVFile(copyOf: name, missing: missing) { copy in try rows.write(to: copy) }
      }
    }
  }
}
