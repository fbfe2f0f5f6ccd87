import GRDB

/// Statements on a database of a test, apart from the code under test.
enum TestDatabase {
  /// Runs statements outside of a transaction, as the journal's mode wants it.
  static func execute(_ sql: String, at path: String) throws {
    try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: sql) }
  }

  /// The rows of a query, their values as text.
  static func rows(_ sql: String, at path: String) throws -> [[String]] {
    try DatabaseQueue(path: path).read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        row.databaseValues.map { String(describing: $0) }
      }
    }
  }

  /// Does something while another connection holds the lock of a writer.
  static func whileLocked(_ path: String, _ body: () throws -> Void) throws {
    let other = try DatabaseQueue(path: path)
    try other.inDatabase { try $0.execute(sql: "CREATE TABLE IF NOT EXISTS held (a)") }
    try other.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        try body()
        return .rollback
      }
    }
  }
}
