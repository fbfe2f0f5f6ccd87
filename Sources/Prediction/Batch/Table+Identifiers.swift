import ScoringModel
import Tables

extension Table {
  /// Checks that every lead can be told by its identifier.
  ///
  /// - Throws: `DataProblems` for leads without one and for those longer than 255 bytes.
  func checkIdentifiers(in name: String?) throws {
    guard let name, let column = self[name] else { return }
    let problems = (0..<rowCount).compactMap { row -> DataProblem? in
      var length = column.isMissing(row) ? 0 : 1
      if case .text(let identifiers) = column.values { length = identifiers.utf8(at: row).count }
      guard length == 0 || length > 255 else { return nil }
      return DataProblem(
        place: place(ofRow: row), column: name,
        kind: length == 0 ? .missingIdentifier : .identifierTooLong(bytes: length))
    }
    try DataProblems(problems).throwIfAny()
  }
}

extension Table {
  /// The same leads under the names that stand for their identifiers.
  func naming(_ identifier: String?, by pseudonyms: Pseudonyms) -> Table {
    guard let identifier, let column = self[identifier] else { return self }
    let names = (0..<rowCount).map { pseudonyms.name(of: column.text($0) ?? "") }
    let named = Column(name: identifier, values: .text(PackedStrings(names)))
    return Table(
      source: source, columns: columns.map { $0.name == identifier ? named : $0 },
      rowCount: rowCount, lines: (0..<rowCount).map { Int32(place(ofRow: $0).line) })
  }
}
