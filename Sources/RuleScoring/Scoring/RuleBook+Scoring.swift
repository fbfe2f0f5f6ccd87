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
    let rules = groups.map { group in
      group.rules.map { RowCondition($0.condition, over: snapshot) }
    }
    let stages = journey.map { RowCondition($0.condition, over: snapshot) }
    var tally = Tally(rowCount: snapshot.table.rowCount, groupCount: groups.count)
    for row in 0..<snapshot.table.rowCount {
      var firstRule = 0
      for (group, conditions) in zip(groups, rules) {
        tally.add(group, conditions, row: row, firstRule: firstRule)
        firstRule += conditions.count
      }
      tally.close(stage: stages.firstIndex { $0.holds(row) })
    }
    return tally.scores(of: self)
  }
}

/// The scores of the rows so far.
private struct Tally {
  private var totals: [Double] = []
  private var groupPoints: [Double] = []
  private var stages: [Int32] = []
  private var starts = [0]
  private var firedRules: [Int32] = []
  private var firedPoints: [Double] = []
  private var total = 0.0

  init(rowCount: Int, groupCount: Int) {
    totals.reserveCapacity(rowCount)
    stages.reserveCapacity(rowCount)
    starts.reserveCapacity(rowCount + 1)
    groupPoints.reserveCapacity(rowCount * groupCount)
  }

  /// Adds the points of one group to the current row.
  mutating func add(_ group: RuleGroup, _ conditions: [RowCondition], row: Int, firstRule: Int) {
    var sum = 0.0
    for index in conditions.indices {
      guard let weight = conditions[index].weight(row, of: group.rules[index]) else { continue }
      let points = group.rules[index].points * weight
      firedRules.append(Int32(firstRule + index))
      firedPoints.append(points)
      sum += points
      if group.firstMatch { break }
    }
    let limited = group.limited(sum)
    groupPoints.append(limited)
    total += limited
  }

  /// Ends the current row and starts the next.
  mutating func close(stage: Int?) {
    totals.append(total)
    stages.append(Int32(stage ?? -1))
    starts.append(firedRules.count)
    total = 0
  }

  func scores(of book: RuleBook) -> RuleScores {
    RuleScores(
      book: book, totals: totals, groupPoints: groupPoints, stages: stages, starts: starts,
      firedRules: firedRules, firedPoints: firedPoints)
  }
}
