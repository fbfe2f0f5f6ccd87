/// What two rankings do for one part of the rows: a month, a segment, a tier.
public struct ComparisonGroup: Sendable, Equatable, Codable {
  /// What the rows of the part share.
  public let name: String
  /// Conversions among all rows of the part.
  public let all: Proportion
  /// Conversions among its rows on the reference's call list.
  public let referenceCalled: Proportion
  /// Conversions among its rows on the challenger's call list.
  public let challengerCalled: Proportion
  /// Both AUCs within the part and their paired difference; `nil` unless it has rows of both kinds.
  public let auc: AUCDifference?

  /// The parts of some rows, in the order of their names.
  ///
  /// - Parameters:
  ///   - names: What each row belongs to.
  ///   - reference: The scores that are compared with.
  ///   - challenger: The scores that are put to the test.
  ///   - outcomes: Whether each row converted.
  ///   - lists: The rows on both call lists.
  /// - Returns: One part per name.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``.
  public static func all(
    _ names: [String], reference: [Double], challenger: [Double], outcomes: [Bool],
    lists: CallLists
  ) throws(EvaluationError) -> [ComparisonGroup] {
    for count in [names.count, reference.count, challenger.count] where count != outcomes.count {
      throw .lengthMismatch(rows: count, outcomes: outcomes.count)
    }
    let byReference = Set(lists.both + lists.referenceOnly)
    let byChallenger = Set(lists.both + lists.challengerOnly)
    var rows: [String: [Int]] = [:]
    for (row, name) in names.enumerated() { rows[name, default: []].append(row) }
    return rows.sorted { $0.key < $1.key }.map { name, rows in
      func conversions(_ rows: [Int]) -> Proportion {
        Proportion(successes: rows.count { outcomes[$0] }, trials: rows.count)
      }
      return ComparisonGroup(
        name: name, all: conversions(rows),
        referenceCalled: conversions(rows.filter(byReference.contains)),
        challengerCalled: conversions(rows.filter(byChallenger.contains)),
        auc: try? AUCDifference(
          reference: rows.map { reference[$0] }, challenger: rows.map { challenger[$0] },
          outcomes: rows.map { outcomes[$0] }))
    }
  }
}

/// How the rows of one tier ended.
public struct TierOutcome: Sendable, Equatable, Codable {
  /// The tier.
  public let tier: String
  /// Conversions among its rows.
  public let converted: Proportion
  /// The mean probability given to its rows; `nil` for scores that are no probabilities.
  public let expected: Double?

  /// The tiers of some rows in a given order.
  ///
  /// - Precondition: all lists have one element per row.
  public static func all(
    _ order: [String], tiers: [String], outcomes: [Bool], probabilities: [Double]? = nil
  ) -> [TierOutcome] {
    precondition(tiers.count == outcomes.count)
    return order.map { tier in
      let rows = tiers.indices.filter { tiers[$0] == tier }
      // Sorted, the sum is the same whatever the order of the rows.
      let sum = probabilities.map { all in rows.map { all[$0] }.sorted().reduce(0, +) }
      return TierOutcome(
        tier: tier,
        converted: Proportion(successes: rows.count { outcomes[$0] }, trials: rows.count),
        expected: rows.isEmpty ? nil : sum.map { $0 / Double(rows.count) })
    }
  }
}
