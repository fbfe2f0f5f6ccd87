internal import Tables

/// The events of some rows of the file, without their texts.
struct EventBlock: Sendable {
  /// Stands for the row of leads that are suppressed.
  static let suppressed: Int32 = -2

  /// For each event, the row of its lead; -1 when it belongs to none.
  private(set) var leads: [Int32] = []
  private(set) var times: [Timestamp] = []
  /// For each event, the index of its name among the block's.
  private(set) var names: [Int32] = []
  private(set) var values: [Double] = []
  /// For each event, the hash of its identifier; empty when events have none.
  private(set) var identifiers: [UInt64] = []
  let nameList: [String]
  /// What other columns of the file say of each event, in the order asked for.
  private(set) var attributes: [Categories] = []
  /// The line of the first event that belongs to no lead.
  let firstOrphanLine: Int?

  /// The events of a table, whose leads are positions in an index: the first `leadCount` are rows of
  /// leads and of duplicates, those after them suppressed leads.
  init(
    _ table: Table, source: EventsSource, attributes columns: [String], leadCount: Int
  ) throws {
    var reader = EventRowReader(table)
    let positions = reader.positions(source.lead.name)
    leads =
      leadCount == positions.levels.count
      ? positions.codes
      : positions.codes.map { Int($0) < leadCount ? $0 : EventBlock.suppressed }
    firstOrphanLine = leads.firstIndex(of: -1).map { table.place(ofRow: $0).line }
    times = reader.times(source.time.column.name)
    switch source.name {
    case .constant(let name):
      nameList = [name]
      names = [Int32](repeating: 0, count: table.rowCount)
    case .column(let column):
      let categories = reader.categories(column.name)
      nameList = (0..<categories.levels.count).map { categories.levels[$0] }
      names = categories.codes
    }
    values =
      source.value.map { reader.numbers($0.name) }
      ?? [Double](repeating: .nan, count: table.rowCount)
    if let identifier = source.identifier { identifiers = reader.hashes(identifier.name) }
    attributes = columns.map { reader.texts(of: $0) }
    try DataProblems(reader.problems).throwIfAny()
  }
}

/// Reads columns of an events table and gathers what is missing.
private struct EventRowReader {
  private let table: Table
  private(set) var problems: [DataProblem] = []

  init(_ table: Table) { self.table = table }

  private func values(_ name: String) -> ColumnValues {
    guard let column = table[name] else { preconditionFailure("column \(name) was streamed") }
    return column.values
  }

  private mutating func report(_ row: Int, _ column: String, _ kind: DataProblem.Kind) {
    problems.append(DataProblem(place: table.place(ofRow: row), column: column, kind: kind))
  }

  func positions(_ name: String) -> Categories {
    guard case .categories(let positions) = values(name) else { return Categories([]) }
    return positions
  }

  /// The texts of a column that may be missing, however it was read.
  func texts(of name: String) -> Categories {
    guard let column = table[name] else { preconditionFailure("column \(name) was streamed") }
    if case .categories(let categories) = column.values { return categories }
    return Categories((0..<column.count).map(column.text))
  }

  func numbers(_ name: String) -> [Double] {
    guard case .numbers(let numbers) = values(name) else { return [] }
    return numbers
  }

  mutating func times(_ name: String) -> [Timestamp] {
    guard case .timestamps(let times) = values(name) else { return [] }
    var isMissing = false
    let known = times.map { time in
      isMissing = isMissing || time == nil
      return time ?? Timestamp(microseconds: 0)
    }
    if isMissing {
      for (row, time) in times.enumerated() where time == nil {
        report(row, name, .custom("the event has no time"))
      }
    }
    return known
  }

  mutating func categories(_ name: String) -> Categories {
    guard case .categories(let categories) = values(name) else { return Categories([]) }
    for (row, code) in categories.codes.enumerated() where code < 0 {
      report(row, name, .custom("the event has no name"))
    }
    return categories
  }

  mutating func hashes(_ name: String) -> [UInt64] {
    guard case .text(let strings) = values(name) else { return [] }
    for row in 0..<strings.count where strings.length(at: row) == 0 {
      report(row, name, .missingIdentifier)
    }
    return strings.hashes()
  }
}
