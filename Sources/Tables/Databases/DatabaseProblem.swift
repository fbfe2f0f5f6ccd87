/// Why a database could not be read or written; what was to be written is not there in part.
public enum DatabaseProblem: Error, Sendable, Equatable {
  /// It cannot be reached, or the connection was lost.
  case unavailable(database: String, reason: String)
  /// Somebody else holds a lock, or the work took too long.
  case busy(database: String, reason: String)
  /// This user may not do that.
  case denied(database: String, reason: String)
  /// The file is no database, or a damaged one; or the query is none that can be run.
  case malformed(database: String, reason: String)
  /// No such table or view; those that there are.
  case unknownTable(String, database: String, available: [String])
  /// The table has no such columns; those that it has.
  case unknownColumns([String], table: String, available: [String])
  /// A value that a table cannot be read with, such as bytes or a word in a column of numbers.
  case unusableValue(row: String, table: String, column: String, found: String)
  /// The rows cannot be written as they are, for instance because of a constraint.
  case refused(database: String, reason: String)
  /// Anything else that the database reports.
  case failed(database: String, reason: String)
}

extension DatabaseProblem: CustomStringConvertible {
  /// One line for the user, without any value of a connection string but its host.
  public var description: String {
    switch self {
    case .unavailable(let database, let reason): "\(database.shown): \(reason.shown)"
    case .busy(let database, let reason): "\(database.shown): \(reason.shown); try again later"
    case .denied(let database, let reason): "\(database.shown): \(reason.shown)"
    case .malformed(let database, let reason): "\(database.shown): \(reason.shown)"
    case .unknownTable(let table, let database, let available):
      "\(database.shown): no table or view \"\(table.displayed())\""
        + (table.nearest(among: available).map { "; did you mean \"\($0.displayed())\"?" }
          ?? (available.isEmpty
            ? "; there are none" : "; there are: " + available.prefix(20).joined(separator: ", ")))
    case .unknownColumns(let columns, let table, let available):
      "\(table.shown): no column \(columns.map { "\"\($0.displayed())\"" }.joined(separator: ", "));"
        + " there are: \(available.joined(separator: ", "))"
    case .unusableValue(let row, let table, let column, let found):
      "\(table.shown): \(row): column \"\(column.displayed())\": \(found)"
    case .refused(let database, let reason):
      "\(database.shown): nothing was written: \(reason.shown)"
    case .failed(let database, let reason): "\(database.shown): \(reason.shown)"
    }
  }
}

extension String {
  /// The text on one line, without what terminals would act upon.
  fileprivate var shown: String {
    split(whereSeparator: \.isNewline).joined(separator: " ").displayed(limit: 4096)
  }
}
