/// The points of leads under one book, with the rules that gave them.
///
/// Stored in a few flat arrays: a million leads of four rules each take about 100 MB.
public struct RuleScores: Sendable {
  /// The book the leads were scored by.
  public let book: RuleBook
  /// The points of each lead: the sum over the groups, each within its limits, within the limits
  /// of the book.
  public let totals: [Double]
  /// The points of all groups of the first lead, then of the second, and so on.
  private let groupPoints: [Double]
  /// The index of each lead's stage in the book's journey, -1 for none.
  private let stages: [Int32]
  /// Where the fired rules of each lead start, and one end.
  private let starts: [Int]
  /// The rules that fired, numbered through all groups.
  private let firedRules: [Int32]
  /// What each of them gave before the limits of its group.
  private let firedPoints: [Double]

  /// The rules of all groups, ready to say when their points are lost.
  private let rules: [RowRule]

  init(
    book: RuleBook, rules: [RowRule], totals: [Double], groupPoints: [Double], stages: [Int32],
    starts: [Int],
    firedRules: [Int32], firedPoints: [Double]
  ) {
    self.book = book
    self.rules = rules
    self.totals = totals
    self.groupPoints = groupPoints
    self.stages = stages
    self.starts = starts
    self.firedRules = firedRules
    self.firedPoints = firedPoints
  }

  /// How many leads there are.
  public var count: Int { totals.count }

  /// The points of a lead in a group of the book, after the limits of the group.
  public func points(_ row: Int, inGroup group: Int) -> Double {
    groupPoints[row * book.groups.count + group]
  }

  /// The points of a lead for one kind of data.
  public func points(_ row: Int, of kind: RuleKind) -> Double {
    book.groups.indices.filter { book.groups[$0].kind == kind }
      .reduce(0) { $0 + points(row, inGroup: $1) }
  }

  /// The tier of a lead, nil when it is below all tiers or the book declares none.
  public func tier(_ row: Int) -> PointsTier? {
    book.tiers.first { totals[row] >= $0.threshold }
  }

  /// The cell of a lead on the grid of fit and engagement, such as `A1`; nil without a grid.
  public func cell(_ row: Int) -> String? {
    book.grid.map { grid in
      grid.cell(
        fit: points(row, of: .explicit) + points(row, of: .implicit),
        engagement: points(row, of: .behavioural))
    }
  }

  /// The rules that applied to a lead, numbered through all groups in the order of the book, with
  /// how many times each did: 1, or the number of events after decay.
  public func applied(_ row: Int) -> [(rule: Int, weight: Double)] {
    (starts[row]..<starts[row + 1]).map { index in
      let rule = Int(firedRules[index])
      return (rule, rules[rule].weight(row) ?? 0)
    }
  }

  /// The stage of a lead in the buyer's journey, nil when no stage applies.
  public func stage(_ row: Int) -> JourneyStage? {
    stages[row] < 0 ? nil : book.journey[Int(stages[row])]
  }

  /// What each rule gave a lead, in the order of the book.
  ///
  /// Where a group's limit changed the sum, a last contribution named `cap` or `floor` makes up
  /// for it, so that contributions always add up to the total.
  public func contributions(_ row: Int) -> [RuleContribution] {
    var contributions: [RuleContribution] = []
    var next = starts[row]
    var firstRule = 0
    var total = 0.0
    for (index, group) in book.groups.enumerated() {
      let numbers = firstRule..<firstRule + group.rules.count
      var sum = 0.0
      while next < starts[row + 1], numbers.contains(Int(firedRules[next])) {
        let rule = group.rules[Int(firedRules[next]) - firstRule]
        contributions.append(
          group.contribution(
            rule.description, firedPoints[next], rules[Int(firedRules[next])].expiry(row)))
        sum += firedPoints[next]
        next += 1
      }
      let limited = points(row, inGroup: index)
      if limited != sum {
        contributions.append(group.contribution(limited < sum ? "cap" : "floor", limited - sum))
      }
      firstRule = numbers.upperBound
      total += limited
    }
    if totals[row] != total {
      contributions.append(
        RuleContribution(
          group: book.name, rule: totals[row] < total ? "cap" : "floor",
          points: totals[row] - total, kind: nil))
    }
    return contributions
  }
}

extension RuleGroup {
  fileprivate func contribution(
    _ rule: String, _ points: Double, _ expiry: PointsExpiry = .never
  ) -> RuleContribution {
    RuleContribution(group: name, rule: rule, points: points, kind: kind, expiry: expiry)
  }
}
