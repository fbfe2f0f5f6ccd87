public import Tables

/// A PostgreSQL database opened for reading, in one state of it.
public final class PostgreSQLReader {
  private let connection: PostgreSQLConnection

  /// Connects and begins a transaction that may only read.
  ///
  /// - Parameter connection: A connection string of libpq without a password, such as
  ///   `service=crm`; passwords come from `~/.pgpass` or a service file.
  /// - Throws: `DatabaseProblem`.
  public init(_ connection: String) throws {
    self.connection = try PostgreSQLConnection(connection)
    try self.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  }

  /// The rows of a table, a view or a query, copied as CSV.
  ///
  /// - Parameters:
  ///   - relation: The rows; the name of a table is looked up in the server's catalogue.
  ///   - name: What messages call them.
  ///   - missing: The texts that mean a missing value, besides `NULL` and blank.
  /// - Returns: The rows, in a scratch file.
  /// - Throws: `DatabaseProblem`, and what ``Tables/CSVFile`` throws for what is no table.
  public func copy(_ relation: DatabaseRelation, named name: String, missing: [String]) throws
    -> CSVFile
  {
    let source = try selection(relation)
    return try CSVFile(copyOf: name, missing: missing) { copy in
      try unsafe connection.copyOut("COPY (\(source)\n) TO STDOUT (FORMAT csv, HEADER)") { row in
        try unsafe copy.write(row)
      }
    }
  }

  private func selection(_ relation: DatabaseRelation) throws -> String {
    switch relation {
    case .table(let name):
      return try Relation(name, on: connection).query
    case .query(let sql):
      // A server prepares one statement only, so nothing can follow the query in disguise.
      var query = Substring(sql)
      while let last = query.last, last.isWhitespace || last == ";" { query.removeLast() }
      _ = try connection.columns(of: String(query))
      return String(query)
    }
  }
}
