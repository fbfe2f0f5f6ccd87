public import Tables
public import PostgreSQLStore
public import SQLiteStore

/// A table of scores in a database of any kind.
public enum ScoreDatabase {
  case sqlite(SQLiteHistory)
  case postgresql(PostgreSQLHistory)

  /// Opens the table that an address names; it is made when it is not there.
  ///
  /// - Throws: `DatabaseProblem`, `OutputError`, or `DatabaseAddressError` for a query.
  public init(_ address: DatabaseAddress, layout: HistoryTable) throws {
    guard let table = address.table else { throw DatabaseAddressError.noTable(address.kind) }
    switch address.kind {
    case .sqlite:
      self = .sqlite(try SQLiteHistory(path: address.database, table: table, layout: layout))
    case .postgresql:
      self = .postgresql(
        try PostgreSQLHistory(address.database, table: table, layout: layout))
    }
  }

  /// Writes the rows of a moment in place of those that it had, all or nothing.
  ///
  /// - Throws: `DatabaseProblem`, and what reading the rows throws.
  public func write(_ state: HistoryState) throws -> HistoryChange {
    switch self {
    case .sqlite(let history): try history.write(state)
    case .postgresql(let history): try history.write(state)
    }
  }

  /// Removes all rows of a key; returns how many there were.
  ///
  /// - Throws: `DatabaseProblem`.
  public func forget(_ key: String) throws -> Int {
    switch self {
    case .sqlite(let history): try history.forget(key)
    case .postgresql(let history): try history.forget(key)
    }
  }

  /// Removes the rows of all moments before one; returns how many there were.
  ///
  /// - Throws: `DatabaseProblem`.
  public func prune(before moment: Timestamp) throws -> Int {
    switch self {
    case .sqlite(let history): try history.prune(before: moment)
    case .postgresql(let history): try history.prune(before: moment)
    }
  }
}
