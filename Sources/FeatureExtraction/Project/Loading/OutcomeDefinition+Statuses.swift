internal import Tables

extension OutcomeDefinition {
  /// The statuses in a table of outcomes that nobody speaks of and that count as open.
  ///
  /// There are none where nobody says which leads are lost: then every other status is open.
  ///
  /// - Throws: `DataProblems` when the project lists the statuses that are open, and these are none.
  func unknownStatuses(in table: Table) throws -> [DataRemark.ValueCount] {
    guard case .status(let status, let won, let lost, _) = conversion,
      let column = table[status.name]
    else { return [] }
    var known = Set(won + lost + (open ?? []))
    if let disqualified, disqualified.column.name == status.name {
      known.formUnion(disqualified.values)
    }
    let unknown = column.valueCounts(besides: known)
    guard open != nil else { return lost.isEmpty ? [] : unknown }
    let refused = Set(unknown.map(\.value))
    guard !refused.isEmpty else { return [] }
    let problems = (0..<table.rowCount).compactMap { row -> DataProblem? in
      guard let value = column.text(row), refused.contains(value) else { return nil }
      let text = "\"\(value.displayed())\" is no status listed as won, lost or open"
      return DataProblem(
        place: table.place(ofRow: row), column: status.name, kind: .custom(text))
    }
    throw DataProblems(problems)
  }
}
