import Tables

/// Finds leads with the same identifier among any number of leads in constant memory.
final class IdentifierIndex {
  private let runs: SortedRuns
  /// How many repeats are kept, the first of the file.
  private static let keptCount = 1000

  init(runLength: Int = 1 << 17) throws { runs = try SortedRuns(runLength: runLength) }

  /// Adds the hashes of the next leads' identifiers.
  func append(_ hashes: [UInt64]) throws {
    for hash in hashes { try runs.append(hash) }
  }

  /// A lead whose hash an earlier lead has.
  struct Repeat: Equatable {
    let row: Int
    let firstRow: Int
  }

  /// The first repeats in the order of their rows, and how many there are in all.
  func repeats() throws -> (first: [Repeat], total: Int) {
    try runs.finish()
    var found: [Repeat] = []
    var total = 0
    var last: (key: UInt64, run: Int, place: Int)?
    var firstRow: Int?
    try runs.merge { key, run, place in
      guard let known = last, known.key == key else {
        (last, firstRow) = ((key, run, place), nil)
        return
      }
      let first = try firstRow ?? runs.row(ofRun: known.run, place: known.place)
      firstRow = first
      found.append(Repeat(row: try runs.row(ofRun: run, place: place), firstRow: first))
      total += 1
      if found.count == 2 * IdentifierIndex.keptCount { found = IdentifierIndex.first(found) }
    }
    return (IdentifierIndex.first(found), total)
  }

  private static func first(_ found: [Repeat]) -> [Repeat] {
    Array(found.sorted { $0.row < $1.row }.prefix(keptCount))
  }
}

extension LeadSpool {
  /// Checks that no two leads share an identifier.
  ///
  /// Different identifiers may have the same hash: those that will be told are compared.
  ///
  /// - Throws: `DataProblems` with the first repeats and the total.
  func refuseRepeats(_ index: IdentifierIndex, column: String) throws {
    let (first, total) = try index.repeats()
    var problems: [DataProblem] = []
    var others = 0
    for found in first where problems.count < DataProblems.shownLimit {
      let (repeated, original) = (try lead(found.row), try lead(found.firstRow))
      guard repeated.id == original.id else {
        others += 1
        continue
      }
      problems.append(
        DataProblem(
          place: repeated.place, column: column,
          kind: .duplicateIdentifier(id: repeated.id, firstLine: original.place.line)))
    }
    try DataProblems(problems, total: total - others).throwIfAny()
  }

  /// The identifier of a lead and where it stands.
  private func lead(_ row: Int) throws -> (id: String, place: Place) {
    let run = run(ofRow: row)
    let table = try leads(of: run).table
    return (table.columns[0].text(row - run.firstRow) ?? "", table.place(ofRow: row - run.firstRow))
  }
}
