import Tables

/// A column of scores in another file, such as what a CRM gave the leads.
struct ScoreColumn {
  let path: String
  let column: String

  /// The column that `FILE.csv:COLUMN` names; a file's name may hold colons itself.
  init(_ text: String) throws {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      text.index(after: colon) < text.endIndex
    else {
      throw CommandProblem.incompatible(
        "\"\(text.displayed())\" is no column of a file; write FILE.csv:COLUMN")
    }
    path = String(text[..<colon])
    column = String(text[text.index(after: colon)...])
  }

  /// The score of each lead.
  ///
  /// - Throws: ``CommandProblem`` when leads have no names to join by, and when one has no score.
  func scores(of leads: ComparisonLeads, identifier: String?, threads: Int) throws -> [Double] {
    guard let identifier, let names = leads.identifiers else {
      throw CommandProblem.incompatible(
        "--score-column joins by the column that names a lead; these leads have none")
    }
    let table = try CSVFile(path, format: CSVFormat()).read(
      kinds: [identifier: .text, column: .number], only: [identifier, column], threads: threads)
    for name in [identifier, column] where table[name] == nil {
      throw CommandProblem.incompatible(
        "\(path.displayed(limit: 4096)): no column \"\(name.displayed())\"")
    }
    var scores: [String: Double] = [:]
    if let ids = table[identifier], case .numbers(let numbers)? = table[column]?.values {
      for row in 0..<table.rowCount {
        if let id = ids.text(row), !numbers[row].isNaN { scores[id] = numbers[row] }
      }
    }
    let missing = names.filter { scores[$0] == nil }
    if let first = missing.first {
      throw CommandProblem.incompatible(
        "\(path.displayed(limit: 4096)): \(missing.count) of \(names.count) leads have no number in"
          + " \"\(column.displayed())\", the first is \"\(first.displayed())\"")
    }
    return names.map { scores[$0] ?? 0 }
  }
}
