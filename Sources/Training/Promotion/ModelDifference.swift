import FeatureExtraction
public import ScoringModel
public import Tables

/// What distinguishes two models: features, coefficients, tiers, and who moves between tiers.
public struct ModelDifference: Sendable {
  /// A coefficient on the scale of the data; nil on the side where there is none.
  public struct Coefficient: Sendable, Equatable {
    /// The feature; `intercept` for the intercept.
    public let feature: String
    /// The level; nil for the slope of a number.
    public let level: String?
    /// The log odds in the first and in the second model.
    public let before, after: Double?

    /// How far apart they are, an absent one counting as 0.
    public var change: Double { (after ?? 0) - (before ?? 0) }
  }

  /// The lowest log odds of a tier; nil where it takes the rest, or is not there.
  public struct TierBound: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The bound in the first and in the second model.
    public let before, after: Double?
  }

  /// What becomes of leads.
  public struct Moves: Sendable {
    /// The names of the tiers in the first and in the second model.
    public let tiersBefore, tiersAfter: [String]
    /// How many leads go from each tier of the first model (row) to each of the second (column).
    public let counts: [[Int]]
    /// The log odds of each lead by the first and by the second model.
    public let before, after: [Double]
    /// The rows that move furthest in rank, furthest first, with their ranks from 1.
    public let furthest: [(row: Int, rankBefore: Int, rankAfter: Int)]

    /// The leads whose tier has another name afterwards.
    public var changedTier: Int {
      counts.enumerated().reduce(0) { sum, row in
        sum
          + row.element.enumerated().reduce(0) {
            $0 + (tiersBefore[row.offset] == tiersAfter[$1.offset] ? 0 : $1.element)
          }
      }
    }
  }

  /// Features of the second model only, and of the first only.
  public let added, removed: [String]
  /// The coefficients that differ, the furthest apart first.
  public let coefficients: [Coefficient]
  /// The coefficients that are the same.
  public let unchangedCount: Int
  /// The bounds of all tiers.
  public let tiers: [TierBound]

  /// Compares two models.
  public init(from first: ScoringModel, to second: ScoringModel) {
    let names = (first.extractor.features.map(\.name), second.extractor.features.map(\.name))
    added = names.1.filter { !names.0.contains($0) }
    removed = names.0.filter { !names.1.contains($0) }
    let before = CoefficientRow.rows(of: first)
    let after = CoefficientRow.rows(of: second)
    var known: [String: Double] = [:]
    for row in after { known[row.key] = row.estimate }
    let shared = Set(before.map(\.key))
    let all =
      before.map {
        Coefficient(
          feature: $0.feature, level: $0.level, before: $0.estimate, after: known[$0.key])
      }
      + after.filter { !shared.contains($0.key) }.map {
        Coefficient(feature: $0.feature, level: $0.level, before: nil, after: $0.estimate)
      }
    let changed = all.enumerated().filter { $0.element.before != $0.element.after }
    coefficients = changed.sorted {
      ($1.element.change.magnitude, $0.offset) < ($0.element.change.magnitude, $1.offset)
    }.map(\.element)
    unchangedCount = all.count - changed.count
    let bounds = second.tiers.reduce(into: [String: Double]()) { $0[$1.name] = $1.lowestLogOdds }
    let firstNames = Set(first.tiers.map(\.name))
    tiers =
      first.tiers.map {
        TierBound(name: $0.name, before: $0.lowestLogOdds, after: bounds[$0.name])
      }
      + second.tiers.filter { !firstNames.contains($0.name) }.map {
        TierBound(name: $0.name, before: nil, after: $0.lowestLogOdds)
      }
  }

  /// Tells who moves when the second model takes the first one's place.
  ///
  /// - Parameters:
  ///   - first: The model before.
  ///   - second: The model after.
  ///   - table: The leads, as the second model reads them.
  ///   - earlierTable: The same leads as the first model reads them; nil where that is the same.
  ///   - furthest: How many of those that move furthest to name.
  /// - Returns: Where each lead was and where it goes.
  /// - Throws: `FeatureProblem` when the leads lack a column of a model.
  public static func moves(
    from first: ScoringModel, to second: ScoringModel, of table: Table,
    earlierTable: Table? = nil, furthest: Int = 10
  ) throws -> Moves {
    let before = try first.logOdds(earlierTable ?? table)
    let after = try second.logOdds(table)
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: second.tiers.count), count: first.tiers.count)
    for row in before.indices {
      counts[first.tiers.index(logOdds: before[row])][second.tiers.index(logOdds: after[row])] += 1
    }
    let ranks = (ranks(before), ranks(after))
    let moved = before.indices.filter { ranks.0[$0] != ranks.1[$0] }.sorted {
      let steps = ((ranks.0[$0] - ranks.1[$0]).magnitude, (ranks.0[$1] - ranks.1[$1]).magnitude)
      return steps.0 != steps.1 ? steps.0 > steps.1 : $0 < $1
    }
    return Moves(
      tiersBefore: first.tiers.map(\.name), tiersAfter: second.tiers.map(\.name), counts: counts,
      before: before, after: after,
      furthest: moved.prefix(furthest).map { ($0, ranks.0[$0], ranks.1[$0]) })
  }

  /// The rank of each row from 1, the highest first; equal scores in the order of the rows.
  private static func ranks(_ scores: [Double]) -> [Int] {
    var ranks = [Int](repeating: 0, count: scores.count)
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    for (rank, row) in order.enumerated() { ranks[row] = rank + 1 }
    return ranks
  }
}

extension CoefficientRow {
  /// What tells a coefficient from the others.
  fileprivate var key: String { "\(feature)\u{0}\(level ?? "")\u{0}\(level == nil)" }
}
