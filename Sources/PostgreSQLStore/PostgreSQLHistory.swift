public import Tables

/// A table of a PostgreSQL database that keeps one state of its rows per moment.
public struct PostgreSQLHistory {
  private let connection: PostgreSQLConnection
  private let layout: HistoryTable
  private let schema: String
  private let name: String

  /// Connects; the tables are made when they are not there.
  ///
  /// - Parameters:
  ///   - connection: A connection string of libpq without a password.
  ///   - table: `name` or `schema.name`; a name alone is in the schema `public`.
  ///   - layout: The columns.
  /// - Throws: `DatabaseProblem`, also when there is a table of other columns.
  public init(_ connection: String, table: String, layout: HistoryTable) throws {
    self.layout = layout
    (schema, name) = Relation.split(table)
    try Relation.refuseLongNames(
      [schema, name + "_current"] + (layout.allColumns + layout.run).map(\.name),
      database: ConnectionTarget(connection).name)
    self.connection = try PostgreSQLConnection(connection)
    for part in [schema, name + "_current"] where !SQLIdentifier.isUsable(part) {
      throw DatabaseProblem.unknownTable(table, database: self.connection.name, available: [])
    }
    try prepare()
  }

  /// Writes the rows of a moment in place of those that it had, with the record of the run.
  ///
  /// All or nothing, in one transaction; rows that are what they were are not touched. After a
  /// deadlock or a serialization failure the whole transaction is tried again, twice.
  ///
  /// - Throws: `DatabaseProblem`, and what reading the rows throws.
  public func write(_ state: HistoryState) throws -> HistoryChange {
    for _ in 0..<2 {
      do {
        return try writeOnce(state)
      } catch DatabaseProblem.busy(_, let reason)
        where reason.contains("deadlock") || reason.contains("could not serialize")
      {
        continue
      }
    }
    return try writeOnce(state)
  }

  private func writeOnce(_ state: HistoryState) throws -> HistoryChange {
    try transaction {
      // One writer at a time; readers are not held up.
      try connection.execute("LOCK TABLE \(sql()) IN SHARE ROW EXCLUSIVE MODE")
      try connection.execute("SET LOCAL work_mem = '64MB'; SET LOCAL enable_nestloop = off")
      try connection.execute("CREATE TEMPORARY TABLE staged (\(stagedColumns)) ON COMMIT DROP")
      try connection.copyIn("COPY pg_temp.staged FROM STDIN (FORMAT csv, HEADER)") { send in
        try state.rows.forEachChunk(send)
      }
      try connection.execute("ANALYZE pg_temp.staged (\(key))")
      let moment = state.asOf.description
      let removed = try connection.query(removal, [moment]).changed
      let changed = try connection.query(update, [moment] + state.shared).changed
      let added = try connection.query(insertion, [moment] + state.shared).changed
      try connection.query(recordOfRun, [moment] + state.run)
      return HistoryChange(written: changed + added, removed: removed)
    }
  }

  /// Removes all rows of a key, whatever their moment.
  ///
  /// - Returns: How many there were.
  /// - Throws: `DatabaseProblem`.
  public func forget(_ key: String) throws -> Int {
    try connection.query(
      "DELETE FROM \(sql()) WHERE \(self.key) OPERATOR(pg_catalog.=) $1", [key]
    ).changed
  }

  /// Removes the rows and the runs of all moments before one.
  ///
  /// - Returns: How many rows there were.
  /// - Throws: `DatabaseProblem`.
  public func prune(before moment: Timestamp) throws -> Int {
    try transaction {
      try connection.query(
        "DELETE FROM \(sql("_runs")) WHERE as_of OPERATOR(pg_catalog.<) $1::timestamptz",
        [moment.description])
      return try connection.query(
        "DELETE FROM \(sql()) WHERE as_of OPERATOR(pg_catalog.<) $1::timestamptz",
        [moment.description]
      ).changed
    }
  }

  private func transaction<Result>(_ work: () throws -> Result) throws -> Result {
    try connection.execute("BEGIN")
    let result: Result
    do {
      result = try work()
    } catch {
      // On a lost connection the server has rolled back by itself.
      try? connection.execute("ROLLBACK")
      throw error
    }
    try commit()
    return result
  }

  /// Ends a transaction; without the server's answer nobody here knows whether it took place.
  private func commit() throws(DatabaseProblem) {
    do {
      try connection.execute("COMMIT")
    } catch .unavailable(let database, let reason) {
      throw .unavailable(
        database: database,
        reason: reason + " at COMMIT, so all of the rows are there or none; running again as of"
          + " the same moment makes sure")
    }
  }

  private func sql(_ suffix: String = "") -> String {
    SQLIdentifier.quoted(schema) + "." + SQLIdentifier.quoted(name + suffix)
  }

