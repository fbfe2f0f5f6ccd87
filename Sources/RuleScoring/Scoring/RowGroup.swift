internal import FeatureExtraction

/// A group of rules made ready for the rows of one snapshot.
struct RowGroup {
  let rules: [RowRule]
  /// The number of the first rule, counted through all groups of the book.
  private let firstRule: Int
  private let firstMatch: Bool
  private let cap: Double
  private let floor: Double

  /// The groups of a book in its order.
  static func all(of book: RuleBook, over snapshot: LeadSnapshot) -> [RowGroup] {
    var firstRule = 0
    return book.groups.map { group in
      defer { firstRule += group.rules.count }
      return RowGroup(group, firstRule: firstRule, over: snapshot)
    }
  }

  private init(_ group: RuleGroup, firstRule: Int, over snapshot: LeadSnapshot) {
    rules = group.rules.map { RowRule($0, over: snapshot) }
    self.firstRule = firstRule
    firstMatch = group.firstMatch
    cap = group.cap ?? .infinity
    floor = group.floor ?? -.infinity
  }

  /// For each rule and each row of a range, whether the tests of columns hold.
  func masks(_ rows: Range<Int>) -> [[Bool]] { rules.map { $0.condition.mask(rows) } }

  /// Adds the points of a row, which stands at `offset` in the masks, to the tally.
  func score(_ row: Int, masks: [[Bool]], at offset: Int, into tally: inout Tally) {
    for index in rules.indices where masks[index][offset] {
      guard let points = rules[index].points(row) else { continue }
      tally.add(points, fromRule: firstRule + index)
      if firstMatch { break }
    }
    tally.closeGroup(cap: cap, floor: floor)
  }
}
