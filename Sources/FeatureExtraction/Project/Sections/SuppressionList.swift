internal import Tables
internal import YAMLDocuments

extension DataSource {
  /// The list of leads that are left out: a place alone, or a mapping as of any source.
  init(suppressing node: YAMLNode, folder: ProjectFolder) throws(ConfigurationProblem) {
    guard case .mapping(let mapping) = node.kind else {
      self.init(location: try folder.location(node), format: CSVFormat())
      return
    }
    try mapping.allow(only: DataSource.keys)
    try self.init(mapping, folder: folder)
  }
}

extension YAMLNode {
  /// A whole number of days, at least one.
  func days() throws(ConfigurationProblem) -> TimeSpan {
    let count = try integer()
    guard let span = TimeSpan("\(count)d") else {
      throw problem(ProjectFlaw.outOfRange("\(count)"))
    }
    return span
  }
}

/// The identifiers of leads that are neither scored nor learned from.
struct SuppressionList: Sendable {
  /// The identifiers.
  let identifiers: Set<String>

  /// The list in a file or table with a column of the name that the leads' identifier has.
  ///
  /// - Throws: what reading throws; `DataProblems` when the column is not there.
  init(_ file: CSVFile, column: String, threads: Int) throws {
    let table = try file.read(kinds: [column: .text], only: [column], threads: threads)
    identifiers = Set((0..<table.rowCount).compactMap { table[column]?.text($0) })
  }

  /// The rows of a table of leads that are not on the list.
  func rowsLeft(of table: Table, column: String) -> [Int] {
    guard let column = table[column] else { return Array(0..<table.rowCount) }
    return (0..<table.rowCount).filter { row in
      column.text(row).map { !identifiers.contains($0) } ?? true
    }
  }
}
