internal import RuleScoring

/// A cap that would cut off the points a rule of its group deserves.
public struct CapChange: Sendable, Equatable {
  /// The name of the group.
  public let group: String
  /// The cap in the book.
  public let current: Double
  /// The cap under which as many of the strongest rule fit as before.
  public let proposed: Double

  /// The caps that revised points do not fit under.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - points: New points by the number of the rule.
  ///   - step: The step in which the book counts.
  /// - Returns: One element per group whose cap is too low, in the order of the book.
  static func all(in book: RuleBook, points: [Int: Double], step: Double) -> [CapChange] {
    var first = 0
    return book.groups.compactMap { group -> CapChange? in
      defer { first += group.rules.count }
      guard let cap = group.cap else { return nil }
      let largest = group.rules.map(\.points).max() ?? 0
      let revised = group.rules.indices.map { points[first + $0] ?? group.rules[$0].points }
      guard let needed = revised.max(), needed > max(cap, largest), largest > 0, cap > 0 else {
        return nil
      }
      let times = max(1, cap / largest)
      return CapChange(
        group: group.name, current: cap, proposed: (needed * times / step).rounded(.up) * step)
    }
  }
}
