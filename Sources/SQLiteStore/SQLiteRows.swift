internal import GRDB
internal import Tables

/// Rows of a database on their way to a table.
struct SQLiteRows {
  private let statement: Statement
  private let database: Database
  private let name: String
  private let table: String?
  private let columns: [String]
  /// Whether a column was declared to hold numbers, which SQLite itself does not insist on.
  private let isNumber: [Bool]

  init(_ relation: DatabaseRelation, of database: Database, path: String, name: String) throws {
    self.database = database
    self.name = name
    switch relation {
    case .table(let wanted):
      let known = try SQLiteRows.tables(of: database)
      guard let table = known.first(where: { $0.lowercased() == wanted.lowercased() }) else {
        throw DatabaseProblem.unknownTable(wanted, database: path, available: known)
      }
      let found = try SQLiteDatabase.columns(of: table, in: database)
      self.table = table
      columns = found.map(\.name)
      isNumber = found.map { SQLiteRows.holdsNumbers($0.type) }
      let list = columns.map(SQLIdentifier.quoted).joined(separator: ", ")
      statement = try database.makeStatement(
        sql: "SELECT \(list) FROM \(SQLIdentifier.quoted(table))")
    case .query(let sql):
      table = nil
      statement = try database.makeStatement(sql: sql)
      columns = statement.columnNames
      isNumber = columns.map { _ in false }
    }
    guard statement.isReadonly else {
      throw DatabaseProblem.denied(database: name, reason: "the query writes; it may only read")
    }
  }

  /// Tables and views, sorted, without SQLite's own.
  private static func tables(of database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
        ORDER BY name
        """)
  }

  /// Whether a declared type means numbers; `DATE` and the like may hold text.
  private static func holdsNumbers(_ type: String) -> Bool {
    let type = type.uppercased()
    return ["INT", "REAL", "FLOA", "DOUB", "NUMERIC", "DECIMAL"].contains(where: type.contains)
  }

  /// Writes a header and all rows.
  func write(to copy: TableCopy) throws {
    var header = CSVWriter()
    for column in columns { header.field(column, isSafe: true) }
    header.endRecord()
    try copy.write(header.bytes)
    let rows = try Row.fetchCursor(statement)
    var index = 0
    while let row = try rows.next() {
      var record = CSVWriter()
      for column in columns.indices {
        let value: DatabaseValue = row[column]
        switch value.storage {
        case .null: record.plain("")
        case .int64(let number): record.integer(Int(number))
        case .double(let number): record.plain(number.shortText)
        case .string(let text):
          if isNumber[column] { try refuse(text: text, row: index, column: column) }
          record.field(text, isSafe: true)
        case .blob(let data):
          throw unusable(row: index, column: column, "\(data.count) bytes are no text")
        }
      }
      record.endRecord()
      try copy.write(record.bytes)
      index += 1
    }
  }

  /// Lets a number that was stored as text pass, and nothing else.
  private func refuse(text: String, row: Int, column: Int) throws {
    guard NumberFormat().number(text) == nil else { return }
    throw unusable(
      row: row, column: column,
      "\"\(text.displayed())\" is no number, but the column is declared as numbers")
  }

  private func unusable(row: Int, column: Int, _ found: String) -> DatabaseProblem {
    DatabaseProblem.unusableValue(
      row: place(ofRow: row), table: name, column: columns[column], found: found)
  }

  /// The row identifier of a row where there is one, else its number from 1.
  private func place(ofRow index: Int) -> String {
    let rowID = table.flatMap { table in
      try? Int64.fetchOne(
        database,
        sql: "SELECT rowid FROM \(SQLIdentifier.quoted(table)) LIMIT 1 OFFSET ?",
        arguments: [index])
    }
    return rowID.map { "rowid \($0)" } ?? "row \(index + 1)"
  }
}
