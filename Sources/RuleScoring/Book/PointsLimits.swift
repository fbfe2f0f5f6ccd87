internal import YAMLDocuments

/// The most and the fewest points that a group or a whole book can give.
struct PointsLimits: Sendable {
  /// The most points, nil for no limit.
  let cap: Double?
  /// The fewest points, nil for no limit.
  let floor: Double?

  /// The limits of a group or a book.
  ///
  /// - Throws: a problem for a cap below the floor.
  init(_ mapping: YAMLMapping) throws(ConfigurationProblem) {
    cap = try mapping.optional("cap")?.points()
    floor = try mapping.optional("floor")?.points()
    if let cap, let floor, cap < floor, let node = mapping.optional("cap") {
      throw node.problem(RuleBookFlaw.capBelowFloor(cap: cap, floor: floor))
    }
  }
}
