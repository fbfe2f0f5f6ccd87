/// Named columns of equal length, read from one source.
public struct Table: Sendable {
  /// Where the rows come from, as the user named it; used in messages.
  public let source: String
  /// The columns in the order of the source.
  public let columns: [Column]
  /// How many rows there are.
  public let rowCount: Int
  /// The physical line at which each row starts, or nothing when the rows have no lines.
  public let lines: [Int32]
  private let positions: [String: Int]

  /// A table of columns.
  ///
  /// - Precondition: all columns have the same length and different names; `lines` is empty or
  ///   as long as a column.
  public init(source: String, columns: [Column], rowCount: Int? = nil, lines: [Int32] = []) {
    let count = rowCount ?? columns.first?.count ?? 0
    for column in columns {
      precondition(
        column.count == count, "column \(column.name) has \(column.count) rows, not \(count)")
    }
    precondition(lines.isEmpty || lines.count == count, "\(lines.count) lines for \(count) rows")
    self.source = source
    self.columns = columns
    self.rowCount = count
    self.lines = lines
    positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
  }

  /// The column of a name, nil when there is none.
  public subscript(name: String) -> Column? { positions[name].map { columns[$0] } }

  /// The rows at the given indices, in that order.
  public func rows(_ indices: [Int]) -> Table {
    Table(
      source: source, columns: columns.map { $0.rows(indices) }, rowCount: indices.count,
      lines: lines.isEmpty ? [] : indices.map { lines[$0] })
  }

  /// The same rows with more columns; a column of a name already there takes its place.
  public func adding(_ added: [Column]) -> Table {
    let replaced = Set(added.map(\.name))
    return Table(
      source: source, columns: columns.filter { !replaced.contains($0.name) } + added,
      rowCount: rowCount, lines: lines)
  }

  /// The same rows with columns of the same names replaced where they stand.
  ///
  /// A column of a name that is not there is left out.
  public func replacing(_ columns: [Column]) -> Table {
    guard !columns.isEmpty else { return self }
    let replaced = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return Table(
      source: source, columns: self.columns.map { replaced[$0.name] ?? $0 }, rowCount: rowCount,
      lines: lines)
  }

  /// The place of a row: its line in the source, and column 1.
  public func place(ofRow row: Int) -> Place {
    Place(file: source, line: lines.isEmpty ? row + 2 : Int(lines[row]), column: 1)
  }
}
