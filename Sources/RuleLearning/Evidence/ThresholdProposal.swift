public import Evaluation
public import RuleScoring

/// A threshold for the best tier of a book, with what it does to tonight's list.
public struct ThresholdProposal: Sendable, Equatable {
  /// What a threshold is chosen by.
  public enum Aim: Sendable, Equatable {
    /// So many leads can be called in a night.
    case capacity(Int)
    /// Leads of the tier are to convert at this rate, from 0 to 1.
    case conversion(Double)
  }

  /// What it was chosen by.
  public let aim: Aim
  /// The tier.
  public let tier: String
  /// The threshold in the book.
  public let current: Double
  /// The threshold proposed.
  public let proposed: Double
  /// Tonight's leads in the tier by the book as it is.
  public let leadsNow: Int
  /// Tonight's leads in the tier by the revised book and the threshold proposed.
  public let leadsThen: Int
  /// How many of tonight's leads are in the tier both ways.
  public let leadsBoth: Int
  /// How leads of history ended that the tier would have held.
  public let history: Proportion

  /// Proposes a threshold; nil for a book without tiers, and when no threshold serves the aim.
  ///
  /// - Parameters:
  ///   - aim: What it is chosen by.
  ///   - book: The book as it is.
  ///   - tonight: Tonight's points by the book as it is and by the revised one.
  ///   - history: Points of labelled leads by the revised book.
  ///   - outcomes: Whether each of them converted.
  public init?(
    _ aim: Aim, book: RuleBook, tonight: (now: [Double], revised: [Double]), history: [Double],
    outcomes: [Bool]
  ) {
    guard let tier = book.tiers.first, tier.threshold > -.infinity else { return nil }
    let threshold: Double?
    switch aim {
    case .capacity(let capacity):
      threshold = Self.threshold(reachedBy: capacity, of: tonight.revised)
    case .conversion(let rate):
      threshold = Self.threshold(converting: rate, history, outcomes)
    }
    guard let threshold else { return nil }
    let now = tonight.now.map { $0 >= tier.threshold }
    let then = tonight.revised.map { $0 >= threshold }
    self.aim = aim
    self.tier = tier.name
    current = tier.threshold
    proposed = threshold
    leadsNow = now.count { $0 }
    leadsThen = then.count { $0 }
    leadsBoth = zip(now, then).count { $0 && $1 }
    let reached = history.indices.filter { history[$0] >= threshold }
    self.history = Proportion(
      successes: reached.count { outcomes[$0] }, trials: reached.count)
  }

  /// The lowest whole threshold that at most so many leads reach.
  private static func threshold(reachedBy capacity: Int, of points: [Double]) -> Double? {
    let sorted = points.sorted(by: >)
    guard let highest = sorted.first else { return nil }
    guard capacity < sorted.count else { return sorted.last?.rounded(.down) }
    let limit = sorted[capacity]
    // One more than the points of the first lead that is not to be called.
    return min(limit.rounded(.down) + 1, highest.rounded(.down) + 1)
  }

  /// The lowest whole threshold whose leads convert at least at a rate, on 30 leads or more.
  private static func threshold(
    converting rate: Double, _ points: [Double], _ outcomes: [Bool]
  ) -> Double? {
    let order = points.indices.sorted { points[$0] > points[$1] }
    var (count, conversions, best): (Int, Int, Double?) = (0, 0, nil)
    var place = 0
    while place < order.count {
      let threshold = points[order[place]].rounded(.down)
      while place < order.count, points[order[place]] >= threshold {
        count += 1
        conversions += outcomes[order[place]] ? 1 : 0
        place += 1
      }
      if count >= 30, Double(conversions) >= rate * Double(count) { best = threshold }
    }
    return best
  }
}
