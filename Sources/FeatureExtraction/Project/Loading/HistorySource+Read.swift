internal import Tables

/// How many changes of fields were read, and what became of them.
public struct HistoryCounts: Sendable, Equatable {
  /// The rows of the history.
  public let read: Int
  /// Changes of fields of known leads.
  public let kept: Int
  /// Changes of leads that are not in the leads file.
  public let orphans: Int
  /// Changes of leads that were merged into another one, whose values are those that count.
  public let ofDuplicates: Int
  /// Changes of fields that the leads file does not have.
  public let unknownFields: Int
}

extension HistorySource {
  /// Reads the changes of leads' fields.
  ///
  /// - Throws: `DataProblems` for a change without a time or a field, when most changes are of no lead
  ///   and when all are of no field of the leads.
  func read(_ file: CSVFile, leads: LeadRecords, columns: [String], threads: Int) throws -> (
    FieldHistory, HistoryCounts
  ) {
    var kinds: [String: ColumnKind] = [
      lead.name: .text, field.name: .category, value.name: .category,
      validFrom.column.name: .timestamp(validFrom.format),
    ]
    if let previous { kinds[previous.name] = .category }
    let table = try file.read(kinds: kinds, only: Set(kinds.keys), threads: threads)
    let rowOfLead = Dictionary(
      uniqueKeysWithValues: leads.identifiers.enumerated().map { ($1, $0) })
    let known = Set(columns)
    let (names, fields) = (table.texts(lead.name), table.texts(field.name))
    let (times, values) = (table.moments(validFrom.column.name), table.texts(value.name))
    let previous = previous.map { table.texts($0.name) }
    var changes: [FieldHistory.Change] = []
    var problems: [DataProblem] = []
    let merged = Set(leads.duplicates.map(\.identifier))
    var (orphans, ofDuplicates, unknown) = (0, 0, 0)
    for row in 0..<table.rowCount {
      func report(_ column: ColumnReference, _ text: String) {
        problems.append(
          DataProblem(
            place: table.place(ofRow: row), column: column.name, kind: .custom(text)))
      }
      guard let field = fields[row] else {
        report(self.field, "the change names no field")
        continue
      }
      guard let time = times[row] else {
        report(validFrom.column, "the change has no time")
        continue
      }
      guard let lead = names[row].flatMap({ rowOfLead[$0] }) else {
        if names[row].map(merged.contains) ?? false { ofDuplicates += 1 } else { orphans += 1 }
        continue
      }
      guard known.contains(field) else {
        unknown += 1
        continue
      }
      changes.append(
        FieldHistory.Change(
          lead: lead, field: field, time: time, value: values[row], previous: previous?[row],
          place: table.place(ofRow: row)))
    }
    if table.rowCount > 0, orphans * 2 > table.rowCount || unknown == table.rowCount {
      let text =
        orphans * 2 > table.rowCount
        ? "\(orphans) of \(table.rowCount) changes belong to no lead; is this the wrong key?"
        : "no change is of a column of the leads; is this the wrong column?"
      problems.append(
        DataProblem(
          place: Place(file: file.path, line: 2, column: 1),
          column: (orphans * 2 > table.rowCount ? lead : field).name, kind: .custom(text)))
    }
    try DataProblems(problems).throwIfAny()
    let counts = HistoryCounts(
      read: table.rowCount, kept: changes.count, orphans: orphans, ofDuplicates: ofDuplicates,
      unknownFields: unknown)
    return (
      FieldHistory(
        changes, knowsPrevious: previous != nil, numbers: source.format.numbers), counts
    )
  }
}
