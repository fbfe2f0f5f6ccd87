import ScoringModel

/// The tiers of the leads of one batch, among them tiers that hold so many leads of it.
///
/// A tier of 200 leads holds the leads of the ranks 1 to 200, those of the tiers above it included. Of
/// leads that share the last of these ranks, those that stand first in the data belong to it, so that
/// there are exactly as many as can be called.
struct BatchTiers: Sendable {
  private let tiers: [Tier]
  /// The last seats of every tier of so many leads; nil for other tiers.
  private let lastSeats: [LastSeats?]

  /// The leads that share the last rank of a tier.
  struct LastSeats: Sendable, Equatable {
    /// The rank that they share.
    let rank: UInt32
    /// How many of them belong to the tier.
    let count: Int
  }

  /// - Parameters:
  ///   - tiers: The model's tiers.
  ///   - ranks: The ranks of the batch, finished.
  init(_ tiers: [Tier], ranks: RankIndex) {
    self.tiers = tiers
    lastSeats = tiers.map { tier in
      guard let capacity = tier.capacity, let rank = ranks.rank(ofPlace: capacity) else {
        return nil
      }
      return LastSeats(rank: rank, count: capacity - Int(rank) + 1)
    }
  }

  /// The numbers of leads that have a tier of their own size.
  static func capacities(_ tiers: [Tier]) -> [Int] { tiers.compactMap(\.capacity) }

  /// For every tier, how many leads of some ranks share its last one.
  func sharing(_ ranks: [UInt32]) -> [Int] {
    lastSeats.map { seats in seats.map { seats in ranks.count { $0 == seats.rank } } ?? 0 }
  }

  /// The tiers of a run of leads.
  ///
  /// - Parameters:
  ///   - logOdds: Their log odds.
  ///   - ranks: Their ranks.
  ///   - before: For every tier, how many earlier leads share its last rank.
  /// - Returns: For every lead, the index of its tier.
  func indices(logOdds: [Double], ranks: [UInt32], before: [Int]) -> [Int] {
    var taken = before
    return logOdds.indices.map { row in
      var chosen: Int?
      for (index, tier) in tiers.enumerated() {
        if tier.capacity == nil {
          if chosen == nil, tier.lowestLogOdds.map({ logOdds[row] >= $0 }) ?? true {
            chosen = index
          }
          continue
        }
        // Nil: fewer leads than the tier has seats.
        guard let seats = lastSeats[index] else {
          chosen = chosen ?? index
          continue
        }
        if ranks[row] < seats.rank {
          chosen = chosen ?? index
        } else if ranks[row] == seats.rank {
          if taken[index] < seats.count { chosen = chosen ?? index }
          taken[index] += 1
        }
      }
      return chosen ?? tiers.count - 1
    }
  }
}
