/// Counts that are too small to be told in a report that speaks of groups and not of people.
public enum SmallCells {
  /// The fewest leads of a group that are counted; fewer are `<5`.
  public static let floor = 5

  /// Whether a count is told as it is: none, or at least ``floor``.
  public static func areTold(_ count: Int) -> Bool { count == 0 || count >= floor }

  /// A count as a report shows it.
  public static func text(_ count: Int) -> String {
    areTold(count) ? String(count) : "<\(floor)"
  }
}
