/// The scores of the rows so far, while rows are scored one after another.
struct Tally {
  private var totals: [Double] = []
  private var groupPoints: [Double] = []
  private var stages: [Int32] = []
  private var starts = [0]
  private var firedRules: [Int32] = []
  private var firedPoints: [Double] = []
  private var groupSum = 0.0
  private var total = 0.0
  private let cap: Double
  private let floor: Double

  init(rowCount: Int, book: RuleBook) {
    cap = book.cap ?? .infinity
    floor = book.floor ?? -.infinity
    totals.reserveCapacity(rowCount)
    stages.reserveCapacity(rowCount)
    starts.reserveCapacity(rowCount + 1)
    groupPoints.reserveCapacity(rowCount * book.groups.count)
  }

  /// Adds what a rule, numbered through all groups, gives the current group of the current row.
  mutating func add(_ points: Double, fromRule rule: Int) {
    firedRules.append(Int32(rule))
    firedPoints.append(points)
    groupSum += points
  }

  /// Ends the current group, keeping its sum within limits.
  mutating func closeGroup(cap: Double, floor: Double) {
    let points = max(min(groupSum, cap), floor)
    groupPoints.append(points)
    total += points
    groupSum = 0
  }

  /// Ends the current row and starts the next.
  mutating func closeRow(stage: Int?) {
    totals.append(max(min(total, cap), floor))
    stages.append(Int32(stage ?? -1))
    starts.append(firedRules.count)
    total = 0
  }

  /// The scores of all rows.
  func scores(of book: RuleBook, rules: [RowRule]) -> RuleScores {
    RuleScores(
      book: book, rules: rules, totals: totals, groupPoints: groupPoints, stages: stages,
      starts: starts,
      firedRules: firedRules, firedPoints: firedPoints)
  }
}
