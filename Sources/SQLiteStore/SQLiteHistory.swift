internal import GRDB
public import Tables

/// A table of an SQLite database that keeps one state of its rows per moment.
public struct SQLiteHistory {
  private let path: String
  private let name: String
  private let layout: HistoryTable
  private let queue: DatabaseQueue

  /// Opens the database; the file and the tables are made when they are not there.
  ///
  /// - Throws: `OutputError` when the file cannot be created, `DatabaseProblem` when it is no
  ///   database or when the table is another one.
  public init(path: String, table: String, layout: HistoryTable) throws {
    self.path = path
    self.layout = layout
    name = table
    try SQLiteDatabase.createPrivately(path)
    queue = try SQLiteDatabase.translatingErrors(of: path) {
      try DatabaseQueue(path: path, configuration: SQLiteDatabase.configuration)
    }
    try SQLiteDatabase.translatingErrors(of: path) {
      try queue.writeWithoutTransaction { database in try prepare(database) }
    }
  }

  /// Writes the rows of a moment in place of those that it had, with the record of the run.
  ///
  /// All or nothing; rows that are what they were are not touched.
  ///
  /// - Throws: `DatabaseProblem`, and what reading the rows throws.
  public func write(_ state: HistoryState) throws -> HistoryChange {
    try SQLiteDatabase.translatingErrors(of: path) {
      var change = HistoryChange(written: 0, removed: 0)
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          let (written, given) = try upsert(state, database)
          // Every given row is there by now, so the count alone tells whether others are.
          let others = try count(state.asOf, database) - given
          let removed = others == 0 ? 0 : try removeOthers(state, database)
          try record(state, database)
          change = HistoryChange(written: written, removed: removed)
          return .commit
        }
      }
      return change
    }
  }

  /// Removes all rows of a key, whatever their moment.
  ///
  /// - Returns: How many there were.
  /// - Throws: `DatabaseProblem`.
  public func forget(_ key: String) throws -> Int {
    try change("DELETE FROM \(sql(name)) WHERE \(sql(layout.key)) = ?", [key], erasing: true)
  }

  /// Removes the rows and the runs of all moments before one.
  ///
  /// - Returns: How many rows there were.
  /// - Throws: `DatabaseProblem`.
  public func prune(before moment: Timestamp) throws -> Int {
    _ = try change(
      "DELETE FROM \(sql(name + "_runs")) WHERE as_of < ?", [moment.description], erasing: false)
    return try change(
      "DELETE FROM \(sql(name)) WHERE as_of < ?", [moment.description], erasing: true)
  }

  private func change(_ statement: String, _ values: [String], erasing: Bool) throws -> Int {
    try SQLiteDatabase.translatingErrors(of: path) {
      try queue.writeWithoutTransaction { database in
        // What was deleted is overwritten, not only forgotten by the table.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        var count = 0
        try database.inTransaction(.immediate) {
          try database.execute(sql: statement, arguments: StatementArguments(values))
          count = database.changesCount
          return .commit
        }
        return count
      }
    }
  }

  private func sql(_ identifier: String) -> String { SQLIdentifier.quoted(identifier) }

  private var allNames: String { layout.allColumns.map { sql($0.name) }.joined(separator: ", ") }

  /// Makes the tables, or checks that they have the columns.
  private func prepare(_ database: Database) throws {
    if try database.tableExists(name), try database.tableExists(name + "_runs") {
      let found = try SQLiteDatabase.columns(of: name, in: database).map(\.name)
      let missing = layout.allColumns.map(\.name).filter { !found.contains($0) }
      guard missing.isEmpty else {
        throw DatabaseProblem.unknownColumns(missing, table: "\(path)#\(name)", available: found)
      }
      return
    }
    try database.inTransaction(.immediate) {
      for statement in statements { try database.execute(sql: statement) }
      return .commit
    }
  }

  /// The definitions of the table, of the table of runs and of the view.
  private var statements: [String] {
    func definition(_ column: HistoryTable.Column) -> String {
      "\(sql(column.name)) \(column.values.sqliteType) NOT NULL"
    }
    let columns = layout.allColumns.map(definition).joined(separator: ", ")
    let run = layout.run.map { "\(sql($0.name)) \($0.values.sqliteType)" }.joined(separator: ", ")
    return [
      "CREATE TABLE \(sql(name)) (\(columns), PRIMARY KEY (as_of, \(sql(layout.key))))",
      "CREATE TABLE \(sql(name + "_runs")) (as_of TEXT PRIMARY KEY NOT NULL, \(run))",
      """
      CREATE VIEW \(sql(name + "_current")) AS SELECT * FROM \(sql(name))
      WHERE as_of = (SELECT max(as_of) FROM \(sql(name + "_runs")))
      """,
    ]
  }

  private func count(_ moment: Timestamp, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT count(*) FROM \(sql(name)) WHERE as_of = ?",
      arguments: [moment.description]) ?? 0
  }

  /// Inserts new rows and updates different ones; returns how many these and how many all are.
  private func upsert(_ state: HistoryState, _ database: Database) throws -> (
    written: Int, given: Int
  ) {
    let marks = layout.allColumns.map { _ in "?" }.joined(separator: ", ")
    let changing = (layout.shared + layout.columns).map { sql($0.name) }
    let old = changing.map { "\(sql(name)).\($0)" }.joined(separator: ", ")
    let new = changing.map { "excluded.\($0)" }.joined(separator: ", ")
    let insert = try database.makeStatement(
      sql: """
        INSERT INTO \(sql(name)) (\(allNames)) VALUES (\(marks))
        ON CONFLICT (as_of, \(sql(layout.key))) DO UPDATE
        SET \(changing.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        WHERE (\(old)) IS NOT (\(new))
        """)
    let shared = [state.asOf.description] + state.shared
    let kinds =
      [(name: layout.key, kind: ColumnKind.text)] + layout.columns.map { ($0.name, $0.values.kind) }
    var (written, given) = (0, 0)
    // One thread, because a connection belongs to the thread that it was given to.
    try state.rows.stream(kinds, threads: 1) {
      $0
    } consume: { table in
      for row in 0..<table.rowCount {
        try insert.execute(
          arguments: StatementArguments(arguments(table, row, shared: shared)))
        written += database.changesCount
      }
      given += table.rowCount
    }
    return (written, given)
  }

  private func arguments(_ table: Tables.Table, _ row: Int, shared: [String]) throws
    -> [(any DatabaseValueConvertible)?]
  {
    var values: [(any DatabaseValueConvertible)?] = [table.columns[0].text(row) ?? ""]
    values += shared.map { $0 as any DatabaseValueConvertible }
    for (index, column) in layout.columns.enumerated() {
      switch table.columns[index + 1].values {
      case .numbers(let numbers):
        // SQLite would turn what is no number into NULL.
        guard numbers[row].isFinite else {
          throw DatabaseProblem.refused(
            database: path, reason: "\(column.name) of a row is not a finite number")
        }
        values.append(
          column.values == .integer
            ? Int64(numbers[row]) as any DatabaseValueConvertible
            : numbers[row])
      default: values.append(table.columns[index + 1].text(row) ?? "")
      }
    }
    return values
  }

  /// Removes the rows of the moment whose keys are not among those of a state.
  private func removeOthers(_ state: HistoryState, _ database: Database) throws -> Int {
    try database.execute(
      sql: "CREATE TEMP TABLE IF NOT EXISTS kept (k TEXT PRIMARY KEY) WITHOUT ROWID")
    try database.execute(sql: "DELETE FROM temp.kept")
    let keep = try database.makeStatement(sql: "INSERT INTO temp.kept VALUES (?)")
    try state.rows.stream([(name: layout.key, kind: ColumnKind.text)], threads: 1) {
      $0.columns[0]
    } consume: { keys in
      for row in 0..<keys.count { try keep.execute(arguments: [keys.text(row) ?? ""]) }
    }
    try database.execute(
      sql: """
        DELETE FROM \(sql(name))
        WHERE as_of = ? AND \(sql(layout.key)) NOT IN (SELECT k FROM temp.kept)
        """, arguments: [state.asOf.description])
    return database.changesCount
  }

  private func record(_ state: HistoryState, _ database: Database) throws {
    let names = layout.run.map { sql($0.name) }
    let runs = sql(name + "_runs")
    try database.execute(
      sql: """
        INSERT INTO \(runs) (as_of, \(names.joined(separator: ", ")))
        VALUES (?, \(names.map { _ in "?" }.joined(separator: ", ")))
        ON CONFLICT (as_of) DO UPDATE
        SET \(names.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        WHERE (\(names.map { "\(runs).\($0)" }.joined(separator: ", ")))
          IS NOT (\(names.map { "excluded.\($0)" }.joined(separator: ", ")))
        """, arguments: StatementArguments([state.asOf.description] + state.run))
  }
}

extension HistoryTable.Values {
  fileprivate var sqliteType: String {
    switch self {
    case .text, .json: "TEXT"
    case .integer: "INTEGER"
    case .real: "REAL"
    }
  }

  fileprivate var kind: ColumnKind {
    switch self {
    case .text, .json: .text
    case .integer, .real: .number
    }
  }
}
