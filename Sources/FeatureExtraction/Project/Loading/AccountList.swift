internal import Tables

/// The accounts of a project by their key.
struct AccountList {
  private let table: Table
  private let rows: [String: Int]

  /// - Throws: `DataProblems` for a missing or repeated key.
  init(_ table: Table, of source: AccountsSource, keys: AccountKey?) throws {
    let name = source.identifier.name
    guard let column = table[name] else { preconditionFailure("column \(name) was planned") }
    var rows: [String: Int] = [:]
    var written: [String: Int] = [:]
    var problems: [DataProblem] = []
    for row in 0..<table.rowCount {
      func report(_ kind: DataProblem.Kind) {
        problems.append(DataProblem(place: table.place(ofRow: row), column: name, kind: kind))
      }
      guard let text = column.text(row) else {
        report(.missingIdentifier)
        continue
      }
      let (plain, key) = (AccountKey.plain(text), keys?.ofAccount(text) ?? text)
      if let first = written[plain] {
        report(.duplicateIdentifier(id: text, firstLine: table.place(ofRow: first).line))
        continue
      }
      written[plain] = row
      // The row of acme.com says more of the company than those of its subdomains.
      if rows[key] == nil || plain == key { rows[key] = row }
    }
    try DataProblems(problems).throwIfAny()
    self.table = table
    self.rows = rows
  }

  /// Which of the keys have an account.
  func matches(_ keys: [String?]) -> [Bool] { keys.map { $0.flatMap { rows[$0] } != nil } }

  /// The columns of the accounts, one row per key; missing where there is no account.
  func columns(joining keys: [String?]) -> [Column] {
    let matches = keys.map { key in key.flatMap { rows[$0] } }
    return table.columns.map { $0.rows(matches).named(Project.accountPrefix + $0.name) }
  }
}

extension Column {
  /// The rows at the given indices, in that order; missing where there is none.
  fileprivate func rows(_ indices: [Int?]) -> Column {
    let joined: ColumnValues =
      switch values {
      case .numbers(let numbers): .numbers(indices.map { $0.map { numbers[$0] } ?? .nan })
      case .categories(let categories):
        .categories(
          Categories(
            codes: indices.map { $0.map { categories.codes[$0] } ?? -1 }, levels: categories.levels)
        )
      case .timestamps(let times): .timestamps(indices.map { $0.flatMap { times[$0] } })
      case .text(let strings):
        .text(PackedStrings(indices.lazy.map { $0.map { strings[$0] } ?? "" }))
      }
    return Column(name: name, values: joined)
  }
}
