/// Counts that are too small to be told in a report that speaks of groups and not of people.
public enum SmallCells {
  /// The fewest leads of a group that are counted; fewer are `<5`.
  public static let floor = 5

  /// Whether a count is told as it is: none, or at least ``floor``.
  public static func areTold(_ count: Int) -> Bool { count == 0 || count >= floor }

  /// The groups of leads by name, those that are too small under one name together.
  public static func folded(_ names: [String], into rest: String) -> [String] {
    let counts = Dictionary(names.lazy.map { ($0, 1) }, uniquingKeysWith: +)
    return names.map { counts[$0, default: 0] < floor ? rest : $0 }
  }

  /// A count as a report shows it.
  public static func text(_ count: Int) -> String {
    areTold(count) ? String(count) : "<\(floor)"
  }
}
