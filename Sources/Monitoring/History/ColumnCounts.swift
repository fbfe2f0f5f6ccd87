import ScoringModel
import Tables

/// How many leads of a night fall into each bin or level of the reference.
public struct ColumnCounts: Sendable, Equatable, Codable {
  /// The column.
  public let name: String
  /// The leads in each bin, or in each level and then in all others.
  public let bins: [Int]
  /// The leads without a value.
  public let missing: Int
  /// Whether bins follow one another, so that neighbours may be joined.
  public let isOrdered: Bool

  /// All leads.
  public var total: Int { bins.reduce(missing, +) }

  init(name: String, bins: [Int], missing: Int, isOrdered: Bool) {
    self.name = name
    self.bins = bins
    self.missing = missing
    self.isOrdered = isOrdered
  }

  /// The counts of the training leads themselves.
  init(_ column: ReferencePopulation.ReferenceColumn) {
    switch column.values {
    case .numbers(let numbers): self.init(name: column.name, numbers)
    case .levels(let levels):
      self.init(
        name: column.name, bins: levels.counts + [levels.folded], missing: levels.missing,
        isOrdered: false)
    }
  }

  /// The counts of a number among the training leads.
  init(name: String, _ numbers: NumberReference) {
    self.init(name: name, bins: numbers.counts, missing: numbers.missing, isOrdered: true)
  }

  /// The counts of a night's numbers.
  init(name: String, _ values: [Double], in reference: NumberReference) {
    self.init(
      name: name, bins: reference.counts(of: values), missing: values.count { $0.isNaN },
      isOrdered: true)
  }

  /// The counts of a night's levels.
  init(name: String, _ values: Categories, in reference: LevelReference) {
    let counts = reference.counts(of: values)
    self.init(
      name: name, bins: counts.levels + [counts.others], missing: counts.missing,
      isOrdered: false)
  }

  /// The leads of several nights together; nil when their bins are not the same.
  static func sum(_ nights: [ColumnCounts]) -> ColumnCounts? {
    guard let first = nights.first, nights.allSatisfy({ $0.bins.count == first.bins.count })
    else { return nil }
    return ColumnCounts(
      name: first.name,
      bins: first.bins.indices.map { bin in nights.reduce(0) { $0 + $1.bins[bin] } },
      missing: nights.reduce(0) { $0 + $1.missing }, isOrdered: first.isOrdered)
  }
}
