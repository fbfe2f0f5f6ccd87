public import ScoringModel
public import Tables

/// A score as it was stored on its night, of a lead that is known by an identifier or by the number
/// that stands for it.
public struct StoredScore<Lead: Sendable & Hashable & Comparable>: Sendable, Equatable {
  /// The lead.
  public let lead: Lead
  /// The night.
  public let asOf: Timestamp
  /// The probability that was reported.
  public let probability: Double
  /// The points that the rules gave it; nil where they were not stored.
  public let points: Double?

  /// A score of a night.
  public init(lead: Lead, asOf: Timestamp, probability: Double, points: Double? = nil) {
    self.lead = lead
    self.asOf = asOf
    self.probability = probability
    self.points = points
  }

  /// Whether the score came when the model was taught to score such a lead; see
  /// ``isPrompt(snapshot:asOf:)``.
  public func isPrompt(snapshot: Timestamp?) -> Bool {
    StoredScore.isPrompt(snapshot: snapshot, asOf: asOf)
  }

  /// Whether a score comes when the model was taught to score such a lead: within a week after its
  /// snapshot.
  ///
  /// A lead that is scored younger, or one that is still open long after, is not what training saw:
  /// its score orders calls, but what becomes of it says nothing of what the model promised.
  public static func isPrompt(snapshot: Timestamp?, asOf: Timestamp) -> Bool {
    guard let snapshot else { return false }
    return snapshot <= asOf && asOf - snapshot < TimeSpan(days: 7)
  }
}

extension [StoredScore<String>] {
  /// Those of some stored scores that have a probability.
  public init(_ stored: StoredScores) {
    self = stored.rows.compactMap { row in
      row.probability.map {
        StoredScore(lead: row.lead, asOf: row.asOf, probability: $0, points: row.points)
      }
    }
  }
}

/// The first score of a lead and what became of the lead within its window.
struct SettledScore {
  let asOf: Timestamp
  let probability: Double
  let points: Double?
  let converted: Bool
}

/// Scores of the past beside what became of their leads, one score per lead: the first.
///
/// A lead is mature when the whole window after its score is over; it converted if it did so within.
/// Younger leads are kept apart.
public struct ScoredCohort: Sendable {
  /// A lead whose window is not over.
  struct Young {
    let probability: Double
    /// The time since its score.
    let age: TimeSpan
    let hasConverted: Bool
  }

  /// The probabilities of mature leads as they were stored.
  public let probabilities: [Double]
  /// Whether they converted.
  public let outcomes: [Bool]
  /// Their points; nil where not all of them have some.
  public let points: [Double]?
  /// How many scored leads are not known any more.
  public let unknown: Int
  /// The same leads month by month of their scores, the oldest first.
  public let months: [CohortMonth]
  /// How many of the unknown would be mature.
  let unknownMature: Int
  /// How many leads converted after their window.
  let late: Int
  let young: [Young]
  /// The times from score to conversion of mature leads that converted, shortest first.
  let delays: [TimeSpan]

  /// Joins scores with conversions, given for every known lead: nil within for those that did not
  /// convert.
  public init<Lead>(
    _ scores: [StoredScore<Lead>], conversions: [Lead: Timestamp?], window: TimeSpan,
    asOf: Timestamp
  ) {
    self.init(scores, window: window, asOf: asOf) { conversions[$0] }
  }

  /// Joins scores with conversions.
  ///
  /// - Parameters:
  ///   - scores: Stored scores in any order.
  ///   - window: How long after its score a lead may convert.
  ///   - asOf: The moment up to which conversions are known.
  ///   - conversion: When a lead converted, nil within for one that did not; nil for a lead that is
  ///     not known.
  public init<Lead>(
    _ scores: [StoredScore<Lead>], window: TimeSpan, asOf: Timestamp,
    conversion: (Lead) -> Timestamp??
  ) {
    var seen: Set<Lead> = []
    let first = scores.filter { $0.asOf <= asOf }
      .sorted { ($0.asOf, $0.lead) < ($1.asOf, $1.lead) }
      .filter { seen.insert($0.lead).inserted }
    var mature: [SettledScore] = []
    var (young, delays): ([Young], [TimeSpan]) = ([], [])
    var (unknown, unknownMature, late) = (0, 0, 0)
    for score in first {
      let isMature = score.asOf + window <= asOf
      guard let conversion = conversion(score.lead) else {
        unknown += 1
        unknownMature += isMature ? 1 : 0
        continue
      }
      let delay = conversion.flatMap { $0 <= asOf ? $0 - score.asOf : nil }
      // Converted before it was scored: that score foretold nothing.
      if let delay, delay <= TimeSpan(microseconds: 0) { continue }
      guard isMature else {
        young.append(
          Young(
            probability: score.probability, age: asOf - score.asOf, hasConverted: delay != nil))
        continue
      }
      let converted = delay.map { $0 <= window } ?? false
      if let delay { if converted { delays.append(delay) } else { late += 1 } }
      mature.append(
        SettledScore(
          asOf: score.asOf, probability: score.probability, points: score.points,
          converted: converted))
    }
    probabilities = mature.map(\.probability)
    outcomes = mature.map(\.converted)
    let points = mature.compactMap(\.points)
    self.points = points.count == mature.count ? points : nil
    self.unknown = unknown
    self.unknownMature = unknownMature
    self.late = late
    months = CohortMonth.months(of: mature)
    self.young = young
    self.delays = delays.sorted()
  }
}
