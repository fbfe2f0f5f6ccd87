/// The layout of a table that keeps one state of its rows per moment.
///
/// Beside the table `NAME` there are `NAME_runs`, one row per moment, and the view `NAME_current`,
/// the rows of the newest moment.
public struct HistoryTable: Sendable, Equatable {
  /// What a column holds.
  public enum Values: Sendable, Equatable {
    case text, integer, real, json
  }

  /// A column.
  public struct Column: Sendable, Equatable {
    /// The name.
    public let name: String
    /// What it holds.
    public let values: Values

    /// A column of a name.
    public init(_ name: String, _ values: Values) {
      self.name = name
      self.values = values
    }
  }

  /// The column that tells the rows of one moment apart; a text.
  public let key: String
  /// The columns that have one value for all rows of a moment.
  public let shared: [Column]
  /// The columns that have a value per row.
  public let columns: [Column]
  /// The columns of the table of runs, beside the moment.
  public let run: [Column]

  /// The name of the column of moments, in the table and in the table of runs.
  public static let moment = "as_of"

  /// A layout of columns.
  public init(key: String, shared: [Column], columns: [Column], run: [Column]) {
    self.key = key
    self.shared = shared
    self.columns = columns
    self.run = run
  }

  /// All columns of the table in order: the key, the moment, those shared and those per row.
  public var allColumns: [Column] {
    [Column(key, .text), Column(HistoryTable.moment, .text)] + shared + columns
  }
}

/// The rows of one moment.
public struct HistoryState {
  /// The moment.
  public let asOf: Timestamp
  /// A value per shared column.
  public let shared: [String]
  /// A value per column of the run, nil for none.
  public let run: [String?]
  /// The key and the columns of every row, as CSV with a header.
  public let rows: CSVFile

  /// The rows of a moment.
  public init(asOf: Timestamp, shared: [String], run: [String?], rows: CSVFile) {
    self.asOf = asOf
    self.shared = shared
    self.run = run
    self.rows = rows
  }
}

/// What a write changed.
public struct HistoryChange: Sendable, Equatable {
  /// Rows that were new or different.
  public let written: Int
  /// Rows of the same moment that are no more.
  public let removed: Int

  /// A count of changes.
  public init(written: Int, removed: Int) {
    self.written = written
    self.removed = removed
  }
}