  private var key: String { SQLIdentifier.quoted(layout.key) }

  private func list(_ columns: [HistoryTable.Column], prefix: String = "") -> String {
    columns.map { prefix + SQLIdentifier.quoted($0.name) }.joined(separator: ", ")
  }

  /// The columns as the scored rows bring them.
  private var stagedColumns: String {
    "\(key) text NOT NULL, "
      + layout.columns.map { "\(SQLIdentifier.quoted($0.name)) \($0.values.serverType) NOT NULL" }
      .joined(separator: ", ")
  }

  /// The rows that are no more.
  ///
  /// Each of the three statements joins whole tables, by hash or by merge: a server that has not
  /// seen these rows before takes them for few and would look every one up among all the staged.
  /// That is why the transaction turns nested loops off.
  private var removal: String {
    """
    DELETE FROM \(sql()) AS old WHERE as_of OPERATOR(pg_catalog.=) $1::timestamptz
    AND NOT EXISTS (SELECT FROM pg_temp.staged AS new
      WHERE new.\(key) OPERATOR(pg_catalog.=) old.\(key))
    """
  }

  /// The rows that are different.
  private var update: String {
    let new = sharedParameters + layout.columns.map { "new." + SQLIdentifier.quoted($0.name) }
    let row = "ROW(\(new.joined(separator: ", ")))"
    let changing = layout.shared + layout.columns
    return """
      UPDATE \(sql()) AS old SET (\(list(changing))) = \(row)
      FROM pg_temp.staged AS new
      WHERE old.as_of OPERATOR(pg_catalog.=) $1::timestamptz
        AND new.\(key) OPERATOR(pg_catalog.=) old.\(key)
        AND ROW(\(list(changing, prefix: "old."))) IS DISTINCT FROM \(row)
      """
  }

  /// The rows that are new.
  private var insertion: String {
    let values = ([key, "$1::timestamptz"] + sharedParameters).joined(separator: ", ")
    return """
      INSERT INTO \(sql()) (\(list(layout.allColumns)))
      SELECT \(values), \(list(layout.columns)) FROM pg_temp.staged AS new
      WHERE NOT EXISTS (SELECT FROM \(sql()) AS old
        WHERE old.as_of OPERATOR(pg_catalog.=) $1::timestamptz
          AND old.\(key) OPERATOR(pg_catalog.=) new.\(key))
      """
  }

  private var sharedParameters: [String] {
    layout.shared.enumerated().map { "$\($0 + 2)::\($1.values.serverType)" }
  }

  private var recordOfRun: String {
    let values = layout.run.enumerated().map { "$\($0 + 2)::\($1.values.serverType)" }
    return """
      INSERT INTO \(sql("_runs")) AS old (as_of, \(list(layout.run)))
      VALUES ($1::timestamptz, \(values.joined(separator: ", ")))
      ON CONFLICT (as_of) DO UPDATE
      SET (\(list(layout.run))) = ROW(\(list(layout.run, prefix: "excluded.")))
      WHERE (\(list(layout.run, prefix: "old.")))
        IS DISTINCT FROM (\(list(layout.run, prefix: "excluded.")))
      """
  }

  /// Makes the tables, or checks that they have the columns.
  private func prepare() throws {
    if let found = try Relation.find("\(schema).\(name)", on: connection) {
      let names = found.columns.map(\.name)
      let missing = layout.allColumns.map(\.name).filter { !names.contains($0) }
      guard missing.isEmpty else {
        throw DatabaseProblem.unknownColumns(
          missing, table: "\(schema).\(name)", available: names)
      }
      return
    }
    let columns = (layout.shared + layout.columns)
      .map { "\(SQLIdentifier.quoted($0.name)) \($0.values.serverType) NOT NULL" }
      .joined(separator: ", ")
    let run = layout.run.map { "\(SQLIdentifier.quoted($0.name)) \($0.values.serverType)" }
      .joined(separator: ", ")
    try transaction {
      try connection.execute(
        """
        CREATE TABLE \(sql()) (\(key) text NOT NULL, as_of timestamptz NOT NULL, \(columns),
          PRIMARY KEY (as_of, \(key)));
        CREATE TABLE \(sql("_runs")) (as_of timestamptz PRIMARY KEY, \(run));
        CREATE VIEW \(sql("_current")) AS SELECT * FROM \(sql())
          WHERE as_of OPERATOR(pg_catalog.=)
            (SELECT pg_catalog.max(as_of) FROM \(sql("_runs")))
        """)
    }
  }
}

extension HistoryTable.Values {
  fileprivate var serverType: String {
    switch self {
    case .text: "text"
    case .integer: "bigint"
    case .real: "double precision"
    case .json: "jsonb"
    }
  }
}
