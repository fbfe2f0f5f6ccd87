#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import GRDB
internal import Tables

/// How SQLite files are opened, and what their errors mean.
enum SQLiteDatabase {
  /// How long to wait for another writer, in seconds.
  static let patience = 5.0

  /// The configuration of every connection.
  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "leadscore"
    // A schema from elsewhere must not call functions with effects of their own.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    return configuration
  }

  /// Does some work, and tells its errors in the terms of any database.
  ///
  /// - Throws: `DatabaseProblem` in place of SQLite's own; other errors as they are.
  static func translatingErrors<Result>(of path: String, _ work: () throws -> Result) throws
    -> Result
  {
    do {
      return try work()
    } catch let error as GRDB.DatabaseError {
      throw translated(error, path)
    }
  }

  private static func translated(_ error: GRDB.DatabaseError, _ path: String)
    -> DatabaseProblem
  {
    let reason = error.message ?? error.resultCode.description
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      .busy(database: path, reason: "another program holds a lock on the database")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: .malformed(database: path, reason: reason)
    case .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY: .denied(database: path, reason: reason)
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG:
      .refused(database: path, reason: reason)
    default: .failed(database: path, reason: reason)
    }
  }
}

extension SQLiteDatabase {
  /// Makes an empty file that only this user can read, unless there is a file already.
  ///
  /// - Throws: `OutputError/cannotCreate`.
  static func createPrivately(_ path: String) throws {
    let descriptor = unsafe open(
      path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw OutputError.cannotCreate(path: path, errno: errno)
    }
  }

  /// The columns of a table or view with their declared types; the name is a value to SQLite.
  static func columns(of table: String, in database: Database) throws -> [(
    name: String, type: String
  )] {
    try Row.fetchAll(
      database, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [table]
    ).map { row in (row["name"] ?? "", row["type"] ?? "") }
  }
}
