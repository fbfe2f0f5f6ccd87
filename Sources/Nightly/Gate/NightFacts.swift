import FeatureExtraction
import Prediction
public import ScoringModel
public import Tables

/// What a night's scores look like as a whole: enough to tell a broken night, and no lead.
public struct NightFacts: Sendable, Equatable, Codable {
  /// How many leads were scored.
  public let leads: Int
  /// The scores that are no finite number.
  public let nonFinite: Int
  /// How many different scores there are, counted up to two.
  public let distinct: Int
  /// How many leads fall between the deciles of the training leads, from the lowest.
  public let deciles: [Int]
  /// How many leads are in each tier.
  public let tiers: [String: Int]
  /// The share of leads for which each feature has a value.
  public let filled: [String: Double]

  init(
    leads: Int, nonFinite: Int, distinct: Int, deciles: [Int], tiers: [String: Int],
    filled: [String: Double]
  ) {
    self.leads = leads
    self.nonFinite = nonFinite
    self.distinct = distinct
    self.deciles = deciles
    self.tiers = tiers
    self.filled = filled
  }

  /// The facts of some leads.
  ///
  /// - Parameters:
  ///   - table: What the model reads of the leads.
  ///   - logOdds: Their log odds.
  ///   - tiers: How many of them are in each tier, in the order of the model's tiers.
  ///   - model: The model.
  public init(_ table: Table, logOdds: [Double], tiers: [Int], model: ScoringModel) {
    leads = logOdds.count
    nonFinite = logOdds.count { !$0.isFinite }
    distinct = logOdds.first.map { first in logOdds.allSatisfy { $0 == first } ? 1 : 2 } ?? 0
    let edges = (1..<10).map { model.population.quantiles[$0 * 100] }
    var deciles = [Int](repeating: 0, count: 10)
    for value in logOdds where value.isFinite { deciles[edges.count { $0 < value }] += 1 }
    self.deciles = deciles
    self.tiers = Dictionary(zip(model.tiers.map(\.name), tiers), uniquingKeysWith: +)
    filled = Dictionary(
      model.extractor.columnNames.compactMap { name in
        table[name].map { column in
          let count = (0..<column.count).count { !column.isMissing($0) }
          return (name, Double(count) / Double(max(1, column.count)))
        }
      }, uniquingKeysWith: { $1 })
  }
}
