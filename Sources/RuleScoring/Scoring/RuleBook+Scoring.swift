public import FeatureExtraction
internal import Tables
public import YAMLDocuments

extension RuleBook {
  /// The points of every lead of a snapshot, from what was known at its moment.
  ///
  /// Events count up to and including the moment of their lead; with a window, only those after
  /// the moment less the window. A missing value meets no condition but `missing`.
  ///
  /// - Throws: the errors of ``validate(against:)``, if there are any.
  public func score(_ snapshot: LeadSnapshot) throws(ConfigurationProblems) -> RuleScores {
    let errors = validate(against: snapshot).filter { $0.severity == .error }
    try ConfigurationProblems(errors.map(\.problem)).throwIfAny()
    let groups = RowGroup.all(of: self, over: snapshot)
    let stages = journey.map { RowCondition($0.condition, over: snapshot) }
    let rowCount = snapshot.table.rowCount
    var tally = Tally(rowCount: rowCount, book: self)
    for start in stride(from: 0, to: rowCount, by: RuleBook.blockSize) {
      let rows = start..<min(start + RuleBook.blockSize, rowCount)
      let groupMasks = groups.map { $0.masks(rows) }
      let stageMasks = stages.map { $0.mask(rows) }
      for row in rows {
        for index in groups.indices {
          groups[index].score(row, masks: groupMasks[index], at: row - start, into: &tally)
        }
        let stage = stages.indices.first { index in
          stageMasks[index][row - start] && stages[index].activity?.holds(row) ?? true
        }
        tally.closeRow(stage: stage)
      }
    }
    return tally.scores(of: self, rules: groups.flatMap(\.rules))
  }

  /// Rows whose columns are tested together, so that a test is one loop over a column.
  private static let blockSize = 4096
}
